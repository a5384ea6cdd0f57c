"""What stands out in what people wrote: links, mentions, keywords. Never markup.

Places are counted in code points of the text as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from chatclient.links import links_in
from chatclient.wire.texts import folded

MAX_NAME = 50
_SOMEBODY = re.compile(r"[A-Za-z0-9_]+|\w+")
_AT = "@＠"
_VOICE_MARKS = "ﾞﾟ"  # of half width; of any width they count as combining


class SpanKind(StrEnum):
    """What a stretch of text is."""

    LINK = "link"
    MENTION = "mention"
    KEYWORD = "keyword"


class Span(Struct, frozen=True):
    """One stretch of a text."""

    start: int
    length: int
    kind: SpanKind
    target: str
    """The address, the name that is mentioned as it was given, or the keyword."""


class Spotter:
    """Finds spans; made once for the names and keywords that count."""

    def __init__(self, names: Iterable[str] = (), keywords: Iterable[str] = ()) -> None:
        self._names = {folded(name): name for name in names if name}
        self._longest = max(map(len, self._names), default=0)
        self._keywords = {folded(word): word for word in keywords if word.strip()}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return all spans in order; none lies over another."""
        spans = [Span(at, len(url), SpanKind.LINK, url) for at, url in links_in(text)]
        has_mention = any(at in text for at in _AT)
        if not has_mention and not self._keywords:
            return tuple(spans)
        flat, places = _folded_in_place(text)
        if has_mention:
            spans += self._mentions(text, flat, places, spans)
        for word, target in self._keywords.items():
            for start, end in _words(flat, word):
                span = _span(places, start, end, SpanKind.KEYWORD, target)
                if not _overlaps(span, spans):
                    spans.append(span)
        return tuple(sorted(spans, key=lambda span: span.start))

    def _mentions(
        self, text: str, flat: str, places: Sequence[int], taken: Sequence[Span]
    ) -> list[Span]:
        found: list[Span] = []
        for at, char in enumerate(flat):
            before = flat[at - 1] if at else " "
            if char != "@" or (before.isascii() and (before.isalnum() or before in "._-@")):
                continue
            if end := self._known(flat, at + 1):
                target = self._names[flat[at + 1 : end]]
            elif somebody := _SOMEBODY.match(flat, at + 1):
                end = min(somebody.end(), at + 1 + MAX_NAME)
                target = text[places[at + 1] : places[end]]
            else:
                continue
            span = _span(places, at, end, SpanKind.MENTION, target)
            if not _overlaps(span, taken) and not _overlaps(span, found):
                found.append(span)
        return found

    def _known(self, flat: str, start: int) -> int:
        """Return where the longest known name ends that begins here; 0: none does."""
        for end in range(min(len(flat), start + self._longest), start, -1):
            if flat[start:end] in self._names and not _cuts_word(flat, end):
                return end
        return 0


def spans_of(
    text: str, *, names: Iterable[str] = (), keywords: Iterable[str] = ()
) -> tuple[Span, ...]:
    """Return links, mentions (of these names, and of any word after an @) and keywords."""
    return _spotter(tuple(names), tuple(keywords)).spans(text)


@lru_cache(maxsize=8)
def _spotter(names: tuple[str, ...], keywords: tuple[str, ...]) -> Spotter:
    return Spotter(names, keywords)


def _folded_in_place(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as it is compared, and for each place in it (and its end) that in `text`."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    # Nothing that folding takes apart (compatibility forms) or drops (category Cf) is in it.
    if unicodedata.is_normalized("NFKC", text) and text.isprintable():
        whole = folded(text)
        if len(whole) == len(text):  # each character has become one: nearly always
            return whole, range(len(text) + 1)
    flat: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _belongs_to_before(text[end]):
            end += 1
        piece = folded(text[start:end])
        flat.append(piece)
        places += [start] * len(piece)
        start = end
    return "".join(flat), [*places, len(text)]


def _belongs_to_before(char: str) -> bool:
    return char in _VOICE_MARKS or (ord(char) > 0x2FF and unicodedata.combining(char) != 0)


def _words(flat: str, word: str) -> Iterable[tuple[int, int]]:
    """Yield where a keyword stands; one of Latin letters only as a word of its own."""
    start = flat.find(word)
    while start >= 0:
        end = start + len(word)
        if not _cuts_word(flat, start) and not _cuts_word(flat, end):
            yield start, end
        start = flat.find(word, end)


def _cuts_word(flat: str, at: int) -> bool:
    """Tell whether a word of Latin letters goes on over this place."""
    if not 0 < at < len(flat):
        return False
    pair = flat[at - 1 : at + 1]
    return pair.isascii() and pair.replace("_", "a").isalnum()


def _span(places: Sequence[int], start: int, end: int, kind: SpanKind, target: str) -> Span:
    return Span(places[start], places[end] - places[start], kind, target)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(
        span.start < other.start + other.length and other.start < span.start + span.length
        for other in others
    )

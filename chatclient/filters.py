"""What one looks for in a chat, and what is to stand out in it.

A query is words, `"quoted text"`, `from:name`, `has:link`, `has:stamp` and `has:donation`; all of
it must hold. Letter case, full and half width and kana don't matter.
"""

import re
from enum import StrEnum

from msgspec import Struct

from chatclient.links import links_in
from chatclient.messages import Entry
from chatclient.spans import SpanKind, Spotter
from chatclient.wire.envelopes import DonationBody, MessageBody, StampBody
from chatclient.wire.texts import folded

_PARTS = re.compile(r'(?:(from|has):)?(?:["“”＂「]([^"“”＂」]*)(?:["“”＂」]|$)|(\S+))', re.I)
_COLONS = str.maketrans("：", ":")


class Has(StrEnum):
    """What a message can have."""

    LINK = "link"
    STAMP = "stamp"
    DONATION = "donation"


class Query(Struct, frozen=True):
    """What is looked for; texts are folded, as `chatclient.wire.texts.folded` does."""

    words: tuple[str, ...] = ()
    """Words and quoted texts."""
    authors: tuple[str, ...] = ()
    """Of a name, each any part; several mean one of them. A whole user id counts too."""
    has: frozenset[Has] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for, so everything matches."""
        return not (self.words or self.authors or self.has)

    def matches(self, entry: Entry) -> bool:
        """Tell whether somebody said this and it is what is looked for."""
        body = entry.body
        if not isinstance(body, MessageBody | StampBody | DonationBody):
            return False
        return (
            self._is_by_one_of(entry)
            and all(_has(body, what) for what in self.has)
            and self._has_words(said_in(entry))
        )

    def _is_by_one_of(self, entry: Entry) -> bool:
        user = entry.envelope.user
        if not self.authors or user is None:
            return not self.authors
        name, id = folded(user.name), folded(user.id)
        return any(author in name or author == id for author in self.authors)

    def _has_words(self, text: str) -> bool:
        if not self.words:
            return True
        flat = folded(text)
        return all(word in flat for word in self.words)


class Highlight(StrEnum):
    """Why a message stands out."""

    MENTION = "mention"
    KEYWORD = "keyword"
    USER = "user"


class Highlights:
    """Rules for what stands out; made once for the names and words that count."""

    def __init__(
        self,
        names: tuple[str, ...] = (),
        keywords: tuple[str, ...] = (),
        users: frozenset[str] = frozenset(),
    ) -> None:
        self._names = frozenset(names)
        self._keywords = Spotter(keywords=keywords) if keywords else None
        self._mentions = Spotter(names=names)
        self._users = users

    def of(self, entry: Entry) -> Highlight | None:
        """Return why this stands out, first of all that one is spoken to."""
        text = said_in(entry)
        if ("@" in text or "＠" in text) and self._names:
            spans = self._mentions.spans(text)
            if any(span.kind == SpanKind.MENTION and span.target in self._names for span in spans):
                return Highlight.MENTION
        user = entry.envelope.user
        if user and user.id in self._users:
            return Highlight.USER
        spans = self._keywords.spans(text) if self._keywords and text else ()
        is_awaited = any(span.kind == SpanKind.KEYWORD for span in spans)
        return Highlight.KEYWORD if is_awaited else None


def parse_query(text: str) -> Query:
    """Return what a line of search text asks for; what is not understood is a word."""
    words: list[str] = []
    authors: list[str] = []
    has: set[Has] = set()
    for key, quoted, plain in _PARTS.findall(text.translate(_COLONS)):
        value = folded(quoted or plain).strip()
        if not value:
            continue
        if key.lower() == "from":
            authors.append(value)
        elif key and value in set(Has):
            has.add(Has(value))
        else:
            words.append(f"{key.lower()}:{value}" if key else value)
    return Query(tuple(words), tuple(authors), frozenset(has))


def said_in(entry: Entry) -> str:
    """Return the words of an entry; a stamp's are its name."""
    match entry.body:
        case MessageBody(text=text) | DonationBody(text=text):
            return text
        case StampBody(stamp=stamp):
            return stamp
    return ""


def _has(body: MessageBody | StampBody | DonationBody, what: Has) -> bool:
    match what:
        case Has.LINK:
            return any(links_in(body.text)) if not isinstance(body, StampBody) else False
        case Has.STAMP:
            return isinstance(body, StampBody)
        case Has.DONATION:
            return isinstance(body, DonationBody)

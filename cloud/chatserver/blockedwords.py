"""Finds blocked words in messages, also where somebody hid them.

Compared is what `folded` makes of both: no letter case, width or kana. Words of letters alone are
also found with signs between their letters (`b.a.d`) or spelled out (`b a d`). Words of scripts
that put spaces between words are found as words only: `ass` is not in `class`. Others, as Japanese,
are found anywhere. What holds neither letter nor digit, such as an emoji, is found as it stands.
"""

from collections.abc import Iterable
from itertools import pairwise

from chatclient.wire.texts import folded

BEGINNING = 3
"""Words are looked up by so many of their first letters; the rest is compared."""
MAX_GAP = 3
"""Signs between two letters that still hide a word."""
_SENTENCE_ENDS = frozenset("、。,.!?")
# Scripts written without spaces: a word may begin and end anywhere.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class BlockedWords:
    """A list of blocked words, ready to look for; made anew when the list changes."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._hidden: dict[str, list[str]] = {}
        self._plain: list[str] = []
        for word in sorted({" ".join(folded(word).split()) for word in words} - {""}):
            if word.isalnum():
                self._hidden.setdefault(word[:BEGINNING], []).append(word)
            else:
                self._plain.append(word)

        self._beginnings = sorted({len(beginning) for beginning in self._hidden})

    def __bool__(self) -> bool:
        return bool(self._hidden or self._plain)

    def find(self, text: str) -> str:
        """Return a blocked word, folded, that the text holds; empty: none."""
        if not self:
            return ""
        line = " ".join(folded(text).split())
        for word in self._plain:
            at = line.find(word)
            while at >= 0:
                if _stands_alone(line, at, at + len(word) - 1):
                    return word
                at = line.find(word, at + 1)
        return self._find_hidden(line) if self._hidden else ""

    def _find_hidden(self, line: str) -> str:
        places = [place for place, char in enumerate(line) if char.isalnum()]
        letters = "".join([line[place] for place in places])
        for at in range(len(letters)):
            for size in self._beginnings:
                for word in self._hidden.get(letters[at : at + size], ()):
                    end = at + len(word)
                    if letters[at:end] == word and _is_meant(line, places[at:end]):
                        return word
        return ""


def _is_meant(line: str, places: list[int]) -> bool:
    """Tell whether letters at these places are read as one word."""
    gaps = [line[left + 1 : right] for left, right in pairwise(places)]
    if any(len(gap) > MAX_GAP for gap in gaps):
        return False
    if not _stands_alone(line, places[0], places[-1]):
        return False
    if _is_unspaced(line[places[0]]):
        return not any(_SENTENCE_ENDS & set(gap) for gap in gaps)
    is_in_one_piece = not any(char.isspace() for gap in gaps for char in gap)
    is_spelled_out = len(gaps) > 1 and all(gaps)
    return is_in_one_piece or is_spelled_out


def _stands_alone(line: str, first: int, last: int) -> bool:
    """Tell whether what stands there is no part of a longer word."""
    before = line[first - 1] if first else " "
    after = line[last + 1] if last + 1 < len(line) else " "
    return not (_joins(line[first], before) or _joins(line[last], after))


def _joins(char: str, neighbour: str) -> bool:
    return (
        char.isalnum()
        and neighbour.isalnum()
        and not _is_unspaced(char)
        and not _is_unspaced(neighbour)
    )


def _is_unspaced(char: str) -> bool:
    code = ord(char)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _UNSPACED)

"""What text counts as the same, and what in text is a trick: for both ends of the wire."""

import re
import unicodedata
from functools import lru_cache

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_JOINERS = {"\u200c", "\u200d"}  # needed inside emoji and some scripts
_LINE_ENDS = {"\n", "\r", "\t", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"}
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}
_BLANK = _HIDDEN | {"Mn", "Me", "Zl", "Zp", "Zs"}  # a mark is nothing without a letter
# Letters, symbols and marks that show nothing: fillers, an empty pattern, selectors of variants.
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_UNSEEN |= {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810))}
_UNSEEN |= {chr(code) for code in range(0xE0000, 0xE1000)}
# Letters without tricks, in one pass: ASCII, Latin, kana, Han, Hangul, and their full width forms.
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u3001-\u3029\u3041-\u3096\u309b-\u30ff"
    "\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
MAX_MARKS = 4
"""Combining marks on one character; more are a tower that covers other rows."""


def cleaned(text: str) -> str:
    """Return text as one line without controls, invisible tricks and turned directions.

    Bidirectional overrides and isolates go, zero-width characters go except joiners, line ends and
    other white space become single spaces, lone surrogates go, towers of marks are cut.
    """
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if char in _LINE_ENDS or category == "Zs":
            char, marks = " ", 0
        elif category in ("Mn", "Me"):
            marks += 1
            if marks > MAX_MARKS:
                continue
        elif category in _HIDDEN and char not in _JOINERS and not 0xE0020 <= ord(char) <= 0xE007F:
            continue  # the tags inside flags of regions stay, and what Unicode got since
        elif char not in _JOINERS:
            marks = 0
        kept.append(char)
    return " ".join("".join(kept).split())


def cleaned_name(name: str) -> str:
    """Return a name that can't pass for another by invisible characters; empty: no name left."""
    seen = "".join(char for char in name if char not in _JOINERS and char not in _UNSEEN)
    return cleaned(seen)[:50].strip()


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing."""
    return all(char in _UNSEEN or unicodedata.category(char) in _BLANK for char in text)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return what is compared: full and half width, letter case and kana folded, joiners gone."""
    normal = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    if normal.isprintable():  # what is of category Cf is not
        return normal
    return "".join(char for char in normal if unicodedata.category(char) != "Cf")

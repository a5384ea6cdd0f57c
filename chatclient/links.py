"""Addresses in what people wrote, and the host of one as it can't deceive.

Only http and https; text stays text. A name before an `@` in the address is a trick, not a link.
"""

import re
import unicodedata
from collections.abc import Iterator

_ENDS = "、。，．！？：；「」『』【】〈〉《》〔〕（）｛｝［］…　"
_LINK = re.compile(rf"https?://[^\s<>\"{_ENDS}]+", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~|\\"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_AUTHORITY = re.compile(r"https?://([^/?#\\]+)", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]", re.IGNORECASE)
_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
_LOOKALIKES = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})


def links_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each address begins, in code points, and the address."""
    if "://" not in text:
        return
    for found in _LINK.finditer(text):
        url = _trimmed(found[0])
        if _host(url):
            yield found.start(), url


def shown_host(url: str) -> str:
    """Return the host of an address for people to judge: in punycode where letters deceive.

    Empty when it is no address that `links_in` finds.
    """
    labels = _host(url).split(".")
    has_foreign_top = not labels[-1].isascii()
    return ".".join(
        label if _is_plain(label, has_foreign_top) else _punycode(label) for label in labels
    )


def _trimmed(url: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    while url:
        last = url[-1]
        opening = _BRACKETS.get(last)
        if last not in _TRAILING and not (opening and url.count(last) > url.count(opening)):
            break
        url = url[:-1]
    return url


def _host(url: str) -> str:
    authority = _AUTHORITY.match(url)
    if authority is None or "@" in authority[1]:
        return ""
    host, colon, port = authority[1].rpartition(":")
    if not colon or authority[1].endswith("]"):
        host, port = authority[1], ""
    if (port and not (port.isascii() and port.isdigit())) or not _HOST.fullmatch(host):
        return ""
    return host.lower()


def _is_plain(label: str, has_foreign_top: bool) -> bool:
    """Tell whether a label is of scripts that belong together."""
    if label.isascii():
        return True
    scripts = {unicodedata.name(char, "?").split(" ")[0] for char in label if char.isalpha()}
    scripts -= {"KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH"}
    if scripts & _LOOKALIKES:
        return len(scripts) == 1 and has_foreign_top
    return len(scripts - _CJK - {"LATIN"}) == 0 or len(scripts) == 1


def _punycode(label: str) -> str:
    return "xn--" + label.encode("punycode").decode("ascii")

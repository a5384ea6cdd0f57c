"""Reads the span of a video that a replay asks for; refuses it by code and sentence. Pure."""

import re

from chatclient.wire.codes import Code
from chatclient.wire.pages import MAX_SPAN_MS

_TIME = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,3}))?")


class BadSpan(ValueError):
    """The span can't be read; the text is a whole sentence for the caller."""

    def __init__(self, sentence: str, code: Code = Code.BAD_REQUEST) -> None:
        super().__init__(sentence)
        self.code = code


def position_of(text: str) -> int:
    """Return the milliseconds of `HH:MM:SS[.mmm]`; raises BadSpan."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise BadSpan(f"Write a position as HH:MM:SS.mmm, not {text[:20]!r}.")
    hours, minutes, seconds, fraction = found.groups()
    whole_s = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return whole_s * 1000 + int((fraction or "").ljust(3, "0"))


def span_of(from_text: str | None, to_text: str | None) -> tuple[int, int]:
    """Return a half-open span in milliseconds; raises BadSpan."""
    if from_text is None or to_text is None:
        raise BadSpan("Ask for a span of the video: ?from=HH:MM:SS.mmm&to=HH:MM:SS.mmm.")
    from_ms, to_ms = position_of(from_text), position_of(to_text)
    if to_ms <= from_ms:
        raise BadSpan("The span ends before it begins: `to` has to be later than `from`.")
    if to_ms - from_ms > MAX_SPAN_MS:
        raise BadSpan(f"Ask for {MAX_SPAN_MS // 1000} seconds at most at once.", Code.TOO_LARGE)
    return from_ms, to_ms


def number_of(text: str | None) -> int:
    """Return the cursor, a number of the room; raises BadSpan."""
    if text is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,16}", text) or int(text) >= 2**53:
        raise BadSpan(f"`after` is a number that a reply named, not {text[:20]!r}.")
    return int(text)

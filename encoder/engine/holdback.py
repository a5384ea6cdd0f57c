"""Holds composed pictures back while an input's sound is wanted earlier than it comes."""

from collections import deque

import av


class Holdback:
    """Keeps references to pictures only, at most `delay` of them. Used by one thread."""

    def __init__(self) -> None:
        self._waiting: deque[av.VideoFrame] = deque()

    def pass_on(self, frame: av.VideoFrame, delay: int) -> av.VideoFrame:
        """Take the newest picture, return the one `delay` pictures before it.

        While a longer delay builds up, the oldest picture stands still.
        """
        self._waiting.append(frame)
        while len(self._waiting) > delay + 1:
            self._waiting.popleft()
        return self._waiting[0]

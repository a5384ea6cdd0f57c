"""Keeps what a client of a managed chat is told."""

from typing import Any


class Way:
    """In order; `ended` holds the codes of closing."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.ended: list[int] = []

    def put(self, frame: object) -> None:
        """Take an answer."""
        self.told.append(frame)

    def put_said(self, frame: object) -> None:
        """Take what was said."""
        self.told.append(frame)

    def end(self, code: int) -> None:
        """Take the end."""
        self.ended.append(code)

"""What a chat view shows of one message, gap or notice, ready to be drawn: plain text and marks."""

from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    """How a row looks."""

    MESSAGE = "message"
    STAMP = "stamp"
    DONATION = "donation"
    EFFECT = "effect"
    NOTICE = "notice"
    GAP = "gap"
    MARK = "mark"


SPEECH = frozenset({RowKind.MESSAGE, RowKind.STAMP, RowKind.DONATION})
"""Rows that somebody said; the others are about the chat."""


class RowSpanKind(StrEnum):
    """Why a part of a text stands out."""

    LINK = "link"
    MENTION = "mention"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class RowSpan:
    """A part of a row's text, in Python's own counting of characters."""

    start: int
    length: int
    kind: RowSpanKind
    target: str = ""
    """For a link: where it leads."""


@dataclass(frozen=True, slots=True)
class RowBadge:
    """A small sign before the author's name."""

    icon: str
    """`host`, `moderator` and `member` have a drawing; others show the title's first letter."""
    title: str
    """What it means, in words, for the tool tip and the screen reader."""


@dataclass(frozen=True, slots=True)
class ChatRow:
    """One row; every text in it is plain and already in the user's language."""

    key: int
    """Unique in its view. Keys above 0 are in order; rows below stay where they were put."""
    kind: RowKind = RowKind.MESSAGE
    time: str = ""
    author: str = ""
    author_id: str = ""
    colour: int = 0
    """Any stable number of the author; the theme makes a readable colour of it."""
    badges: tuple[RowBadge, ...] = ()
    text: str = ""
    spans: tuple[RowSpan, ...] = ()
    stamp: str = ""
    amount: str = ""
    tier: int = 0
    """Of a donation, from 0 (smallest) to 4."""
    reply: str = ""
    """An excerpt of what it answers."""
    reply_key: int = 0
    state: str = ""
    """Of an own message: "" (accepted), "sending", "held" or "rejected"."""
    note: str = ""
    """Why it is held or rejected."""
    is_mention: bool = False
    """It is about the reader: the whole row stands out."""
    is_removed: bool = False
    """Struck out, for moderators."""
    accessible: str = ""
    """What a screen reader says; "": made of the other texts."""

    def spoken(self) -> str:
        """Return the row in words."""
        if self.accessible:
            return self.accessible
        titles = ", ".join(badge.title for badge in self.badges)
        author = f"{self.author} ({titles})" if titles else self.author
        said = " ".join(filter(None, (self.amount, self.stamp, self.text)))
        line = f"{author}: {said}" if author else said
        return ", ".join(filter(None, (line, self.note, self.time)))

    def written(self) -> str:
        """Return the row as a line of text, as copied."""
        said = " ".join(
            filter(None, (self.amount, f":{self.stamp}:" if self.stamp else "", self.text))
        )
        line = f"{self.author}: {said}" if self.author else said
        return f"{self.time} {line}".strip()

"""Every way the chat can fail, as a named error with one sentence and one action.

    ChatError               something the user must know; carries a Problem
    +-- Unreachable         no road to the server: wait, or look at the network
    +-- Refused             the server said no, and will again: correct what the sentence names
    +-- Interrupted         it worked and ended: the client connects again by itself

A Problem is the same fact as a value; the desktop translates its sentences by their English text.
Parameters never hold a token.
"""

from enum import StrEnum
from typing import NamedTuple

import msgspec


class ErrorCode(StrEnum):
    """Stable names of failures; they appear in JSON output and logs."""

    UNREACHABLE = "chat-unreachable"
    TIMED_OUT = "chat-timed-out"
    NOT_RUNNING = "chat-not-running"
    NO_TOKEN = "chat-no-token"
    TOKEN_REFUSED = "chat-token-refused"
    NOT_ENCRYPTED = "chat-not-encrypted"
    BANNED = "chat-banned"
    WRONG_ROOM = "chat-wrong-room"
    NOT_CHAT = "chat-not-chat"
    CLOSED = "chat-closed"
    SESSION_EXPIRED = "chat-session-expired"
    OVERLOADED = "chat-overloaded"
    NO_REPLAY = "chat-no-replay"


class Sentence(NamedTuple):
    """What a code means: one plain sentence and one action, with {parameters}."""

    message: str
    hint: str


SENTENCES: dict[ErrorCode, Sentence] = {
    ErrorCode.UNREACHABLE: Sentence(
        "The chat server {server} can't be reached ({reason}).",
        "Check the address and the network; Livedesk keeps trying.",
    ),
    ErrorCode.TIMED_OUT: Sentence(
        "The chat server {server} doesn't answer.",
        "Wait a moment: Livedesk keeps trying.",
    ),
    ErrorCode.NOT_RUNNING: Sentence(
        "This computer's chat server isn't running just now.",
        "Wait a moment: it is started again by itself.",
    ),
    ErrorCode.NO_TOKEN: Sentence(
        "No entry to the chat could be had from {server} ({reason}).",
        "Check the chat's address and its host key in the settings.",
    ),
    ErrorCode.TOKEN_REFUSED: Sentence(
        "The chat server {server} refuses the entry it was shown.",
        "Check the chat's host key in the settings.",
    ),
    ErrorCode.NOT_ENCRYPTED: Sentence(
        "On the way to {server} others could read what opens the chat, so it was not sent.",
        "Use an address that begins with https:// or wss://; others are for this computer only.",
    ),
    ErrorCode.BANNED: Sentence(
        "This account is banned from the chat.",
        "Use the host's account, or ask a moderator to lift the ban.",
    ),
    ErrorCode.WRONG_ROOM: Sentence(
        "The chat server {server} has no room {room} for this entry.",
        "Correct the room in the settings.",
    ),
    ErrorCode.NOT_CHAT: Sentence(
        "{server} answers, but not as a chat server.",
        "Correct the chat's address in the settings.",
    ),
    ErrorCode.CLOSED: Sentence(
        "The connection to the chat broke.",
        "Nothing is lost: Livedesk connects again and fetches what was missed.",
    ),
    ErrorCode.SESSION_EXPIRED: Sentence(
        "The chat session ran out.",
        "Livedesk enters again by itself.",
    ),
    ErrorCode.OVERLOADED: Sentence(
        "The chat server is overloaded.",
        "Messages are fetched every few seconds until it has recovered.",
    ),
    ErrorCode.NO_REPLAY: Sentence(
        "The chat of this recording can't be read ({reason}).",
        "Check that the folder or address holds an index.json.",
    ),
}


class Problem(msgspec.Struct, frozen=True):
    """A failure as a value: its code and the values its sentences speak of."""

    code: ErrorCode
    params: dict[str, str] = {}

    @property
    def message(self) -> str:
        """What happened, in English."""
        return SENTENCES[self.code].message.format(**self.params)

    @property
    def hint(self) -> str:
        """The one thing to do about it, in English."""
        return SENTENCES[self.code].hint.format(**self.params)


class ChatError(Exception):
    """Base of all errors of this package; `problem` says what happened and what to do."""

    def __init__(self, code: ErrorCode, **params: object) -> None:
        self.problem = Problem(code, {name: str(value) for name, value in params.items()})
        super().__init__(self.problem.message)


class Unreachable(ChatError):
    """There is no road to the server just now."""


class Refused(ChatError):
    """The server said no, and would again."""


class Interrupted(ChatError):
    """It worked and ended; connecting again cures it, `retry_after_s` from now at the earliest."""

    def __init__(self, code: ErrorCode, *, retry_after_s: float = 0.0, **params: object) -> None:
        super().__init__(code, **params)
        self.retry_after_s = retry_after_s

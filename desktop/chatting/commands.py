"""What is typed behind a slash, understood: a request to the room, a window to open, or a fault."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from chatclient.wire.envelopes import EFFECTS, RoomSettings, User
from chatclient.wire.requests import (
    Ban,
    Clear,
    Delete,
    Effect,
    OpenPoll,
    Panic,
    Pin,
    Purge,
    Request,
    Settings,
    Timeout,
    Unban,
)
from chatclient.wire.texts import folded
from desktop.chatting.commandtable import COMMANDS, Argument

USUAL_TIMEOUT_S = 600
LONGEST_S = 31 * 86_400
LONGEST_QUESTION, LONGEST_OPTION, MOST_OPTIONS = 120, 60, 6
LONGEST_WORD, MOST_WORDS = 64, 500
_UNITS_S = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_TIME = re.compile(r"(\d{1,7})([smhd]?)", re.IGNORECASE)


class Fault(StrEnum):
    """Why a line could not be understood."""

    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    NAME_MISSING = "name-missing"
    NOBODY = "nobody"
    AMBIGUOUS = "ambiguous"
    BAD_TIME = "bad-time"
    BAD_SWITCH = "bad-switch"
    NOT_SELECTED = "not-selected"
    BAD_POLL = "bad-poll"
    BAD_EFFECT = "bad-effect"
    BAD_WORD = "bad-word"
    WORD_KNOWN = "word-known"
    WORD_UNKNOWN = "word-unknown"
    EXTRA = "extra"


class Opened(StrEnum):
    """A window that a command opens."""

    HELP = "help"
    POLL = "poll"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `is_final`: it can't be undone, so it is asked for once more."""

    request: Request
    is_final: bool = False
    name: str = ""
    """Of whom it is done to."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """It can't be done as typed; `value` is the piece that is wrong, `command` the command."""

    fault: Fault
    value: str = ""
    command: str = ""


Parsed = Asked | Opened | Wrong


class Surroundings(Protocol):
    """What a command needs to know of the room."""

    @property
    def capabilities(self) -> frozenset[str]:
        """What one may do here."""
        ...

    @property
    def settings(self) -> RoomSettings:
        """How the room may be written to."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """The blocked words."""
        ...

    @property
    def selected_seq(self) -> int:
        """Number of the message that is selected; 0: none."""
        ...

    def named(self, name: str) -> tuple[User, ...]:
        """Return everybody of this name."""
        ...


def is_command(text: str) -> bool:
    """Return whether the line is for the desk, not for the room; `//` says a slash to the room."""
    return text.startswith("/") and not text.startswith("//")


def parse(text: str, room: Surroundings) -> Parsed:
    """Understand one line that begins with a slash."""
    word, _, rest = text[1:].strip().partition(" ")
    name, rest = folded(word), rest.strip()
    plan = next((each for each in COMMANDS if each.name == name), None)
    if plan is None:
        return Wrong(Fault.UNKNOWN, f"/{word}")
    if plan.capability and plan.capability not in room.capabilities:
        return Wrong(Fault.FORBIDDEN, command=name)
    if rest and plan.argument is Argument.NONE:
        return Wrong(Fault.EXTRA, rest, name)
    parsed = _READERS[name](rest, room)
    if isinstance(parsed, Wrong):
        return Wrong(parsed.fault, parsed.value, name)
    return parsed


def seconds_in(text: str) -> int | None:
    """Return `10s`, `5m`, `24h`, `2d` or plain seconds as seconds; None when it is no time."""
    found = _TIME.fullmatch(folded(text))
    if found is None:
        return None
    seconds = int(found[1]) * _UNITS_S[found[2]]
    return seconds if 0 < seconds <= LONGEST_S else None


def _person(name: str, room: Surroundings) -> User | Wrong:
    name = name.strip().removeprefix("@").strip()
    if not name:
        return Wrong(Fault.NAME_MISSING)
    found = room.named(name)
    if not found:
        return Wrong(Fault.NOBODY, name)
    return Wrong(Fault.AMBIGUOUS, name) if len(found) > 1 else found[0]


def _about_person(make: Callable[[str], Request], *, is_final: bool = False) -> "_Reader":
    def read(rest: str, room: Surroundings) -> Parsed:
        person = _person(rest, room)
        if isinstance(person, Wrong):
            return person
        return Asked(make(person.id), is_final, person.name)

    return read


def _timeout(rest: str, room: Surroundings) -> Parsed:
    name, _, last = rest.rpartition(" ")
    seconds = seconds_in(last) if name else None
    whole = _person(rest, room)
    if isinstance(whole, User):  # somebody may be called "Route 66"
        return Asked(Timeout(whole.id, USUAL_TIMEOUT_S), name=whole.name)
    if seconds is None:
        looks_like_time = bool(name) and last[:1].isdigit()
        return Wrong(Fault.BAD_TIME, last) if looks_like_time else whole
    person = _person(name, room)
    if isinstance(person, Wrong):
        return person
    return Asked(Timeout(person.id, seconds), name=person.name)


def _delete(rest: str, room: Surroundings) -> Parsed:
    seq = room.selected_seq
    return Asked(Delete(seq)) if seq else Wrong(Fault.NOT_SELECTED)


def _clear(rest: str, room: Surroundings) -> Parsed:
    return Asked(Clear(), is_final=True)


def _slow(rest: str, room: Surroundings) -> Parsed:
    seconds = 0 if folded(rest) in ("off", "0") else seconds_in(rest)
    return Wrong(Fault.BAD_TIME, rest) if seconds is None else Asked(Settings(slow_s=seconds))


def _switch(make: Callable[[bool], Request], now: Callable[[RoomSettings], bool]) -> "_Reader":
    def read(rest: str, room: Surroundings) -> Parsed:
        on = {"on": True, "off": False, "": not now(room.settings)}.get(folded(rest))
        return Wrong(Fault.BAD_SWITCH, rest) if on is None else Asked(make(on))

    return read


def _words(rest: str, room: Surroundings) -> Parsed:
    verb, _, word = rest.partition(" ")
    verb, word = folded(verb), word.strip()
    if verb not in ("add", "remove") or not 0 < len(word) <= LONGEST_WORD:
        return Wrong(Fault.BAD_WORD, rest)
    others = tuple(each for each in room.words if folded(each) != folded(word))
    is_known = len(others) < len(room.words)
    if verb == "add":
        if is_known or len(room.words) >= MOST_WORDS:
            return Wrong(Fault.WORD_KNOWN if is_known else Fault.BAD_WORD, word)
        return Asked(Settings(words=(*room.words, word)))
    return Asked(Settings(words=others)) if is_known else Wrong(Fault.WORD_UNKNOWN, word)


def _pin(rest: str, room: Surroundings) -> Parsed:
    seconds = seconds_in(rest) if rest else 0
    if seconds is None:
        return Wrong(Fault.BAD_TIME, rest)
    seq = room.selected_seq
    return Asked(Pin(seq, seconds)) if seq else Wrong(Fault.NOT_SELECTED)


def _unpin(rest: str, room: Surroundings) -> Parsed:
    return Asked(Pin(0))


def _poll(rest: str, room: Surroundings) -> Parsed:
    if not rest:
        return Opened.POLL
    question, *options = (part.strip() for part in re.split(r"[|｜]", rest))
    is_right = (
        0 < len(question) <= LONGEST_QUESTION
        and 2 <= len(options) <= MOST_OPTIONS
        and all(0 < len(option) <= LONGEST_OPTION for option in options)
    )
    return Asked(OpenPoll(question, tuple(options))) if is_right else Wrong(Fault.BAD_POLL, rest)


def _effect(rest: str, room: Surroundings) -> Parsed:
    name = folded(rest)
    return Asked(Effect(name)) if name in EFFECTS else Wrong(Fault.BAD_EFFECT, rest)


def _help(rest: str, room: Surroundings) -> Parsed:
    return Opened.HELP


_Reader = Callable[[str, Surroundings], Parsed]
_READERS: dict[str, _Reader] = {
    "timeout": _timeout,
    "ban": _about_person(Ban, is_final=True),
    "unban": _about_person(Unban),
    "purge": _about_person(Purge, is_final=True),
    "delete": _delete,
    "clear": _clear,
    "slow": _slow,
    "members": _switch(lambda on: Settings(members_only=on), lambda now: now.members_only),
    "stamps": _switch(lambda on: Settings(stamps_only=on), lambda now: now.stamps_only),
    "links": _switch(lambda on: Settings(holds_links=not on), lambda now: not now.holds_links),
    "words": _words,
    "panic": _switch(Panic, lambda now: now.paused),
    "pin": _pin,
    "unpin": _unpin,
    "poll": _poll,
    "effect": _effect,
    "help": _help,
}

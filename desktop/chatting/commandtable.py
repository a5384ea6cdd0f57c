"""The commands there are: their names, what follows them, and who may give them."""

from dataclasses import dataclass
from enum import StrEnum

from chatclient.wire.requests import (
    Ban,
    Clear,
    Delete,
    Effect,
    OpenPoll,
    Panic,
    Pin,
    Purge,
    Settings,
    Timeout,
    Unban,
)


class Argument(StrEnum):
    """What may follow a command; what is offered while it is typed."""

    NONE = ""
    NAME = "NAME"
    NAME_TIME = "NAME [10s|1m|5m|10m|30m|24h]"
    SLOW = "SECONDS|off"
    SWITCH = "on|off"
    TIME = "[1m|5m|10m|30m]"
    POLL = "QUESTION | ANSWER | ANSWER"
    EFFECT = "EFFECT"
    WORDS = "add|remove WORD"


@dataclass(frozen=True, slots=True)
class CommandPlan:
    """One command: its name, what follows, and what one must be allowed to."""

    name: str
    argument: Argument
    capability: str = ""


COMMANDS = (
    CommandPlan("timeout", Argument.NAME_TIME, Timeout.CAPABILITY),
    CommandPlan("ban", Argument.NAME, Ban.CAPABILITY),
    CommandPlan("unban", Argument.NAME, Unban.CAPABILITY),
    CommandPlan("purge", Argument.NAME, Purge.CAPABILITY),
    CommandPlan("delete", Argument.NONE, Delete.CAPABILITY),
    CommandPlan("clear", Argument.NONE, Clear.CAPABILITY),
    CommandPlan("slow", Argument.SLOW, Settings.CAPABILITY),
    CommandPlan("members", Argument.SWITCH, Settings.CAPABILITY),
    CommandPlan("stamps", Argument.SWITCH, Settings.CAPABILITY),
    CommandPlan("links", Argument.SWITCH, Settings.CAPABILITY),
    CommandPlan("words", Argument.WORDS, Settings.CAPABILITY),
    CommandPlan("panic", Argument.SWITCH, Panic.CAPABILITY),
    CommandPlan("pin", Argument.TIME, Pin.CAPABILITY),
    CommandPlan("unpin", Argument.NONE, Pin.CAPABILITY),
    CommandPlan("poll", Argument.POLL, OpenPoll.CAPABILITY),
    CommandPlan("effect", Argument.EFFECT, Effect.CAPABILITY),
    CommandPlan("help", Argument.NONE),
)

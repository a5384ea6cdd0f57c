"""What may be meant by what has been typed so far: a name, a stamp, a command or its argument."""

from collections.abc import Callable
from dataclasses import dataclass

from chatclient.wire.envelopes import EFFECTS, STAMPS
from chatclient.wire.texts import folded
from desktop.chatting.commands import is_command
from desktop.chatting.commandtable import COMMANDS, Argument

MOST_OFFERS = 8

Names = Callable[[str, int], tuple[str, ...]]
"""(beginning, limit) -> names that begin so."""

_FOLLOWS: dict[Argument, tuple[str, ...]] = {
    Argument.SLOW: ("5s", "10s", "30s", "60s", "off"),
    Argument.SWITCH: ("on", "off"),
    Argument.TIME: ("1m", "5m", "10m", "30m"),
    Argument.EFFECT: EFFECTS,
    Argument.WORDS: ("add", "remove"),
}
EMOJI = {
    "clap": "👏",
    "heart": "❤️",
    "laugh": "😆",
    "wow": "😮",
    "cry": "😢",
    "party": "🎉",
    "fire": "🔥",
    "ok": "👌",
}
"""What stands for a stamp amid text: a message is either the one or the other."""
_TIMES = ("10s", "1m", "5m", "10m", "30m", "24h")


@dataclass(frozen=True, slots=True)
class Offer:
    """What could stand in place of the characters `start` ... cursor."""

    start: int
    text: str
    shown: str
    """As it stands in the list."""
    detail: str = ""
    """Behind it, quieter: what follows a command."""


def offers_for(
    text: str, cursor: int, names: Names, capabilities: frozenset[str] = frozenset()
) -> tuple[Offer, ...]:
    """Return all commands that are meant, or MOST_OFFERS of anything else; none before a word."""
    before = text[:cursor]
    if is_command(text):
        return _command_offers(before, names, capabilities)
    start = max(before.rfind(" "), before.rfind("\u3000")) + 1
    word = before[start:]
    if word.startswith(("@", "＠")):
        found = names(word[1:], MOST_OFFERS)
        return tuple(Offer(start, f"@{name} ", name) for name in found)
    if word.startswith((":", "：")) and len(word) > 1:
        wanted = folded(word[1:].rstrip(":："))
        named = (name for name in STAMPS if name.startswith(wanted))
        if text.strip() == word:  # alone it is sent as the stamp
            return tuple(Offer(start, f":{name}:", name) for name in named)
        return tuple(Offer(start, EMOJI[name], name, EMOJI[name]) for name in named)
    return ()


def _command_offers(before: str, names: Names, capabilities: frozenset[str]) -> tuple[Offer, ...]:
    word, space, rest = before[1:].partition(" ")
    if not space:
        wanted = folded(word)
        found = [
            Offer(0, f"/{plan.name} ", f"/{plan.name}", plan.argument)
            for plan in COMMANDS
            if plan.name.startswith(wanted)
            and (not plan.capability or plan.capability in capabilities)
        ]
        return tuple(found)
    plan = next((each for each in COMMANDS if each.name == folded(word)), None)
    if plan is None:
        return ()
    start = len(before) - len(rest)
    if plan.argument in (Argument.NAME, Argument.NAME_TIME):
        return _name_offers(rest, start, names, plan.argument)
    wanted = folded(rest)
    return tuple(
        Offer(start, each, each)
        for each in _FOLLOWS.get(plan.argument, ())
        if each.startswith(wanted) and each != wanted
    )


def _name_offers(rest: str, start: int, names: Names, argument: Argument) -> tuple[Offer, ...]:
    beginning = rest.lstrip("@＠")
    found = names(beginning, MOST_OFFERS) if beginning != "" or not rest.endswith(" ") else ()
    if found and found != (beginning,):
        return tuple(Offer(start, f"{name} ", name) for name in found)
    person, space, begun = rest.rpartition(" ")
    if argument is Argument.NAME_TIME and space and person.strip("@＠ "):
        at = start + len(person) + 1
        wanted = folded(begun)
        return tuple(Offer(at, each, each) for each in _TIMES if each.startswith(wanted))
    return ()

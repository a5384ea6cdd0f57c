"""How the chat is connected, in words: a lamp's one word, a sentence, and what can be done."""

import math
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from chatclient.errors import Problem
from chatclient.messages import Phase
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatwords import mode_words
from desktop.language import hint_of, message_of
from desktop.widgets.statuslamp import Lamp

translate = QCoreApplication.translate


class StateDeed(StrEnum):
    """What the button beside the words does."""

    NONE = ""
    SETTINGS = "settings"
    RETRY = "retry"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True)
class StateWords:
    """One state."""

    lamp: Lamp
    short: str
    """Beside the lamp."""
    text: str = ""
    """In the line below; empty: nothing to say."""
    hint: str = ""
    """What to do about it, where there is room for that too."""
    deed: StateDeed = StateDeed.NONE
    is_urgent: bool = False
    is_usual: bool = False
    """Nothing that one has to know: left out where there is little room."""

    @property
    def whole(self) -> str:
        """All there is to say."""
        return f"{self.text} {self.hint}".strip()


@dataclass(frozen=True, slots=True)
class CardWords:
    """What stands in the middle while there are no messages."""

    title: str
    text: str
    deed: StateDeed = StateDeed.NONE


def deed_words(deed: StateDeed) -> str:
    """Return what the button says."""
    return {
        StateDeed.NONE: "",
        StateDeed.SETTINGS: translate("ChatState", "Chat settings…"),
        StateDeed.RETRY: translate("ChatState", "Try now"),
        StateDeed.CROWD: translate("ChatState", "Let a crowd talk"),
    }[deed]


def state_words(situation: ChatSituation, now_s: float) -> StateWords:
    """Say how the chat is; `now_s` is the monotonic time, for the countdown."""
    if not situation.is_set_up:
        return StateWords(Lamp.OFF, _setup_short(situation.setup))
    if situation.problem is not None:
        short = translate("ChatState", "Not connected")
        return StateWords(Lamp.BAD, short, *_reason(situation.problem), StateDeed.RETRY, True)
    match situation.connection.phase:
        case Phase.ONLINE:
            return _online(situation)
        case Phase.POLLING:
            text = translate(
                "ChatState", "Messages come every few seconds, until the connection is back."
            )
            short = translate("ChatState", "Every few seconds")
            return StateWords(Lamp.WARNING, short, text, deed=StateDeed.RETRY)
        case Phase.WAITING:
            return _waiting(situation, now_s)
        case Phase.ENDED:
            why = _reason(situation.connection.problem)
            return StateWords(
                Lamp.BAD, translate("ChatState", "Ended"), *why, StateDeed.SETTINGS, True
            )
        case _:
            again = translate("ChatState", "Connecting again, attempt {count}…")
            attempt = situation.connection.attempt
            number = QLocale().toString(attempt)
            text = again.format(count=number) if attempt > 1 else ""
            return StateWords(Lamp.OFF, translate("ChatState", "Connecting…"), text)


def card_words(situation: ChatSituation, now_s: float) -> CardWords:
    """Say why there is nothing to read."""
    if not situation.is_set_up:
        return _setup_card(situation.setup)
    state = state_words(situation, now_s)
    if situation.is_online:
        title = translate("ChatState", "Nobody has written yet")
        text = translate("ChatState", "What viewers write appears here.")
        if situation.choice.kind != "practice":
            return CardWords(title, text)
        alone = translate("ChatState", "A made-up crowd shows what that looks like.")
        return CardWords(title, f"{text} {alone}", StateDeed.CROWD)
    return CardWords(state.short, state.whole, state.deed)


def _online(situation: ChatSituation) -> StateWords:
    lamp, short = Lamp.OK, translate("ChatState", "Online")
    if situation.counted is not None and situation.counted.is_deaf:
        text = translate("ChatState", "Some messages come late: the server is catching up.")
        return StateWords(Lamp.WARNING, short, text)
    if situation.unshown or situation.unrecorded:
        text = translate("ChatState", "{count} messages came too fast to be shown or kept.")
        number = QLocale().toString(situation.unshown + situation.unrecorded)
        return StateWords(lamp, short, text.format(count=number))
    modes = mode_words(situation.room.settings)
    if modes:
        return StateWords(lamp, short, modes, is_urgent=situation.room.settings.paused)
    if not situation.connection.fills_gaps:
        text = translate("ChatState", "This service keeps no history: what is missed stays gone.")
        return StateWords(lamp, short, text)
    return StateWords(lamp, short, translate("ChatState", "Everybody may write"), is_usual=True)


def _waiting(situation: ChatSituation, now_s: float) -> StateWords:
    left_s = 0 if situation.retry_at_s is None else max(0, math.ceil(situation.retry_at_s - now_s))
    short = translate("ChatState", "Waiting, {count} s").format(count=QLocale().toString(left_s))
    why = _reason(situation.connection.problem)
    return StateWords(Lamp.WARNING, short, *why, StateDeed.RETRY, True)


def _reason(problem: Problem | None) -> tuple[str, str]:
    """Return what happened, and what to do about it."""
    if problem is None:
        return translate("ChatState", "The chat is not connected."), ""
    return message_of(problem), hint_of(problem)


def _setup_short(setup: Setup) -> str:
    if setup is Setup.LOADING_KEY:
        return translate("ChatState", "Looking for the key…")
    is_off = setup in (Setup.OFF, Setup.NO_PRACTICE_CHAT)
    return translate("ChatState", "Off") if is_off else translate("ChatState", "Not set up")


def _setup_card(setup: Setup) -> CardWords:
    texts = {
        Setup.OFF: translate("ChatState", "The chat is switched off."),
        Setup.NO_PRACTICE_CHAT: translate(
            "ChatState", "The practice chat starts with the practice ingest."
        ),
        Setup.NOT_PRACTISING: translate(
            "ChatState", "You don't broadcast in practice. Choose your stream's own chat."
        ),
        Setup.NO_ADDRESS: translate("ChatState", "Enter the address of the chat server."),
        Setup.BAD_ADDRESS: translate("ChatState", "The address of the chat server is not one."),
        Setup.NO_ROOM: translate("ChatState", "Enter the room of the chat."),
        Setup.LOADING_KEY: translate("ChatState", "The system's key store is being asked."),
        Setup.NO_KEY: translate("ChatState", "Enter the key that opens the chat."),
        Setup.READY: "",
    }
    deed = StateDeed.NONE if setup is Setup.LOADING_KEY else StateDeed.SETTINGS
    return CardWords(_setup_short(setup), texts[setup], deed)

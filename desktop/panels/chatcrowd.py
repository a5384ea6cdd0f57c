"""Lets made-up people talk in the practice chat, so that all of it can be tried alone."""

from desktop.bridges.practice import Practice
from desktop.chatting.situation import ChatSituation

PEOPLE = 200


def is_offered(situation: ChatSituation) -> bool:
    """Return whether there may be a crowd in the chosen chat."""
    return situation.choice.kind == "practice" and situation.is_set_up


def has_crowd(practice: Practice) -> bool:
    """Return whether one is talking."""
    return practice.view.reading.crowd > 0


def toggle_crowd(practice: Practice) -> None:
    """Let one come, or send it away."""
    practice.set_crowd(0 if has_crowd(practice) else PEOPLE)

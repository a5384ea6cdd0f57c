from typing import Any, get_args

import pytest

from chatclient.errors import ErrorCode, Problem
from chatclient.messages import (
    Arrived,
    ChatEvent,
    ConnectionChanged,
    Counted,
    Entry,
    OwnChanged,
    OwnState,
    Phase,
    RoomChanged,
)
from chatclient.wire.envelopes import Envelope, MessageBody, RoomSettings


def test_an_entry_stands_where_its_envelope_does() -> None:
    entry = Entry(Envelope(7, "msg", 5), MessageBody("hi"))

    assert (entry.seq, entry.is_gap) == (7, False)


def test_a_gap_is_an_entry_that_ends_somewhere() -> None:
    gap = Entry(Envelope(3, "gap", 5), gap_to=6)

    assert (gap.seq, gap.is_gap, gap.body) == (3, True, None)


@pytest.mark.parametrize("kind", get_args(ChatEvent), ids=lambda kind: kind.__name__)
def test_no_event_can_be_changed_once_it_was_told(kind: Any) -> None:
    assert kind.__struct_config__.frozen


def test_an_own_message_is_being_sent_until_told_otherwise() -> None:
    assert OwnChanged("a", "hi").state is OwnState.SENDING


def test_a_client_that_failed_says_why_and_when_it_tries_again() -> None:
    changed = ConnectionChanged(Phase.WAITING, Problem(ErrorCode.CLOSED), 2.0, 3)

    assert (changed.phase, changed.retry_s, changed.attempt) == ("waiting", 2.0, 3)


def test_nothing_arrived_and_nobody_is_there_by_default() -> None:
    assert (Arrived().entries, Arrived().removed, Counted().viewers) == ((), frozenset(), 0)
    assert RoomChanged().settings == RoomSettings()

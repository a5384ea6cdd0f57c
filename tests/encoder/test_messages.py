from typing import get_args

import pytest

from encoder.messages import Attach, Command, Event, Phase, Step, SupervisedEvent
from encoder.settings import Canvas


def names(kinds: object) -> list[str]:
    return [kind.__name__ for kind in get_args(kinds)]


def test_every_message_has_a_name_of_its_own() -> None:
    everything = names(Command) + names(SupervisedEvent)

    assert len(everything) == len(set(everything))


@pytest.mark.parametrize("kind", [*get_args(Command), *get_args(Event)])
def test_a_message_is_tagged_with_its_name_and_can_not_change(kind: type) -> None:
    config = kind.__struct_config__  # type: ignore[attr-defined]

    assert config.tag == kind.__name__
    assert config.frozen


def test_steps_of_going_live_are_in_the_order_of_the_checklist() -> None:
    assert [*Step] == ["check", "source", "encoder", "connect", "handshake", "publish", "keyframe"]


def test_a_window_that_says_nothing_keeps_the_broadcast_on_air() -> None:
    assert Attach().keeps_on_air
    assert Attach().preview is None


def test_phases_are_words_that_may_be_shown_in_json() -> None:
    assert f"{Phase.RECONNECTING} at {Canvas().fps} fps" == "reconnecting at 30 fps"

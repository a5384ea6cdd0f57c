from pathlib import Path
from typing import Any

import msgspec
import pytest

from cloud.practice.account.context import AccountContext
from cloud.practice.account.control import MOST_STEPS, Controls, Owner, info_of
from cloud.practice.accountmessages import (
    AccountStatus,
    AdvanceWish,
    Mail,
    Scenario,
    ScenarioWish,
)
from tests.cloud.practice.account.ingests import StillClock


class Desk:
    """Control calls to an account that is not there."""

    def __init__(self, home: Path) -> None:
        self.context = AccountContext(home, StillClock())
        self.done: list[str] = []
        self.steps: list[float] = []
        owner = Owner(
            info=lambda: info_of(1, "http://127.0.0.1:1"),
            touch=lambda: self.done.append("touch"),
            shut_down=lambda: self.done.append("end"),
            journaled=lambda: 7,
            advance=self.steps.append,
            remember=lambda name, body: self.done.append(f"{name} {body.decode()}"),
        )
        self._controls = Controls(self.context, owner, "token")

    def ask(self, name: str, wish: object = None, token: str = "token") -> tuple[int, Any]:
        body = b"" if wish is None else msgspec.json.encode(wish)
        answer = self._controls.answer(name, {"authorization": f"Bearer {token}"}, body)
        return answer.status, msgspec.json.decode(answer.body)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_without_the_token_nothing_is_done_and_it_is_no_use(desk: Desk) -> None:
    status, answer = desk.ask("shutdown", token="tokem")

    assert (status, desk.done) == (401, [])
    assert "token" in answer["error"]


def test_a_call_that_does_not_exist_is_not_found(desk: Desk) -> None:
    assert desk.ask("nothing")[0] == 404


def test_the_status_has_clock_scenarios_journal_and_memory(desk: Desk) -> None:
    desk.context.clock.advance(60)
    desk.context.scenarios.add(Scenario.THROTTLED)
    status = msgspec.convert(desk.ask("status")[1], AccountStatus)

    assert (status.ahead_s, status.scenarios) == (60.0, (Scenario.THROTTLED,))
    assert status.journaled_calls == 7
    assert status.memory_bytes > 1_000_000
    assert status.now == desk.context.clock.now()


def test_parts_are_told_of_a_scenario_after_it_was_noted(desk: Desk) -> None:
    told: list[tuple[ScenarioWish, set[Scenario]]] = []
    desk.context.scenario_takers.append(lambda w: told.append((w, set(desk.context.scenarios))))
    on = ScenarioWish(Scenario.STARVATION, channel="a")
    off = ScenarioWish(Scenario.STARVATION, is_on=False)
    desk.ask("scenarios", on)
    desk.ask("scenarios", off)

    assert told == [(on, {Scenario.STARVATION}), (off, set())]


def test_time_passes_in_steps(desk: Desk) -> None:
    desk.ask("clock", AdvanceWish(25))
    assert desk.steps == [10.0, 10.0, 5.0]

    desk.steps.clear()
    desk.ask("clock", AdvanceWish(86_400))
    assert len(desk.steps) == MOST_STEPS
    assert sum(desk.steps) == pytest.approx(86_400)


@pytest.mark.parametrize("wish", [{"seconds": -1}, {"seconds": "soon"}, None])
def test_a_wish_that_can_not_be_is_refused_with_a_sentence(desk: Desk, wish: object) -> None:
    status, answer = desk.ask("clock", wish)

    assert status == 400
    assert answer["error"].startswith("This can't be done: ")


def test_parts_have_control_calls_of_their_own(desk: Desk) -> None:
    def take(body: bytes) -> object:
        if not body:
            raise ValueError("an empty wish")
        return {"taken": body.decode()}

    desk.context.controls["formation/failures"] = take

    assert desk.ask("formation/failures", "x") == (200, {"taken": '"x"'})
    assert desk.ask("formation/failures") == (400, {"error": "This can't be done: an empty wish."})


def test_mails_are_shown_and_the_end_is_passed_on(desk: Desk) -> None:
    desk.context.mails.append(Mail(desk.context.clock.now(), "a@example.com", "Subject", "Text"))
    (mail,) = desk.ask("mails")[1]
    desk.ask("shutdown")

    assert mail["to"] == "a@example.com"
    assert desk.done == ["touch", "touch", "end"]


def test_a_call_on_which_others_depend_is_remembered(desk: Desk) -> None:
    for name in ("formation/failures", "topics/confirm"):
        desk.context.controls[name] = lambda body: {}
        desk.ask(name, {"a": 1})

    assert [each for each in desk.done if each != "touch"] == ['formation/failures {"a":1}']

from collections.abc import Callable
from datetime import timedelta

import msgspec
from pytestqt.qtbot import QtBot

from cloud.errors import CallThrottled, ErrorCode, StackError
from cloud.patterns.catalogue import pattern
from desktop.bridges.clouddoor import Order
from desktop.clouding.situation import Deed, Work
from tests.fakes import cloudstory
from tests.fakes.cloudstory import IVS
from tests.fakes.desk import Desk


def planned(desk: Desk) -> None:
    order = Order(pattern("live-ivs"), IVS, {"ChannelType": "BASIC"})
    desk.hears(lambda: desk.cloud.works.plan(order))


def test_a_plan_is_told_step_by_step_and_kept(desk: Desk) -> None:
    desk.is_in_cloud().findings = cloudstory.FINDINGS

    planned(desk)

    work = desk.cloud.situation.work(IVS)
    assert work.findings == cloudstory.FINDINGS
    assert work.plan is not None
    assert work.plan.parameters == {"ChannelType": "BASIC"}
    assert (work.deed, work.last) == (None, Deed.PLAN)


def test_while_something_is_done_to_a_stack_nothing_else_is(desk: Desk) -> None:
    side = desk.is_in_cloud()
    desk.cloud.board.put_work(IVS, Work(Deed.APPLY))

    assert not desk.cloud.works.check(IVS)
    assert not desk.cloud.works.destroy(IVS, IVS)

    assert side.calls("check") == []
    assert desk.cloud.works.check("another")


def test_a_plan_is_applied_once(desk: Desk, qtbot: QtBot) -> None:
    side = desk.is_in_cloud()
    side.events = cloudstory.events()
    planned(desk)

    with qtbot.waitSignal(desk.cloud.works.ended):
        desk.hears(lambda: desk.cloud.works.apply(IVS, IVS))

    work = desk.cloud.situation.work(IVS)
    assert work.plan is None
    assert work.events == side.events
    assert IVS in desk.cloud.situation.stacks
    assert not desk.cloud.works.apply(IVS, IVS)


def test_a_failure_is_kept_with_the_first_event_that_failed(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.events = cloudstory.events(fails=True)
    planned(desk)
    side.error = StackError(ErrorCode.STACK_FAILED, stack=IVS, resource="Channel", reason="quota")

    desk.hears(lambda: desk.cloud.works.apply(IVS, IVS))

    work = desk.cloud.situation.work(IVS)
    assert work.has_failed
    assert work.problem is not None
    assert work.first_failure is not None
    assert work.first_failure.logical_id == "Channel"
    assert work.plan is None  # it was used up


def test_what_fails_without_a_name_is_said_and_logged(
    desk: Desk, expected_log: Callable[[str, str], None]
) -> None:
    side = desk.is_in_cloud()
    side.error = RuntimeError("who knows")
    expected_log("ERROR", "The deed check failed unexpectedly")

    desk.hears(lambda: desk.cloud.works.check(IVS))

    assert desk.cloud.situation.work(IVS).is_unexpected


def test_a_change_that_began_elsewhere_is_followed(desk: Desk) -> None:
    desk.cloud_door.side.stacks = {IVS: cloudstory.changing()}
    desk.cloud_door.side.events = cloudstory.events()

    side = desk.is_in_cloud()

    assert IVS in side.calls("follow")
    assert desk.cloud.situation.work(IVS).events == cloudstory.events()


def test_a_teardown_ends_with_its_proof(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.stacks = {IVS: cloudstory.ready()}

    desk.hears(lambda: desk.cloud.works.destroy(IVS, IVS))

    proof = desk.cloud.situation.work(IVS).proof
    assert proof is not None
    assert proof.is_clean
    assert IVS not in desk.cloud.situation.stacks


def test_a_stack_that_was_torn_down_is_not_shown_as_ready_until_the_next_look(desk: Desk) -> None:
    desk.cloud_door.side.stacks = {IVS: cloudstory.ready()}
    desk.is_in_cloud()
    known: list[bool] = []
    works = desk.cloud.works
    works.ended.connect(lambda stack, _: known.append(stack in desk.cloud.situation.stacks))

    desk.hears(lambda: works.destroy(IVS, IVS))

    assert known == [False]


def test_what_a_comparison_found_is_known_by_resource(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.drifted = (
        msgspec.structs.replace(cloudstory.resource("Channel", "T", "S"), drift="MODIFIED"),
    )

    desk.hears(lambda: desk.cloud.works.drift(IVS))

    assert desk.cloud.situation.work(IVS).drift == {"Channel": "MODIFIED"}


def test_a_start_notes_when_it_ends(desk: Desk) -> None:
    side = desk.is_in_cloud()

    desk.hears(lambda: desk.cloud.works.start(IVS, 4.0))

    assert side.calls("start") == [IVS]
    assert side.calls("keep_running_until") == [4.0]


def test_stop_all_stops_what_can_be_stopped(desk: Desk) -> None:
    side = desk.is_in_cloud()
    standing = msgspec.structs.replace(cloudstory.running("chat"), can_stop=False)
    side.running = (cloudstory.running("a"), cloudstory.running("b"), standing)
    desk.hears(desk.cloud.account.look)

    desk.hears(desk.cloud.works.stop_all)

    assert side.calls("stop") == ["a", "b"]


def test_what_should_have_ended_by_now_is_stopped(desk: Desk) -> None:
    side = desk.is_in_cloud()
    late = cloudstory.running("a")
    side.running = (msgspec.structs.replace(late, stops_at=late.since - timedelta(days=9999)),)

    desk.hears(desk.cloud.account.look)

    assert side.calls("stop") == ["a"]


def test_a_plan_that_is_not_wanted_is_taken_back(desk: Desk) -> None:
    side = desk.is_in_cloud()
    planned(desk)

    desk.hears(lambda: desk.cloud.works.discard(IVS))

    assert len(side.calls("discard")) == 1
    assert desk.cloud.situation.work(IVS).plan is None


def test_what_another_account_still_tells_is_not_heard(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.findings = cloudstory.FINDINGS
    order = Order(pattern("live-ivs"), IVS, {})
    desk.cloud.works.plan(order)  # its news wait in the mailbox

    desk.cloud.works.forget()
    desk.mailbox.drain_all()

    assert desk.cloud.situation.work(IVS).plan is None


def test_without_an_account_nothing_is_done(desk: Desk) -> None:
    assert not desk.cloud.works.check(IVS)


def test_a_stop_that_can_not_be_noted_is_said(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.error = CallThrottled("medialive:DescribeChannel")

    desk.cloud.works.stop_by_itself(IVS, 2.0)
    desk.mailbox.drain()

    assert side.calls("keep_running_until") == [2.0]


def test_what_is_told_together_is_one_piece_of_news(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.events = cloudstory.events()
    planned(desk)
    assert len(side.events) > 2
    heard: list[int] = []
    desk.cloud.board.changed.connect(lambda it: heard.append(len(it.work(IVS).events)))

    desk.hears(lambda: desk.cloud.works.apply(IVS, IVS))

    assert set(heard) == {0, len(side.events)}

import threading

import pytest
from pytestqt.qtbot import QtBot

from cloud.awserrors import MfaCancelled
from cloud.errors import CallDenied, CloudUnreachable, ErrorCode, PracticeUnreachable
from cloud.settings import Account, Mode
from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudaccount import CHANGING_MS, PRACTICE_MS, QUIET_MS, CodeQuestion
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Tasks
from desktop.clouding.situation import AccountState
from tests.fakes import cloudstory
from tests.fakes.cloud import FakeCloudDoor
from tests.fakes.desk import Desk

LIVE = Account(Mode.LIVE, "studio")


def test_nothing_is_asked_before_somebody_looks(desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))

    assert desk.cloud_door.opened == []
    assert desk.cloud.situation.state is AccountState.CLOSED
    assert desk.cloud.situation.patterns


def test_who_looks_sees_who_is_calling_and_what_is_there(desk: Desk) -> None:
    desk.cloud_door.side.stacks = {"a": cloudstory.ready("a")}

    side = desk.is_in_cloud()

    situation = desk.cloud.situation
    assert situation.identity == side.identity
    assert list(situation.stacks) == ["a"]
    assert situation.asked_at is not None


def test_a_failed_sign_in_says_why_and_can_be_tried_again(desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    desk.cloud_door.error = CallDenied("sts:GetCallerIdentity")
    desk.hears(lambda: desk.cloud.show(True))
    problem = desk.cloud.situation.problem
    assert desk.cloud.situation.state is AccountState.FAILED
    assert problem is not None
    assert problem.code is ErrorCode.CALL_DENIED

    desk.hears(desk.cloud.account.open)

    assert desk.cloud.situation.is_open
    assert desk.cloud.situation.problem is None


def test_an_account_that_does_not_answer_leaves_what_was_known(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.stacks = {"a": cloudstory.ready("a")}
    desk.hears(desk.cloud.account.look)
    side.error = CloudUnreachable("sts", "us-east-1", "ConnectTimeoutError")

    desk.hears(desk.cloud.account.look)

    assert desk.cloud.situation.is_stale
    assert list(desk.cloud.situation.stacks) == ["a"]


def test_a_practice_account_that_ended_is_started_again_once(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.error = PracticeUnreachable("it has left no address")

    desk.hears(desk.cloud.account.look)

    assert len(desk.cloud_door.opened) == 2
    assert desk.cloud.situation.is_open
    assert not desk.cloud.situation.is_stale


def test_another_account_shows_nothing_of_the_first(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.stacks = {"a": cloudstory.ready("a")}
    desk.hears(desk.cloud.account.look)

    desk.hears(lambda: desk.cloud.choose_account(LIVE))

    assert desk.cloud.situation.stacks == {}
    assert side.is_closed
    assert desk.cloud_door.opened[-1] == LIVE
    assert desk.keeper.settings.cloud.account == LIVE


def test_it_asks_more_often_while_something_changes(desk: Desk) -> None:
    side = desk.is_in_cloud()
    timer = desk.cloud.account._timer
    assert timer.interval() == PRACTICE_MS
    side.stacks = {"a": cloudstory.changing("a")}

    desk.hears(desk.cloud.account.look)
    assert timer.interval() == CHANGING_MS

    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    assert timer.interval() == QUIET_MS


def test_nobody_looks_and_nothing_is_asked(desk: Desk) -> None:
    side = desk.is_in_cloud()
    desk.hears(lambda: desk.cloud.show(False))
    assert not desk.cloud.account._timer.isActive()

    desk.hears(lambda: desk.cloud.account.keep("broadcast", True))

    assert desk.cloud.account._timer.isActive()
    assert len(side.calls("look")) == 2


def test_the_watched_stack_is_asked_for_with_its_parts(desk: Desk) -> None:
    side = desk.is_in_cloud()

    desk.hears(lambda: desk.cloud.account.watch("livedesk-live-ivs"))

    assert side.calls("look") == ["", "livedesk-live-ivs"]


def test_the_code_of_an_mfa_device_is_asked_for_on_the_gui_thread(qtbot: QtBot, desk: Desk) -> None:
    """The worker that signs in waits; so this needs a thread of its own."""
    mailbox = Mailbox()
    mailbox.start()
    tasks = Tasks(mailbox, 1)
    door = FakeCloudDoor()
    door.prompt = "arn:aws:iam::123456789012:mfa/sato"
    cloud = Cloud(desk.keeper, mailbox, tasks)
    asked: list[tuple[CodeQuestion, threading.Thread]] = []

    def answer(question: CodeQuestion) -> None:
        asked.append((question, threading.current_thread()))
        question.answer("123456")

    cloud.account.code_asked.connect(answer)
    cloud.use(door)
    cloud.show(True)

    qtbot.waitUntil(lambda: cloud.situation.is_open)
    assert door.code == "123456"
    assert asked[0][0].prompt == door.prompt
    assert asked[0][1] is threading.main_thread()
    cloud.close()
    tasks.close()
    mailbox.close()


def test_no_code_is_an_answer_too() -> None:
    question = CodeQuestion("device")
    question.answer("")

    with pytest.raises(MfaCancelled):
        question.wait()

import threading

from cloud.check.recorder import check_recorder
from cloud.models import CheckItem
from cloud.stacks.pace import Pace
from tests.cloud.check.accounts import BARE, NOW, STATUS, Account


def checked(account: Account, stop: threading.Event | None = None) -> list[CheckItem]:
    pace = Pace(1.0, lambda: NOW, lambda stop, seconds: stop.is_set())
    return list(check_recorder(account.aws, STATUS, pace, stop or threading.Event()))


def test_a_made_up_session_is_written_found_and_removed() -> None:
    account = Account()

    items = checked(account)

    assert [each.is_ok for each in items] == [True] * 5
    assert not any(account.tables.rows.values())


def test_a_recorder_that_fails_is_not_asked_further() -> None:
    account = Account()
    account.recorder.status = 500

    (answers,) = checked(account)

    assert answers.is_ok is False
    assert "stream_start" in answers.finding.en


def test_what_does_not_arrive_is_said_and_the_rest_is_removed() -> None:
    account = Account()
    account.cloudwatch.answers["get_metric_statistics"] = {"Datapoints": []}
    stopped = threading.Event()
    stopped.set()

    items = {each.id: each.is_ok for each in checked(account, stopped)}

    assert items["recorder.figures"] is False
    assert items["recorder.cleaned"] is True
    assert not any(account.tables.rows.values())


def test_a_stack_without_a_recorder_says_so() -> None:
    pace = Pace(1.0)

    (item,) = check_recorder(Account().aws, BARE, pace, threading.Event())

    assert item.is_ok is False

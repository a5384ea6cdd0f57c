"""Warm processes: kept, told apart by code, and ended."""

import json
from collections.abc import Iterator

import psutil
import pytest

from cloud.practice.account.behaviour.functions.sandboxes import IDLE_S, Sandboxes
from tests.cloud.practice.account.behaviour.functions.packages import code

COUNTING = """
    import os
    calls = []
    def handler(event, context):
        calls.append(event)
        print("call", len(calls))
        return [len(calls), os.getpid()]
"""


class Time:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def sandboxes(time: Time) -> Iterator[Sandboxes]:
    sandboxes = Sandboxes(lambda: "http://127.0.0.1:1", monotonic=time)
    yield sandboxes
    sandboxes.close()


def test_the_second_call_finds_the_process_warm(sandboxes: Sandboxes) -> None:
    first, second = (sandboxes.run(code(COUNTING), n, f"r{n}") for n in (1, 2))

    assert json.loads(first.payload)[0] == 1
    assert json.loads(second.payload) == [2, json.loads(first.payload)[1]]
    assert "call 2\nEND RequestId: r2" in second.log


def test_changed_settings_get_a_new_process(sandboxes: Sandboxes) -> None:
    first = sandboxes.run(code(COUNTING), 1, "a")
    second = sandboxes.run(code(COUNTING, COLOUR="red"), 1, "b")

    assert json.loads(first.payload)[1] != json.loads(second.payload)[1]


def test_what_has_no_work_is_ended(sandboxes: Sandboxes, time: Time) -> None:
    first = sandboxes.run(code(COUNTING), 1, "a")
    time.now_s += IDLE_S
    sandboxes.retire()
    second = sandboxes.run(code(COUNTING), 1, "b")

    assert json.loads(second.payload) != [2, json.loads(first.payload)[1]]


def test_a_function_that_was_deleted_leaves_no_process(sandboxes: Sandboxes) -> None:
    pid = json.loads(sandboxes.run(code(COUNTING), 1, "a").payload)[1]

    sandboxes.forget("arn:aws:lambda:us-east-1:123456789012:function:another")
    assert psutil.pid_exists(pid)
    sandboxes.forget(code(COUNTING).arn)
    assert not psutil.pid_exists(pid)


def test_a_call_that_takes_too_long_is_ended(sandboxes: Sandboxes) -> None:
    slow = """
        import threading
        def handler(event, context):
            if event == "slow":
                threading.Event().wait(60)
    """
    sandboxes.run(code(slow, timeout_s=0.2), "quick", "a")  # the first one may take long to load
    outcome = sandboxes.run(code(slow, timeout_s=0.2), "slow", "b")

    assert outcome.is_error
    assert "Task timed out after 0.20 seconds" in json.loads(outcome.payload)["errorMessage"]


def test_a_process_that_ends_is_an_error_and_is_not_used_again(sandboxes: Sandboxes) -> None:
    source = """
        import os
        def handler(event, context):
            if event == "end":
                os._exit(7)
            return os.getpid()
    """
    outcome = sandboxes.run(code(source), "end", "a")
    after = sandboxes.run(code(source), "go on", "b")

    assert json.loads(outcome.payload)["errorType"] == "Runtime.ExitError"
    assert not after.is_error

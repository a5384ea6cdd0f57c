from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sinks.retrypolicy import (
    FINAL_REFUSALS_AFTER_LIVE,
    SILENT_REFUSALS,
    STABLE_S,
    RetryPolicy,
)
from encoder.errors import ErrorCode, Problem

HOST = {"host": "ingest.example"}
HUNG_UP = Problem(ErrorCode.SERVER_HUNG_UP, HOST | {"step": "publish"})
KEY_REFUSED = Problem(ErrorCode.KEY_REFUSED, HOST | {"status": "NetStream.Publish.BadName"})
TAKEN = Problem(ErrorCode.STREAM_TAKEN, {"status": "already publishing"})
LOST = Problem(ErrorCode.CONNECTION_LOST, HOST)
NOT_REACHED = [
    ErrorCode.CONNECTION_REFUSED,
    ErrorCode.CONNECT_TIMED_OUT,
    ErrorCode.HOST_NOT_FOUND,
]


def policy() -> RetryPolicy:
    return RetryPolicy(lambda: 0.5)


def delays(policy: RetryPolicy, problem: Problem, count: int) -> list[float]:
    return [policy.delay_s(policy.judged(problem), 0.1, None) for _ in range(count)]


def test_a_server_that_says_no_is_asked_more_and_more_gently() -> None:
    assert delays(policy(), TAKEN, 7) == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0]


@pytest.mark.parametrize("code", NOT_REACHED)
def test_a_server_that_is_not_reached_is_dialled_at_a_steady_pace(code: ErrorCode) -> None:
    problem = Problem(code, HOST)
    pace_s = 1.0 if code is ErrorCode.CONNECTION_REFUSED else 0.5

    for took_s in (0.0, 0.3, 1.0, 5.0):
        assert policy().delay_s(problem, took_s, None) == pytest.approx(max(0, pace_s - took_s))


@given(st.lists(st.tuples(st.sampled_from(NOT_REACHED), st.floats(0, 10)), max_size=20))
def test_no_attempts_follow_each_other_in_less_than_half_a_second(
    attempts: list[tuple[ErrorCode, float]],
) -> None:
    retry, now_s, begins = policy(), 0.0, []
    for code, took_s in attempts:
        begins.append(now_s)
        now_s += took_s + retry.delay_s(Problem(code, HOST), took_s, None)

    assert all(after - before >= 0.5 - 1e-6 for before, after in pairwise(begins))


def test_a_session_that_had_lasted_is_replaced_at_once() -> None:
    assert policy().delay_s(LOST, 0.1, STABLE_S + 0.1) == 0.0


def test_a_server_that_accepts_and_throws_out_is_not_stormed() -> None:
    retry = policy()

    assert [retry.delay_s(LOST, 0.1, 0.2) for _ in range(4)] == [0.5, 1.0, 2.0, 4.0]
    assert retry.delay_s(LOST, 0.1, STABLE_S + 1) == 0.0
    assert retry.delay_s(TAKEN, 0.1, None) == 0.5


def test_a_refused_key_is_hopeless_at_once() -> None:
    retry = policy()

    assert retry.judged(KEY_REFUSED) == KEY_REFUSED
    assert retry.is_hopeless


def test_a_stream_that_is_taken_is_never_hopeless() -> None:
    retry = policy()
    delays(retry, TAKEN, 50)

    assert not retry.is_hopeless


def test_a_key_that_has_worked_is_tried_for_a_while() -> None:
    retry = policy()
    retry.succeeded()
    for _ in range(FINAL_REFUSALS_AFTER_LIVE - 1):
        retry.judged(KEY_REFUSED)
        assert not retry.is_hopeless

    retry.judged(KEY_REFUSED)
    assert retry.is_hopeless


@pytest.mark.parametrize(
    ("step", "code"),
    [("publish", ErrorCode.KEY_REFUSED), ("connect", ErrorCode.APP_REFUSED)],
)
def test_hanging_up_again_and_again_is_a_refusal(step: str, code: ErrorCode) -> None:
    retry = policy()
    hung_up = Problem(ErrorCode.SERVER_HUNG_UP, HOST | {"step": step})
    for _ in range(SILENT_REFUSALS - 1):
        assert retry.judged(hung_up) == hung_up
        assert not retry.is_hopeless

    judged = retry.judged(hung_up)
    assert judged.code is code
    assert "ingest.example" in judged.message
    assert retry.is_hopeless


def test_only_hanging_up_in_a_row_counts() -> None:
    retry = policy()
    for problem in [HUNG_UP, HUNG_UP, TAKEN] * 5:
        assert retry.judged(problem) == problem

    assert not retry.is_hopeless


def test_a_server_that_hangs_up_after_it_has_worked_is_only_restarting() -> None:
    retry = policy()
    retry.succeeded()
    for _ in range(30):
        assert retry.judged(HUNG_UP) == HUNG_UP

    assert not retry.is_hopeless

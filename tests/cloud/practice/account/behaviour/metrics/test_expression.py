"""Expressions that are read."""

import pytest

from cloud.practice.account.behaviour.metrics.expression import (
    Call,
    ExpressionError,
    Name,
    Number,
    Operation,
    Text,
    names_in,
    parse,
)


def test_what_binds_tighter_is_read_first() -> None:
    assert parse("a + b * 2 > 3") == Operation(
        ">",
        Operation("+", Name("a"), Operation("*", Name("b"), Number(2.0))),
        Number(3.0),
    )
    assert parse("(a + b) * 2") == Operation("*", Operation("+", Name("a"), Name("b")), Number(2.0))
    assert parse("a - b - c") == Operation("-", Operation("-", Name("a"), Name("b")), Name("c"))
    assert parse("-a^2") == Operation("-", Number(0.0), Operation("^", Name("a"), Number(2.0)))


def test_both_ways_of_writing_and_and_or() -> None:
    assert parse("a > 1 AND b > 1") == parse("a > 1 && b > 1")
    assert parse("a OR b") == parse("a || b")


def test_calls_have_arguments_of_all_kinds() -> None:
    assert parse("fill(m1, REPEAT)") == Call("FILL", (Name("m1"), Name("REPEAT")))
    assert parse('SEARCH(\'{N,D} x="y"\', "Sum", 60)') == Call(
        "SEARCH", (Text('{N,D} x="y"'), Text("Sum"), Number(60.0))
    )
    assert parse("METRICS()") == Call("METRICS", ())
    assert parse("1.5e3") == Number(1500.0)


def test_names_are_found_everywhere() -> None:
    assert names_in(parse("IF(a > b, SUM(METRICS('c')), -d / 2)")) == {"a", "b", "d"}


@pytest.mark.parametrize(
    "expression",
    ["", "a +", "(a", "a)", "f(a,", "f(,a)", "a b", "a $ b", "1 2", "'open", "x" * 2049],
)
def test_what_can_not_be_read_is_told(expression: str) -> None:
    with pytest.raises(ExpressionError):
        parse(expression)

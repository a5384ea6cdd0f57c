"""Reads the rule of a composite alarm, such as `ALARM("a") AND NOT OK("b")`. Pure."""

import re
from collections.abc import Callable, Mapping

from cloud.practice.account.behaviour.alarms.evaluation import AlarmState
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest

LONGEST = 10_240

_TOKEN = re.compile(r"\s*(?:(?P<sign>[()])|(?P<name>\"[^\"]*\"|'[^']*'|[^\s()\"']+))")
_STATES = tuple(AlarmState)

States = Mapping[str, AlarmState]
Condition = Callable[[States], bool]


def condition_of(rule: str) -> Condition:
    """Return what decides from the states of other alarms, by name; raises BadRequest."""
    if len(rule) > LONGEST:
        raise _wrong("it is longer than 10,240 characters")
    reader = _Rule([each[0].strip() for each in _TOKEN.finditer(rule.strip())])
    condition = reader.either()
    reader.expect_end()
    return condition


def names_in(rule: str) -> tuple[str, ...]:
    """Return the names, or ARNs, of the alarms that a rule asks for."""
    words = [each[0].strip() for each in _TOKEN.finditer(rule.strip())]
    return tuple(
        _name(words[at + 2])
        for at in range(len(words) - 2)
        if words[at].upper() in _STATES and words[at + 1] == "("
    )


class _Rule:
    def __init__(self, words: list[str]) -> None:
        self._words = words

    def expect_end(self) -> None:
        if self._words:
            raise _wrong(f"unexpected {self._words[0]}")

    def either(self) -> Condition:
        parts = [self._both()]
        while self._takes("OR"):
            parts.append(self._both())
        return lambda states: any(part(states) for part in parts)

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._takes("AND"):
            parts.append(self._one())
        return lambda states: all(part(states) for part in parts)

    def _one(self) -> Condition:
        if self._takes("NOT"):
            inner = self._one()
            return lambda states: not inner(states)
        if self._takes("("):
            inner = self.either()
            self._expect(")")
            return inner
        word = self._next().upper()
        if word in ("TRUE", "FALSE"):
            return lambda states: word == "TRUE"
        if word not in _STATES:
            raise _wrong(f"unexpected {word}")
        self._expect("(")
        name = _name(self._next())
        self._expect(")")
        return lambda states: states.get(name) == word

    def _takes(self, word: str) -> bool:
        if not self._words or self._words[0].upper() != word:
            return False
        self._words.pop(0)
        return True

    def _next(self) -> str:
        if not self._words:
            raise _wrong("it ends too early")
        return self._words.pop(0)

    def _expect(self, word: str) -> None:
        if not self._takes(word):
            raise _wrong(f"{word} is missing")


def _name(word: str) -> str:
    return word.strip("\"'").rpartition(":alarm:")[2]


def _wrong(why: str) -> BadRequest:
    return BadRequest("ValidationError", f"AlarmRule is not valid: {why}.")

"""Finds metrics by what stands in SEARCH('{Namespace,Dimension} Term="value"', ...). Pure.

Terms beside each other must all hold; OR, NOT and parentheses are known. A value in quotes must be
the whole value, a bare word any part of it that stands between punctuation.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.samples import MetricKey

MOST_FOUND = 500

_SCHEMA = re.compile(r"\s*\{([^}]*)\}")
_WORD = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<sign>[()=])|(?P<bare>[^\s()="]+))')
_PARTS = re.compile(r"[A-Za-z]+|\d+")

Condition = Callable[[MetricKey], bool]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_quoted: bool


def found(search: str, keys: Iterable[MetricKey]) -> list[MetricKey]:
    """Return the metrics that a search finds, sorted; raises ExpressionError."""
    is_meant = _condition(search)
    matching = [key for key in keys if is_meant(key)]
    return sorted(matching, key=lambda key: (key.namespace, key.name, key.dimensions))[:MOST_FOUND]


def label_of(keys: Iterable[MetricKey], key: MetricKey) -> str:
    """Return the shortest label that tells a metric from the others that were found."""
    others = list(keys)
    parts = [key.name] if len({each.name for each in others}) > 1 else []
    own = dict(key.dimensions)
    for name in own:
        if len({dict(each.dimensions).get(name) for each in others}) > 1:
            parts.append(own[name])
    return " ".join(parts) or key.name


def _condition(search: str) -> Condition:
    conditions: list[Condition] = []
    if schema := _SCHEMA.match(search):
        namespace, *names = [part.strip().strip('"') for part in schema[1].split(",")]
        wanted = sorted(names)
        conditions.append(
            lambda key: (
                key.namespace == namespace
                and (not wanted or [name for name, _ in key.dimensions] == wanted)
            )
        )
        search = search[schema.end() :]
    words = [
        _Word(
            each["quoted"] if each["quoted"] is not None else each[0].strip(),
            each["quoted"] is not None,
        )
        for each in _WORD.finditer(search.strip())
    ]
    if words:
        terms = _Terms(words)
        conditions.append(terms.any_of())
        terms.expect_end()
    if not conditions:
        raise ExpressionError("SEARCH has nothing to look for")
    return lambda key: all(each(key) for each in conditions)


class _Terms:
    def __init__(self, words: list[_Word]) -> None:
        self._words = words
        self._at = 0

    def expect_end(self) -> None:
        if self._peek() is not None:
            raise ExpressionError("SEARCH has a parenthesis too many")

    def any_of(self) -> Condition:
        either = [self._all_of()]
        while self._takes("OR"):
            either.append(self._all_of())
        return lambda key: any(each(key) for each in either)

    def _all_of(self) -> Condition:
        every: list[Condition] = []
        while (word := self._peek()) is not None and word != ")" and word != "OR":
            if not self._takes("AND"):
                every.append(self._one())
        if not every:
            raise ExpressionError("SEARCH lacks a term")
        return lambda key: all(each(key) for each in every)

    def _one(self) -> Condition:
        if self._takes("NOT"):
            unwanted = self._one()
            return lambda key: not unwanted(key)
        if self._takes("("):
            inner = self.any_of()
            self._close()
            return inner
        word = self._take()
        if self._takes("="):
            return self._property(word.text)
        return _anywhere(word)

    def _property(self, name: str) -> Condition:
        values = [self._take()] if not self._takes("(") else self._values()
        return lambda key: any(_is_like(_worth(key, name), value) for value in values)

    def _values(self) -> list[_Word]:
        values = [self._take()]
        while self._takes("OR"):
            values.append(self._take())
        self._close()
        return values

    def _peek(self) -> str | None:
        if self._at >= len(self._words):
            return None
        word = self._words[self._at]
        return '"' if word.is_quoted else word.text

    def _takes(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self._at += 1
        return True

    def _take(self) -> _Word:
        if self._at >= len(self._words):
            raise ExpressionError("SEARCH ends too early")
        self._at += 1
        return self._words[self._at - 1]

    def _close(self) -> None:
        if not self._takes(")"):
            raise ExpressionError("SEARCH lacks a closing parenthesis")


def _worth(key: MetricKey, name: str) -> str:
    match name:
        case "MetricName":
            return key.name
        case "Namespace":
            return key.namespace
    return dict(key.dimensions).get(name, "")


def _is_like(worth: str, wanted: _Word) -> bool:
    if wanted.is_quoted:
        return worth == wanted.text
    parts = [part.lower() for part in _PARTS.findall(worth)]
    return bool(worth) and all(part.lower() in parts for part in _PARTS.findall(wanted.text))


def _anywhere(wanted: _Word) -> Condition:
    return lambda key: any(
        _is_like(part, wanted)
        for part in (
            key.namespace,
            key.name,
            *(each for pair in key.dimensions for each in pair),
        )
    )

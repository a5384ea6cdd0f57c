"""Reads metric math into a tree. Pure.

The grammar, loosest first: `||`, `&&`, comparison, `+ -`, `* /`, unary minus, `^`, call.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

LONGEST = 2048


class ExpressionError(ValueError):
    """An expression that can't be; the text says where."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """The id of another query, or a bare word such as REPEAT."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and what is done with them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it gets."""

    function: str
    arguments: tuple["Node", ...]


Node: TypeAlias = Number | Name | Text | Operation | Call

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/^<>(),]))"
)
_LEVELS = (("||", "OR"), ("&&", "AND"), ("==", "!=", "<=", ">=", "<", ">"), ("+", "-"), ("*", "/"))


def parse(expression: str) -> Node:
    """Return the tree of an expression; raises ExpressionError."""
    if len(expression) > LONGEST:
        raise ExpressionError(f"it is longer than {LONGEST} characters")
    reader = _Reader(_tokens(expression))
    node = reader.level(0)
    if not reader.is_at_end:
        raise ExpressionError(f"unexpected {reader.next()!r}")
    return node


def names_in(node: Node) -> set[str]:
    """Return all names in a tree."""
    match node:
        case Name(text):
            return {text}
        case Operation(_, left, right):
            return names_in(left) | names_in(right)
        case Call(_, arguments):
            return set().union(*map(names_in, arguments))
    return set()


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    expression = expression.rstrip()
    while at < len(expression):
        found = _TOKEN.match(expression, at)
        if not found or not found.lastgroup:
            raise ExpressionError(f"unexpected {expression[at : at + 10]!r}")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def next(self) -> str:
        if self.is_at_end:
            raise ExpressionError("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def level(self, depth: int) -> Node:
        if depth == len(_LEVELS):
            return self._unary()
        left = self.level(depth + 1)
        while not self.is_at_end and self._tokens[self._at][1] in _LEVELS[depth]:
            sign = {"OR": "||", "AND": "&&"}.get(word := self.next(), word)
            left = Operation(sign, left, self.level(depth + 1))
        return left

    def _unary(self) -> Node:
        if self._is("-"):
            self.next()
            return Operation("-", Number(0.0), self._unary())
        base = self._single()
        if self._is("^"):
            self.next()
            return Operation("^", base, self._unary())
        return base

    def _single(self) -> Node:
        if self.is_at_end:
            raise ExpressionError("it ends too early")
        kind = self._tokens[self._at][0]
        word = self.next()
        if kind == "number":
            return Number(float(word))
        if kind == "text":
            return Text(word[1:-1])
        if word == "(":
            inner = self.level(0)
            self._expect(")")
            return inner
        if kind != "name":
            raise ExpressionError(f"unexpected {word!r}")
        return Call(word.upper(), self._arguments()) if self._is("(") else Name(word)

    def _arguments(self) -> tuple[Node, ...]:
        self._expect("(")
        arguments: list[Node] = []
        while not self._is(")"):
            if arguments:
                self._expect(",")
            arguments.append(self.level(0))
        self._expect(")")
        return tuple(arguments)

    def _is(self, word: str) -> bool:
        return not self.is_at_end and self._tokens[self._at] == ("sign", word)

    def _expect(self, word: str) -> None:
        if not self._is(word):
            raise ExpressionError(f"{word!r} is missing")
        self.next()

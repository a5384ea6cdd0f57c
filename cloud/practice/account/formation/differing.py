"""Finds where what is there contradicts what was wanted, however differently both are written."""

import json
from collections.abc import Iterator
from typing import Any

from cloud.practice.account.formation.shapes import found_in


def differences(expected: Any, actual: Any, path: str) -> Iterator[dict[str, Any]]:
    """Yield where what is there contradicts what was wanted; what can't be seen doesn't."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for name, value in expected.items():
            found = found_in(actual, name)
            if found is not None:
                yield from differences(value, found, f"{path}/{name}")
        return
    if isinstance(expected, list) and isinstance(actual, list):
        if all(not isinstance(each, dict | list) for each in (*expected, *actual)):
            if sorted(map(_plain, expected)) != sorted(map(_plain, actual)):
                yield _difference(path, expected, actual)
        elif len(expected) != len(actual):
            yield _difference(path, expected, actual)
        else:
            yield from _in_order(expected, actual, path)
        return
    if isinstance(expected, dict | list) or isinstance(actual, dict | list):
        if _read(expected) != _read(actual):
            yield _difference(path, expected, actual)
    elif _plain(expected) != _plain(actual):
        yield _difference(path, expected, actual)


def _in_order(expected: list[Any], actual: list[Any], path: str) -> Iterator[dict[str, Any]]:
    """Services keep many lists in an order of their own: each wanted entry looks for its like."""
    left = list(actual)
    for index, each in enumerate(expected):
        like = next((one for one in left if not list(differences(each, one, ""))), None)
        if like is None:
            yield from differences(each, left[0], f"{path}/{index}")
            left.pop(0)
        else:
            left.remove(like)


def _difference(path: str, expected: Any, actual: Any) -> dict[str, Any]:
    return {
        "PropertyPath": path,
        "ExpectedValue": _plain(expected),
        "ActualValue": _plain(actual),
        "DifferenceType": "NOT_EQUAL",
    }


def _read(value: Any) -> Any:
    """Return a document, whether it is one or the text of one."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text.lower() if text in ("True", "False") else text

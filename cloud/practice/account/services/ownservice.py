"""Puts a service of our own in the place of moto's: every operation is a function.

Requests are parsed and answers written by moto, from AWS's own model of the service, so that boto3
and the calls from inside the process get the same.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse

_Books = TypeVar("_Books")
Parameters = dict[str, Any]
Handler = Callable[[str, Parameters], Mapping[str, Any] | None]
"""Gets the region and the call's parameters; returns the answer. Raises Refused."""


class ByRegion(dict[str, _Books]):
    """The books of a service, made for a region when it is first asked for."""

    def __init__(self, make: Callable[[str], _Books]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, region: str) -> _Books:
        books = self[region] = self._make(region)
        return books


class Refused(ServiceException):
    """What a service answers in place of success: `code` by the service's own model."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.exceptionMessage = message


def serve(
    service: str, paths: tuple[str, ...], handlers: Mapping[str, Handler]
) -> Callable[[], None]:
    """Answer the calls of a service that moto knows by these handlers; the latest counts.

    `paths`: regular expressions of all its paths. An operation without handler is not offered.
    Returns what gives the service back to moto.
    """

    class Response(BaseResponse):
        def __init__(self) -> None:
            super().__init__(service_name=service)
            self.automated_parameter_parsing = True

        def call_action(self) -> Any:
            handler = handlers.get(self._get_action() or "")
            if handler is None:
                raise NotImplementedError(f"It has no {self._get_action()}.")
            try:
                result = ActionResult(handler(self.region, plain(self.params)) or {})
            except ServiceException as error:
                result = ActionResult(error)
            status, headers, body = self.serialized(result)
            headers, body = self._enrich_response(headers, body)
            return status, headers, body

    urls: Any = import_module(f"moto.{service}.urls")
    former = urls.url_paths
    urls.url_paths = {f"{{0}}{path}": Response.dispatch for path in paths}

    def give_back() -> None:
        urls.url_paths = former

    return give_back


def plain(value: Any) -> Any:
    """Return parameters as plain dicts and lists: they are kept longer than the call."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value


def page(
    items: list[Any], parameters: Mapping[str, Any], *, most: int, names: tuple[str, str]
) -> tuple[list[Any], dict[str, str]]:
    """Return one page and the token of the next; `names`: of the limit and of the token."""
    limit, token = names
    begin = int(str(parameters.get(token) or "0") or 0)
    end = begin + min(most, int(parameters.get(limit) or most))
    return items[begin:end], ({token: str(end)} if end < len(items) else {})

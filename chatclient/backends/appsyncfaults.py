"""What the frames of an AppSync Events API that say no mean: for a connection, and for a message.

Pure. The names of errors are known from the service's documents and from Amazon's own clients; the
beginnings are compared: the same fault is met with and without `Exception` at its end.
"""

from typing import Any

from msgspec import Struct

from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused
from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code

RETRY_MS = 1000
_UNAUTHORIZED = ("Unauthorized", "Forbidden", "AccessDenied")
_SLOWER = ("Limit", "Thrott", "TooMany")
_LARGE = ("PayloadTooLarge", "MessageTooLarge")


class Fault(Struct, frozen=True, rename="camel"):
    """Why something failed."""

    error_type: str = ""
    error_code: int | str = 0
    code: int | str = 0
    """Of one event among several that were published."""

    @property
    def number(self) -> int:
        """Return the code, as a status of HTTP; 0 where there is none."""
        told = str(self.error_code or self.code)
        return int(told) if told.isascii() and told.isdigit() and len(told) == 3 else 0

    @property
    def is_unauthorized(self) -> bool:
        """Tell whether the token is what is wrong."""
        return self.error_type.startswith(_UNAUTHORIZED) or self.number in (401, 403)

    @property
    def is_limit(self) -> bool:
        """Tell whether less a second would be taken."""
        return self.error_type.startswith(_SLOWER) or self.number == 429


class Told(Struct, frozen=True, rename="camel"):
    """A frame from the service."""

    type: str
    id: str = ""
    connection_timeout_ms: int = 300_000
    event: str | tuple[str, ...] = ()
    """Texts of JSON; one by itself, or several: both are met."""
    errors: tuple[Fault, ...] = ()
    successful: tuple[dict[str, Any], ...] = ()
    failed: tuple[Fault, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """Return the texts of the events."""
        return (self.event,) if isinstance(self.event, str) else self.event

    @property
    def fault(self) -> Fault:
        """Return the first thing that went wrong."""
        return next(iter((*self.errors, *self.failed)), Fault())


def error_of(fault: Fault, server: str, channel: str) -> ChatError:
    """Return why a connection or its subscription failed."""
    if fault.is_limit:
        return Interrupted(ErrorCode.OVERLOADED)
    if fault.is_unauthorized:
        return Refused(ErrorCode.TOKEN_REFUSED, server=server)
    if fault.error_type.startswith("BadRequest") or fault.number in (400, 404):
        return Refused(ErrorCode.WRONG_ROOM, server=server, room=channel)
    return Interrupted(ErrorCode.CLOSED)


def outcome_of(told: Told) -> Answer:
    """Return what `publish_success` says of a single event."""
    if told.failed:
        return refusal_of(told.fault)
    # What an onPublish handler dropped is in neither list.
    return Answer(True) if told.successful else refused(Code.DENIED)


def refusal_of(fault: Fault) -> Answer:
    """Return the answer to what could not be published."""
    kind = fault.error_type
    if fault.is_unauthorized:
        return refused(Code.FORBIDDEN)
    if fault.is_limit:
        return refused(Code.RATE_LIMITED, RETRY_MS)
    if kind.startswith("BadRequest"):
        return refused(Code.BAD_REQUEST)
    if kind.startswith(_LARGE) or fault.number == 413:
        return refused(Code.TOO_LARGE)
    if not kind and fault.number < 500:
        return refused(Code.DENIED)  # by the namespace's onPublish handler
    return refused(Code.UNAVAILABLE, RETRY_MS)

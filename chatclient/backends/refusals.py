"""What a code of the server means for a connection: wait, give up, or enter anew."""

from urllib.parse import urlsplit

from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable
from chatclient.wire.codes import Code


def error_of(code: str, *, server: str, room: str = "", retry_ms: int = 0) -> ChatError:
    """Return the error with which a connection ends, or does not begin, for this code."""
    retry_after_s = retry_ms / 1000
    match code:
        case Code.BAD_TOKEN | Code.BAD_ORIGIN | Code.FORBIDDEN:
            return Refused(ErrorCode.TOKEN_REFUSED, server=server)
        case Code.BANNED:
            return Refused(ErrorCode.BANNED)
        case Code.WRONG_ROOM | Code.NOT_FOUND:
            return Refused(ErrorCode.WRONG_ROOM, server=server, room=room)
        case Code.AUTH_EXPIRED:
            return Interrupted(ErrorCode.SESSION_EXPIRED, retry_after_s=retry_after_s)
        case Code.UNAVAILABLE | Code.RATE_LIMITED:
            return Interrupted(ErrorCode.OVERLOADED, retry_after_s=retry_after_s)
        case Code.DRAINING | Code.RESYNC:
            return Interrupted(ErrorCode.CLOSED, retry_after_s=retry_after_s)
    return Unreachable(ErrorCode.UNREACHABLE, server=server, reason=code)


def server_of(url: str) -> str:
    """Return host and port of an address, as sentences name a server."""
    return urlsplit(url).netloc.rpartition("@")[2] or url

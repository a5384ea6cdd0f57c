"""Why a request was refused, as the codes that acknowledgements carry."""

from enum import StrEnum


class Code(StrEnum):
    """Stable names of refusals; a client that meets one it does not know shows it as it is."""

    # May be tried again, after `retry_ms`
    SLOW_MODE = "slow_mode"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    """The room's log can't be written just now."""
    DRAINING = "draining"
    """This node is going away: connect again."""
    RESYNC = "resync"
    """What was sent to this client was dropped: join again from its last number."""
    AUTH_EXPIRED = "auth_expired"
    """Connect again with a fresh token."""
    # A matter of the room or of this user
    HELD = "held"
    """Waits for a moderator."""
    DENIED = "denied"
    """A moderator denied what was held."""
    BANNED = "banned"
    TIMED_OUT = "timeout"
    BLOCKED_WORD = "blocked_word"
    MEMBERS_ONLY = "members_only"
    STAMPS_ONLY = "stamps_only"
    PAUSED = "paused"
    """Panic mode: only moderators write."""
    NOT_LIVE = "not_live"
    FORBIDDEN = "forbidden"
    """The token does not carry the capability."""
    WRONG_ROOM = "wrong_room"
    """The token is for another room, or the room was not joined."""
    # Wrong in itself
    BAD_TOKEN = "bad_token"
    BAD_ORIGIN = "bad_origin"
    BAD_REQUEST = "bad_request"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    NOT_FOUND = "not_found"


RETRIED = frozenset(
    {
        Code.SLOW_MODE,
        Code.RATE_LIMITED,
        Code.UNAVAILABLE,
        Code.DRAINING,
        Code.RESYNC,
        Code.AUTH_EXPIRED,
    }
)
"""Refusals that pass by themselves; a client may send the same request, with the same id, again."""

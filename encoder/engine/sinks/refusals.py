"""What a server's answer means for the streamer; pure.

Servers share the codes of Flash Media Server but not their use: nginx-rtmp says "Already
publishing" with BadName, others mean a wrong key by the same code, and some just hang up.
"""

import re

from encoder.errors import ErrorCode, IngestRefused
from encoder.rtmp import CommandRejected, PublishRejected

_TAKEN = re.compile(r"already|in use|busy|duplicate|takeover|priority", re.IGNORECASE)
_KEY_CODES = frozenset(
    {
        "NetStream.Publish.BadName",
        "NetStream.Publish.Denied",
        "NetStream.Publish.Rejected",
        "NetStream.Publish.Unauthorized",
    }
)
_APP_CODES = frozenset({"NetConnection.Connect.InvalidApp", "NetConnection.Connect.Rejected"})


def refusal_of(event: CommandRejected | PublishRejected, host: str) -> IngestRefused:
    """Return the error that says what the server refused, with its status word for word."""
    status = f"{event.code}: {event.description}" if event.description else event.code
    if isinstance(event, PublishRejected):
        if _TAKEN.search(event.description):
            return IngestRefused(ErrorCode.STREAM_TAKEN, status=status)
        if event.code in _KEY_CODES:
            return IngestRefused(ErrorCode.KEY_REFUSED, host=host, status=status)
    elif event.code in _APP_CODES:
        return IngestRefused(ErrorCode.APP_REFUSED, host=host, status=status)
    return IngestRefused(ErrorCode.SERVER_REFUSED, host=host, status=status)

"""How uvicorn serves a chat: the one configuration under which its app works.

The app needs websockets of FrameSocket's kind; compression is off because a frame is made once for
everybody; Engine.IO's own pings take the place of websocket pings.
"""

from functools import partial
from typing import Any

import uvicorn

from chatclient.wire.requests import MAX_PAYLOAD_BYTES
from cloud.chatserver.admission import Gate, gated_http
from cloud.chatserver.framesocket import FrameSocket

BACKLOG = 1_024
"""Who finds no place here is tried again by its own system, seconds later: with 256 places ten
thousand clients that came back took minutes."""
GRACE_S = 5


def uvicorn_config(app: Any, gate: Gate, **given: Any) -> uvicorn.Config:
    """Return the configuration for an app that is a ChatServer's, or has it mounted.

    `given` may hold host, port and whatever else uvicorn.Config takes.
    """
    wanted: dict[str, Any] = {
        "http": partial(gated_http, gate),
        "ws": FrameSocket,
        "ws_max_size": 2 * MAX_PAYLOAD_BYTES,
        "ws_ping_interval": None,
        "ws_per_message_deflate": False,
        "interface": "asgi3",
        "lifespan": "off",
        "log_config": None,
        "log_level": "error",
        "access_log": False,
        "server_header": False,
        "date_header": False,
        "proxy_headers": False,
        "backlog": BACKLOG,
        "timeout_graceful_shutdown": GRACE_S,
    }
    return uvicorn.Config(app, **(wanted | given))

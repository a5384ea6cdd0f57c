"""How uvicorn serves the managed chats."""

from typing import Any

import uvicorn
from starlette.types import ASGIApp

MOST_FRAME_BYTES = 1_300_000
"""Five events of 240 KB fit."""


def uvicorn_config(app: ASGIApp, **given: Any) -> uvicorn.Config:
    """Return the configuration; `given` may hold whatever uvicorn.Config takes."""
    return uvicorn.Config(
        app,
        http="h11",
        ws="websockets-sansio",
        ws_max_size=MOST_FRAME_BYTES,
        lifespan="off",
        log_config=None,
        log_level="error",  # below, tokens of handshakes would be logged
        access_log=False,
        server_header=False,
        limit_concurrency=500,
        timeout_graceful_shutdown=1,
        **given,
    )

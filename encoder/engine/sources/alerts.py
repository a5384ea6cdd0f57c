"""What happens in the chat, shown on the stream: donations, stamps, effects, chosen messages.

A layer over the whole picture, clear until something happens.
"""

import queue
import time
from collections.abc import Callable
from typing import Annotated, Literal

import av
import msgspec
import numpy as np
from msgspec import Meta

from encoder.alerts import Alert, AlertKind
from encoder.engine.sources.alertboard import MOST_WAITING, AlertBoard, Sight
from encoder.engine.sources.alertpainter import paint
from encoder.engine.sources.base import NowFunction, SourceKind
from encoder.engine.sources.keptpicture import KeptPicture
from encoder.settings import Canvas

Monotonic = Callable[[], float]


class AlertOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of the chat is shown, and how."""

    donations: Annotated[
        bool, Meta(title="Donations", description="Show who gave how much, and what they wrote.")
    ] = True
    stamps: Annotated[bool, Meta(title="Stamps", description="Show stamps and who sent them.")] = (
        True
    )
    effects: Annotated[
        bool, Meta(title="Effects", description="Let effects fall over the picture.")
    ] = True
    seconds: Annotated[
        int,
        Meta(
            title="Shown for",
            description="How long a card stays.",
            ge=2,
            le=60,
            extra_json_schema={"x-unit": "s"},
        ),
    ] = 6
    size: Annotated[
        int,
        Meta(
            title="Size",
            description="How high a line is, as a part of the picture's height.",
            ge=2,
            le=20,
            extra_json_schema={"x-unit": "%"},
        ),
    ] = 5
    side: Annotated[
        Literal["top", "bottom"], Meta(title="Side", description="Where cards stand.")
    ] = "bottom"


class AlertPictures(KeptPicture):
    """The layer; `alert` may be called by any thread."""

    def __init__(
        self, options: AlertOptions, canvas: Canvas, monotonic: Monotonic = time.monotonic
    ) -> None:
        self._options = options
        self._canvas = canvas
        self._monotonic = monotonic
        self._told: queue.Queue[Alert] = queue.Queue(MOST_WAITING)
        self._board = AlertBoard(_kinds(options), options.seconds)
        self._drawn: Sight | None = None
        super().__init__("alerts", self._draw, self._wait_s)

    def alert(self, alert: Alert) -> None:
        """Show it as soon as there is room; in a flood the newest are left out."""
        try:
            self._told.put_nowait(alert)
        except queue.Full:
            return
        self.renew_now()

    def _draw(self) -> av.VideoFrame | None:
        while not self._told.empty():
            self._board.take(self._told.get_nowait())
        sight = self._board.look(self._monotonic())
        if sight == self._drawn:
            return None
        self._drawn = sight
        # What moves is soft anyway, and costs a quarter at half the size.
        scale = 2 if sight.effect else 1
        size = self._canvas.width // scale, self._canvas.height // scale
        text_px = max(8, size[1] * self._options.size // 100)
        image = paint(sight, size, text_px, self._options.side == "top")
        return av.VideoFrame.from_ndarray(np.asarray(image), "rgba")

    def _wait_s(self) -> float | None:
        return self._board.wait_s(self._monotonic())


def _kinds(options: AlertOptions) -> list[AlertKind]:
    wanted = {
        AlertKind.DONATION: options.donations,
        AlertKind.STAMP: options.stamps,
        AlertKind.EFFECT: options.effects,
        AlertKind.MESSAGE: True,  # the streamer chose it by hand
    }
    return [kind for kind, is_wanted in wanted.items() if is_wanted]


def open_alerts(options: AlertOptions, canvas: Canvas, now: NowFunction) -> AlertPictures:
    """Open it, clear."""
    return AlertPictures(options, canvas)


KIND = SourceKind(kind="alerts", title="Chat on screen", options=AlertOptions, open=open_alerts)

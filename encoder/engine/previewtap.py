"""Scales the programme down for the window: latest picture wins, never waits for the reader."""

import threading
from collections.abc import Callable

import av
import numpy as np
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from encoder.engine.placement import fitted_size
from encoder.messages import PreviewReady
from encoder.preview import BYTES_PER_PIXEL, PreviewWriter


class PreviewTap:
    """One attached window's preview, with a thread of its own."""

    def __init__(self, writer: PreviewWriter, send: Callable[[PreviewReady], None]) -> None:
        self._writer = writer
        self._send = send
        self._condition = threading.Condition()
        self._newest: av.VideoFrame | None = None
        self._due_s = 0.0
        self._is_closing = False
        self._reformatter = VideoReformatter()
        self._thread = threading.Thread(target=self._run, name="preview")
        self._thread.start()

    def show(self, frame: av.VideoFrame, media_time_s: float) -> None:
        """Offer the programme picture of `media_time_s`; returns at once. One caller."""
        period_s = 1 / self._writer.slots.max_fps
        early_s = self._due_s - media_time_s
        if 0 < early_s <= period_s:
            return
        if early_s > 0:  # another programme, whose time began again at zero
            self._due_s = media_time_s
        # Half a frame of tolerance, or 30 of 60 pictures a second would become 20.
        self._due_s = max(self._due_s + period_s, media_time_s - period_s / 2)
        with self._condition:
            self._newest = frame
            self._condition.notify()

    def release(self, slot: int) -> None:
        """The window has copied this slot."""
        with self._condition:
            self._writer.release(slot)

    def close(self) -> None:
        """End the thread and unmap the memory."""
        with self._condition:
            self._is_closing = True
            self._condition.notify()
        self._thread.join()
        self._writer.close()

    def _run(self) -> None:
        while True:
            with self._condition:
                while self._newest is None and not self._is_closing:
                    self._condition.wait()
                if self._is_closing:
                    return
                frame, self._newest = self._newest, None
                slot = self._writer.take()
            if slot is not None and frame is not None:
                self._send(self._write(frame, slot))

    def _write(self, frame: av.VideoFrame, slot: int) -> PreviewReady:
        slots = self._writer.slots
        width, height = fitted_size(frame.width, frame.height, slots.width, slots.height)
        small = self._reformatter.reformat(
            frame,
            width,
            height,
            "bgra",
            src_colorspace=Colorspace.ITU709,  # not every source's pictures say so
            interpolation=Interpolation.FAST_BILINEAR,
            threads=1,
        )
        plane = small.planes[0]
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        row_bytes = width * BYTES_PER_PIXEL
        target = np.frombuffer(self._writer.memory(slot), np.uint8, height * row_bytes)
        target.reshape(height, row_bytes)[:] = rows[:, :row_bytes]
        return PreviewReady(slot, width, height)

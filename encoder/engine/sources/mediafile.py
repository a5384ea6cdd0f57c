"""A video or sound file, played from its start over and over, picture and sound in step.

One thread decodes ahead of what is shown. Every pass is placed on the same time line, as far
after the one before as its longer stream is long, so picture and sound can't drift apart however
often the file repeats.
"""

import math
import threading
from contextlib import closing
from typing import Annotated

import av
import msgspec
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Samples, SourceKind
from encoder.engine.sources.filedecoder import DecodedPicture, FileDecoder, unreadable
from encoder.engine.sources.playbackbuffer import PlaybackBuffer
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.settings import SAMPLE_RATE_HZ, Canvas

OPEN_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 2.0
_SHORTEST_PASS_S = 1 / 60


class MediaFileOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which file, and how loud."""

    path: Annotated[
        str,
        Meta(
            title="File",
            description="A video, sound or picture file. It starts again when it ends.",
            extra_json_schema={"x-file": "media"},
        ),
    ] = ""
    volume_db: Annotated[
        float,
        Meta(
            title="Volume",
            description="How loud the file's sound is; 0 leaves it as it is.",
            ge=-60,
            le=0,
            extra_json_schema={"x-unit": "dB"},
        ),
    ] = 0.0


class MediaFile:
    """A playing file; its start is shown at the media time of opening.

    Raises SourceError when it can't be opened, and from `picture` and `sound` once decoding has
    failed for good.
    """

    def __init__(self, options: MediaFileOptions, canvas: Canvas, now: NowFunction) -> None:
        self._path = options.path
        self._gain = 10 ** (options.volume_db / 20)
        # The nearest picture, not the last one begun: at most half a frame off the sound, and
        # time stamps that are rounded up don't make a picture miss its turn.
        self._early_s = 0.5 / canvas.fps
        self._buffer = PlaybackBuffer()
        self._has_sound = False
        # It opens the file as well: a dead network drive blocks for ever and can't be
        # interrupted. A daemon, so that it does not keep the process from ending either.
        self._thread = threading.Thread(target=self._run, name="mediafile-decode", daemon=True)
        self._thread.start()
        self._wait_for_start()
        # On the grid of the canvas, so that a file of its rate gives each picture exactly once.
        self._origin_s = math.ceil(now() * canvas.fps) / canvas.fps
        self._first_sample = round(self._origin_s * SAMPLE_RATE_HZ)

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        return self._buffer.picture(media_time_s - self._origin_s + self._early_s)

    def sound(self, first_sample: int, count: int) -> Samples | None:
        samples = self._buffer.sound(first_sample - self._first_sample, count)
        return samples if self._has_sound else None

    def wait_until_ahead(self, timeout_s: float) -> bool:
        """Wait until the next part after the one last read is decoded; False = timed out."""
        return self._buffer.wait_until_ahead(timeout_s)

    def close(self) -> None:
        self._buffer.stop()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _wait_for_start(self) -> None:
        try:
            if not self._buffer.wait_until_ahead(OPEN_TIMEOUT_S):
                raise unreadable(self._path, "reading takes too long")
        except SourceError:
            self.close()
            raise

    def _run(self) -> None:
        try:
            self._repeat()
        except SourceError as error:
            self._buffer.complete(error.problem)
        except Exception as error:  # noqa: BLE001 - a thread's main: whatever it is becomes a fact
            reason = type(error).__name__
            problem = Problem(ErrorCode.SOURCE_LOST, {"kind": "mediafile", "reason": reason})
            self._buffer.complete(problem)

    def _repeat(self) -> None:
        start_s: float | None = 0.0
        while start_s is not None:
            # Opened anew: seeking back is not exact, or not possible, in every format.
            with closing(_open(self._path)) as decoder:
                self._has_sound = decoder.has_sound
                length_s = self._play_once(decoder, start_s)
            start_s = self._next_start_s(start_s, length_s)
        self._buffer.complete()

    def _next_start_s(self, start_s: float, length_s: float | None) -> float | None:
        """Return where the next pass belongs; None after the last one."""
        if length_s is None:
            return None
        end_s = start_s + length_s
        behind_s = self._buffer.finish_pass(end_s) - end_s
        # Whole passes that were missed (a suspended laptop) are skipped, not made up.
        return end_s + max(0, behind_s // length_s) * length_s

    def _play_once(self, decoder: FileDecoder, start_s: float) -> float | None:
        """Queue one pass; return how long it was, None when no other one shall follow."""
        end_s, pictures, has_sound = start_s, 0, False
        self._buffer.expect(decoder.has_pictures, decoder.has_sound, start_s)
        for item in decoder.decoded():
            if isinstance(item, DecodedPicture):
                pictures += 1
                item_end_s = start_s + item.end_s
                is_wanted = self._buffer.put_picture(start_s + item.start_s, item_end_s, item.frame)
            else:
                has_sound = True
                first_sample = round(start_s * SAMPLE_RATE_HZ) + item.first_sample
                item_end_s = (first_sample + item.samples.shape[1]) / SAMPLE_RATE_HZ
                is_wanted = self._buffer.put_sound(first_sample, item.samples * self._gain)
            if not is_wanted:
                return None
            end_s = max(end_s, item_end_s)
        if not pictures and not has_sound:
            raise unreadable(self._path, "nothing in it can be decoded")
        if pictures == 1 and not has_sound:  # a photo: there is nothing to repeat
            return None
        return max(end_s - start_s, _SHORTEST_PASS_S)


def _open(path: str) -> FileDecoder:
    if not path:
        raise SourceError(
            ErrorCode.SOURCE_OPTIONS_INVALID, kind="mediafile", reason="no file is chosen"
        )
    return FileDecoder(path)


KIND = SourceKind(
    kind="mediafile",
    title="Media file",
    options=MediaFileOptions,
    open=MediaFile,
    has_audio=True,
)

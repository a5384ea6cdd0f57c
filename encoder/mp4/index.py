"""The whole index of a movie, collected fragment by fragment: 4 bytes a sample, the rest by runs.

With this `moov` at its end, and its fragments wrapped into one `mdat`, a fragmented file becomes an
ordinary one in which every player can seek.
"""

import struct
import sys
from array import array

from encoder.mp4.boxes import box, full_box
from encoder.mp4.fragments import Fragment, TrackRun
from encoder.mp4.tracks import (
    AUDIO_TRACK,
    MOVIE_TIMESCALE,
    VIDEO_TRACK,
    AudioTrack,
    VideoTrack,
    audio_track,
    movie_header,
    video_track,
)


class MovieIndex:
    """Where every sample of a movie is."""

    def __init__(self, video: VideoTrack, audio: AudioTrack) -> None:
        self.video = video
        self.audio = audio
        self._tables = {VIDEO_TRACK: _SampleTable(), AUDIO_TRACK: _SampleTable()}

    def add(self, fragment: Fragment, at: int) -> None:
        """Take in a fragment that begins at this byte of the file."""
        for run, offset in zip(fragment.runs, fragment.offsets, strict=True):
            self._tables[run.track].add(run, at + offset)

    @property
    def seconds(self) -> float:
        """How long the pictures last."""
        return self._tables[VIDEO_TRACK].duration / self.video.timescale

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture."""
        return not self._tables[VIDEO_TRACK].sizes

    def movie(self) -> bytes:
        """Return the `moov` of an ordinary file; tracks without a sample are left out."""
        tracks: list[bytes] = []
        pictures, sounds = self._tables[VIDEO_TRACK], self._tables[AUDIO_TRACK]
        if pictures.sizes:
            tracks.append(video_track(self.video, pictures.boxes(), pictures.duration))
        if sounds.sizes:
            tracks.append(audio_track(self.audio, sounds.boxes(), sounds.duration))
        duration_s = max(
            self.seconds, (sounds.duration - self.audio.begins_at) / self.audio.timescale
        )
        return box("moov", movie_header(round(duration_s * MOVIE_TIMESCALE)), *tracks)


class _SampleTable:
    """The samples of one track; 14496-12 sections 8.6.1 and 8.7."""

    def __init__(self) -> None:
        self.sizes = array("I")
        self.duration = 0
        self._durations = _Runs()
        self._offsets = _Runs()
        self._sync_samples = array("I")
        self._chunks = array("Q")
        self._chunk_runs = array("I")
        self._samples_in_last_chunk = 0

    def add(self, run: TrackRun, at: int) -> None:
        """Append a run whose first sample begins at this byte of the file, as one chunk."""
        self._stretch_to(run.decode_time)
        for sample in run.samples:
            self.sizes.append(len(sample.payload))
            self._durations.append(sample.duration)
            self._offsets.append(sample.composition_offset)
            if sample.is_sync:
                self._sync_samples.append(len(self.sizes))
            self.duration += sample.duration
        self._chunks.append(at)
        if len(run.samples) != self._samples_in_last_chunk:
            self._samples_in_last_chunk = len(run.samples)
            self._chunk_runs.extend((len(self._chunks), len(run.samples), 1))

    def boxes(self) -> bytes:
        sync = b""
        if len(self._sync_samples) < len(self.sizes):  # without stss every sample is one
            sync = _table("stss", self._sync_samples)
        shifts = b""
        if self._offsets.values.count(0) < len(self._offsets.values):
            shifts = self._offsets.box("ctts")
        return b"".join(
            (
                self._durations.box("stts"),
                shifts,
                sync,
                _table("stsc", self._chunk_runs, columns=3),
                full_box("stsz", 0, 0, struct.pack(">II", 0, len(self.sizes)), _big(self.sizes)),
                _table("co64", self._chunks),
            )
        )

    def _stretch_to(self, decode_time: int) -> None:
        """Let the last sample last until the next run begins: a gap has no place in `stts`."""
        if gap := decode_time - self.duration:
            self._durations.lengthen_last(gap)
            self.duration = decode_time


class _Runs:
    """Equal values in a row, counted."""

    def __init__(self) -> None:
        self.counts = array("I")
        self.values = array("I")

    def append(self, value: int) -> None:
        if self.values and self.values[-1] == value:
            self.counts[-1] += 1
        else:
            self.counts.append(1)
            self.values.append(value)

    def lengthen_last(self, by: int) -> None:
        """Add to the last value alone."""
        if not self.values:
            return
        value = self.values[-1]
        self.counts[-1] -= 1
        if not self.counts[-1]:
            self.counts.pop()
            self.values.pop()
        self.append(max(0, value + by))

    def box(self, kind: str) -> bytes:
        rows = array("I", bytes(8 * len(self.counts)))
        rows[0::2], rows[1::2] = self.counts, self.values
        return _table(kind, rows, columns=2)


def _table(kind: str, cells: "array[int]", columns: int = 1) -> bytes:
    return full_box(kind, 0, 0, struct.pack(">I", len(cells) // columns), _big(cells))


def _big(cells: "array[int]") -> bytes:
    if sys.byteorder == "little":
        cells = array(cells.typecode, cells)
        cells.byteswap()
    return cells.tobytes()

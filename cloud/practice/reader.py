"""Reads a playback address as a stranger would: `python -m cloud.practice.reader URL [SECONDS]`.

It stands in where the ffprobe program is not installed, in a process of its own because PyAV may
hang on a silent server. Prints how many frames of each track it decoded, as JSON.
"""

import sys

import av
import msgspec
from msgspec import Struct

OPEN_TIMEOUT_S = 10.0
SECONDS = 3.0


class DecodedFrames(Struct, frozen=True):
    """What was decoded of each track."""

    video_frames: int = 0
    audio_frames: int = 0


def count_frames(url: str, seconds: float) -> DecodedFrames:
    """Decode up to `seconds` of media of both tracks; raises av.FFmpegError."""
    counts = {"video": 0, "audio": 0}
    ends: dict[str, float] = {}
    with av.open(url, timeout=OPEN_TIMEOUT_S) as container:
        streams = [*container.streams.video[:1], *container.streams.audio[:1]]
        for packet in container.demux(streams):
            kind = packet.stream.type
            for frame in packet.decode():
                if not isinstance(frame, av.VideoFrame | av.AudioFrame):
                    continue
                counts[kind] += 1
                if frame.time is not None:
                    ends.setdefault(kind, frame.time + seconds)
                    if frame.time >= ends[kind] and all(counts.values()):
                        return DecodedFrames(counts["video"], counts["audio"])
    return DecodedFrames(counts["video"], counts["audio"])


def main() -> int:
    """Print what could be decoded of the address on the command line."""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    try:
        found = count_frames(sys.argv[1], seconds)
    except (av.FFmpegError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

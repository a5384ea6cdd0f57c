"""A process that records in real time until it is killed; prints each picture's time."""

import sys
import threading
from pathlib import Path

from encoder.engine.recordings import RecordingJournal
from encoder.engine.sinks.recording import RecordingSink
from encoder.engine.sinks.recordingfile import Disk, Place
from tests.encoder.engine.sinks.clip import CANVAS, clip


def main() -> None:
    """Record the clip into the folder that is the first argument."""
    folder = Path(sys.argv[1])
    headers, packets = clip(seconds=8)
    disk = Disk(RecordingJournal(folder), lambda _: 100_000_000_000)
    sink = RecordingSink(headers, Place(folder, "show.mp4"), disk, lambda event: None)
    pace = threading.Event()
    for packet in packets:
        sink.offer(packet)
        if packet.is_video:
            sys.stdout.write(f"{packet.pts_us}\n")
            sys.stdout.flush()
            pace.wait(1 / CANVAS.fps)


if __name__ == "__main__":
    main()

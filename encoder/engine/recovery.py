"""Finalises recordings that a crash left behind, on a thread of its own."""

import logging
from pathlib import Path

from encoder.engine.diskworker import DiskWorker
from encoder.engine.recordings import RecordingJournal
from encoder.engine.sinks.mp4file import OUT_OF_SPACE, recover
from encoder.engine.sinks.recording import Report
from encoder.errors import ErrorCode, Problem
from encoder.messages import Failed, RecordingRecovered, UnfinishedFound
from encoder.mp4.reading import ReadingError

_logger = logging.getLogger(__name__)


class Recovery:
    """Looks for unfinished recordings and finalises them in place; methods return at once.

    `report` is called on the recovery thread.
    """

    def __init__(self, journal: RecordingJournal, report: Report) -> None:
        self._journal = journal
        self._report = report
        self._worker = DiskWorker("recovery")

    def look(self) -> None:
        """Say which recordings are unfinished: UnfinishedFound, also when there is none."""
        self._worker.run(lambda: self._report(UnfinishedFound(self._journal.unfinished())))

    def recover(self, file: str) -> None:
        """Finalise this recording; RecordingRecovered follows."""
        if not self._worker.run(lambda: self._recover(file)):
            self._report(Failed(Problem(ErrorCode.DISK_TOO_SLOW)))

    def forget(self, file: str) -> None:
        """Offer it no more."""
        self._worker.run(lambda: self._forget(file))

    def close(self) -> None:
        """Finish what waits, join the thread."""
        self._worker.close()

    def _recover(self, file: str) -> None:
        if file not in self._journal.unfinished():
            self._say_damaged(file, "it is not an unfinished recording")
            return
        try:
            seconds = recover(Path(file))
        except ReadingError as error:
            self._say_damaged(file, str(error))
        except OSError as error:
            if error.errno in OUT_OF_SPACE:
                problem = Problem(ErrorCode.RECOVERY_NO_ROOM, {"file": file})
                self._report(RecordingRecovered(file, 0.0, problem))
            else:
                self._say_damaged(file, error.strerror or type(error).__name__)
        else:
            self._report(RecordingRecovered(file, seconds))
            self._forget(file)

    def _forget(self, file: str) -> None:
        try:
            self._journal.forget(file)
        except OSError as error:
            _logger.warning("The list of recordings can't be written: %s", error.strerror)

    def _say_damaged(self, file: str, reason: str) -> None:
        problem = Problem(ErrorCode.RECORDING_DAMAGED, {"file": file, "reason": reason})
        self._report(RecordingRecovered(file, 0.0, problem))

"""Opens one sound device as a source, and says in plain words why it does not open."""

from collections.abc import Callable

from encoder.engine.sources.base import NowFunction, Samples
from encoder.engine.sources.capturedevice import CaptureFailed, CaptureRequest
from encoder.engine.sources.soundcapture import SoundCapture, SoundOpener, open_sound
from encoder.engine.sources.soundgrabber import SoundGrabber
from encoder.engine.sources.soundplatforms import SoundMachine, platform_of
from encoder.errors import ErrorCode, Problem, SourceError, error_for

FIRST_SOUND_TIMEOUT_S = 4.0


class SoundSource:
    """An open sound device."""

    def __init__(self, grabber: SoundGrabber, leave_behind: Callable[[], None]) -> None:
        self._grabber = grabber
        self._leave_behind = leave_behind

    def picture(self, media_time_s: float) -> None:
        return None

    def sound(self, first_sample: int, count: int) -> Samples:
        return self._grabber.sound(first_sample, count)

    def close(self) -> None:
        self._grabber.close()
        if self._grabber.is_left_behind:
            self._leave_behind()


class SoundSourceOpener:
    """Opens sound devices of one machine for one kind; `open_sound` is the seam for tests."""

    def __init__(
        self,
        kind: str,
        machine: SoundMachine,
        open_sound: SoundOpener = open_sound,
        timeout_s: float = FIRST_SOUND_TIMEOUT_S,
    ) -> None:
        self.platform = platform_of(machine)
        self.machine = machine
        self._kind = kind
        self._open_sound = open_sound
        self._timeout_s = timeout_s
        self._left_behind: dict[str, SoundGrabber] = {}

    def open(self, request: CaptureRequest, title: str, now: NowFunction) -> SoundSource:
        """Open and wait for the first sound, at most 4 s; raises SourceError."""
        before = self._left_behind.pop(request.name, None)
        if before is not None and before.is_left_behind:
            # Don't hand a driver that hangs one thread after the other.
            self._left_behind[request.name] = before
            raise SourceError(ErrorCode.SOURCE_LOST, kind=self._kind, reason="it hangs")
        grabber = SoundGrabber(
            self._kind,
            lambda: self._opened(request, title),
            now,
            lambda failure: self._known(failure, request) or self._lost(failure),
        )
        source = SoundSource(grabber, lambda: self._left_behind.update({request.name: grabber}))
        try:
            grabber.wait_for_sound(self._timeout_s)
        except SourceError:
            source.close()
            raise
        return source

    def _opened(self, request: CaptureRequest, title: str) -> SoundCapture:
        try:
            return self._open_sound(request)
        except CaptureFailed as error:
            missing = Problem(ErrorCode.DEVICE_MISSING, {"device": title}) if title else None
            raise error_for(self._known(error, request) or missing or self._lost(error)) from error

    def _known(self, failure: CaptureFailed, request: CaptureRequest) -> Problem | None:
        return self.platform.problem_of(failure, request.name, self.machine)

    def _lost(self, failure: CaptureFailed) -> Problem:
        params = {"kind": self._kind, "reason": failure.reason}
        return Problem(ErrorCode.SOURCE_LOST, params)

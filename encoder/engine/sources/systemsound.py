"""What the other programs of this machine play: the monitor of the default output."""

import os
import sys

import msgspec

from encoder.engine.sources.base import NowFunction, Source, SourceKind
from encoder.engine.sources.soundcapture import SoundOpener, open_sound
from encoder.engine.sources.soundplatforms import SoundMachine
from encoder.engine.sources.soundsource import FIRST_SOUND_TIMEOUT_S, SoundSourceOpener
from encoder.errors import Problem, error_for
from encoder.settings import Canvas


class SystemSoundOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to choose: it follows the system's default output."""


class SystemSoundOpener:
    """Opens the monitor of one machine; `open_sound` is the seam for tests."""

    def __init__(
        self,
        machine: SoundMachine,
        open_sound: SoundOpener = open_sound,
        timeout_s: float = FIRST_SOUND_TIMEOUT_S,
    ) -> None:
        self._opener = SoundSourceOpener("systemsound", machine, open_sound, timeout_s)

    def open(self, options: SystemSoundOptions, canvas: Canvas, now: NowFunction) -> Source:
        """Open and wait for the first sound, at most 4 s."""
        if problem := self.problem():
            raise error_for(problem)
        request = self._opener.platform.system_sound(self._opener.machine)
        return self._opener.open(request, "", now)

    def problem(self) -> Problem | None:
        """Return why other programs can't be heard here; None where they can."""
        return self._opener.platform.system_sound_obstacle(self._opener.machine)


_here = SystemSoundOpener(SoundMachine(sys.platform, os.environ))

KIND = SourceKind(
    kind="systemsound",
    title="System sound",
    options=SystemSoundOptions,
    open=_here.open,
    has_video=False,
    has_audio=True,
    problem=_here.problem,
)

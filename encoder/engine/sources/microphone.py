"""The sound of a microphone or another sound input, in step with the programme.

It is recorded only while the programme names it.
"""

import os
import sys
from typing import Annotated

import msgspec
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Source, SourceKind
from encoder.engine.sources.soundcapture import SoundOpener, open_sound
from encoder.engine.sources.soundplatforms import DEFAULT, SoundMachine
from encoder.engine.sources.soundsource import FIRST_SOUND_TIMEOUT_S, SoundSourceOpener
from encoder.errors import Problem, error_for
from encoder.messages import Device
from encoder.settings import Canvas


class MicrophoneOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which microphone."""

    device: Annotated[
        str,
        Meta(
            title="Microphone",
            description="Which microphone to use; empty is the system's default.",
            max_length=300,
            extra_json_schema={"x-choices": "devices"},
        ),
    ] = ""


class MicrophoneOpener:
    """Opens microphones of one machine; `open_sound` is the seam for tests."""

    def __init__(
        self,
        machine: SoundMachine,
        open_sound: SoundOpener = open_sound,
        timeout_s: float = FIRST_SOUND_TIMEOUT_S,
    ) -> None:
        self._opener = SoundSourceOpener("microphone", machine, open_sound, timeout_s)

    def open(self, options: MicrophoneOptions, canvas: Canvas, now: NowFunction) -> Source:
        """Open and wait for the first sound, at most 4 s."""
        # A device chosen by name is tried in any case: the list does not know all of them.
        if not options.device and (problem := self.problem()):
            raise error_for(problem)
        request = self._opener.platform.microphone(options.device, self._opener.machine)
        titles = {each.id: each.title for each in self.list_devices()}
        titles[DEFAULT] = ""  # what fails is not a device that could be connected
        title = titles.get(request.name, options.device)
        return self._opener.open(request, title, now)

    def list_devices(self) -> tuple[Device, ...]:
        """Return the microphones to choose from."""
        return self._opener.platform.list_microphones(self._opener.machine)

    def problem(self) -> Problem | None:
        """Return why there is no microphone to use; None where there is one."""
        return self._opener.platform.microphone_obstacle(self._opener.machine)


_here = MicrophoneOpener(SoundMachine(sys.platform, os.environ))

KIND = SourceKind(
    kind="microphone",
    title="Microphone",
    options=MicrophoneOptions,
    open=_here.open,
    has_video=False,
    has_audio=True,
    list_devices=_here.list_devices,
    problem=_here.problem,
)

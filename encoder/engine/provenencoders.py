"""Keeps which encoders can be offered: x264, and those that proved themselves on this machine."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import IO

import av

from encoder.engine.encoders import ENCODERS, X264, EncoderChoice, choice_of
from encoder.errors import CodecError, ErrorCode, Problem
from encoder.messages import EncoderKind

TIMEOUT_S = 20.0
"""For all encoders together; a hanging one is known after this and ended."""
PATIENCE_S = 3.0
"""How long somebody who wants an encoder waits for its trial; usual are 0.5 s for all."""
_LOOK_S = 0.05
_LOW_PRIORITY = 10


def probe_command(names: list[str]) -> list[str]:
    """Return the command that answers for these encoders."""
    return [sys.executable, "-m", "encoder.engine.encoderprobe", *names]


def is_in_ffmpeg(name: str) -> bool:
    """Tell whether this FFmpeg has an encoder of this name."""
    try:
        av.Codec(name, "w")
    except ValueError:
        return False
    return True


class ProvenEncoders:
    """What is known of the encoders; `probe` may run on any thread, once."""

    def __init__(
        self,
        choices: tuple[EncoderChoice, ...] = ENCODERS,
        command: Callable[[list[str]], list[str]] = probe_command,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._choices = tuple(each for each in choices if is_in_ffmpeg(each.name))
        self._command = command
        self._timeout_s = timeout_s
        self._reasons: dict[str, str] = {X264.name: ""}
        self._news = threading.Condition()

    @property
    def kinds(self) -> tuple[EncoderKind, ...]:
        """What is known so far, in the order to offer it; x264 always."""
        reasons = self._reasons
        tried = [choice for choice in self._choices if choice.name in reasons]
        return tuple(_kind(choice, reasons[choice.name]) for choice in tried)

    @property
    def is_complete(self) -> bool:
        """Whether every encoder was tried."""
        return all(choice.name in self._reasons for choice in self._choices)

    def require(self, name: str, patience_s: float = PATIENCE_S) -> None:
        """Return when this encoder has proved itself; raises CodecError where it has not.

        A driver that crashes must not take the engine along, again at each launch. An encoder
        still being tried is waited for.
        """
        choice = choice_of(name, self._choices)
        with self._news:
            self._news.wait_for(lambda: name in self._reasons, patience_s)
        if reason := self._reasons.get(name, "it was not tried in time"):
            raise CodecError(ErrorCode.ENCODER_UNPROVEN, encoder=choice.title, reason=reason)

    def probe(self, is_stopping: threading.Event) -> bool:
        """Try what was not tried yet; returns whether there is news. Blocks up to 20 s each.

        One process tries them all. Where it dies, the encoder it was at is to blame, and another
        process goes on with the next one.
        """
        before = self._reasons
        while not self.is_complete and not is_stopping.is_set():
            names = [each.name for each in self._choices if each.name not in self._reasons]
            answers, ending = self._answers(names, is_stopping)
            if is_stopping.is_set():
                break
            found = {name: answers[name] for name in names if name in answers}
            culprit = next((name for name in names if name not in found), None)
            if culprit is not None:
                found[culprit] = ending
            with self._news:
                self._reasons = self._reasons | found
                self._news.notify_all()
        return self._reasons is not before

    def _answers(
        self, names: list[str], is_stopping: threading.Event
    ) -> tuple[dict[str, str], str]:
        """Return what one process says, and what to say of the encoder it ended at."""
        # A file, not a pipe: nothing has to be read while it runs.
        with tempfile.TemporaryFile() as output:
            try:
                process = self._start(names, output)
            except OSError as error:
                return {}, f"it can't be tried ({error.strerror})"
            ending = self._wait(process, is_stopping)
            output.seek(0)
            return _parsed(output.read().decode(errors="replace")), ending

    def _start(self, names: list[str], output: IO[bytes]) -> "subprocess.Popen[bytes]":
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        process = subprocess.Popen(
            self._command(names),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,  # what drivers and FFmpeg mutter
            creationflags=flags,
            env=os.environ | {"PYTHONSAFEPATH": "1"},
        )
        if sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, process.pid, _LOW_PRIORITY)
        return process

    def _wait(self, process: "subprocess.Popen[bytes]", is_stopping: threading.Event) -> str:
        deadline_s = time.monotonic() + self._timeout_s
        while process.poll() is None:
            if is_stopping.wait(_LOOK_S) or time.monotonic() > deadline_s:
                process.kill()
                process.wait()
                return "its driver hangs"
        return "its driver crashed" if process.returncode else "it gave no answer"


def _parsed(output: str) -> dict[str, str]:
    answers = {}
    for line in output.splitlines():
        try:
            name, reason = json.loads(line)
        except (ValueError, TypeError):  # a driver that speaks on standard output
            continue
        answers[str(name)] = str(reason)
    return answers


def _kind(choice: EncoderChoice, reason: str) -> EncoderKind:
    params = {"encoder": choice.title, "reason": reason}
    problem = Problem(ErrorCode.ENCODER_UNPROVEN, params) if reason else None
    return EncoderKind(choice.name, choice.title, choice.is_hardware, problem)


ENCODERS_HERE = ProvenEncoders()
"""Tried once in the life of the engine, by the watch of the catalogue."""

"""A stand-in for the supervisor: answers each command with the events a script has for it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from encoder.messages import Command, SupervisedEvent

Script = Mapping[type, Sequence[SupervisedEvent]]


class ScriptedEngine:
    """Delivers `at_start` when started, and the script's events when told something."""

    def __init__(self, script: Script, at_start: Sequence[SupervisedEvent] = ()) -> None:
        self._script = script
        self._at_start = at_start
        self._deliver: Callable[[SupervisedEvent], None] = lambda event: None
        self.told: list[Command] = []
        self.keeps_on_air: bool | None = None
        self.is_closed = False

    def __call__(
        self, home: Path, deliver: Callable[[SupervisedEvent], None], *, keeps_on_air: bool
    ) -> "ScriptedEngine":
        assert home.is_dir()
        self._deliver = deliver
        self.keeps_on_air = keeps_on_air
        return self

    def start(self) -> None:
        for event in self._at_start:
            self._deliver(event)

    def send(self, command: Command) -> None:
        self.told.append(command)
        for event in self._script.get(type(command), ()):
            self._deliver(event)

    def close(self) -> None:
        self.is_closed = True

"""Remembers what a new engine must be told when it takes the place of a lost one; pure."""

import msgspec

from encoder.messages import (
    Attached,
    Command,
    Event,
    GoLive,
    SetProgramme,
    Shutdown,
    Stop,
    Stopped,
    TakeoverPriorityUsed,
)
from encoder.settings import Programme


class Resumption:
    """The programme and broadcast of an engine, from what it was told and what it said."""

    def __init__(self) -> None:
        self._programme: SetProgramme | None = None
        self._broadcast: GoLive | None = None
        self._is_stopping = False

    def commands(self) -> list[Command]:
        """Return what brings a new engine to where the lost one was."""
        return [command for command in (self._programme, self._broadcast) if command is not None]

    def told(self, command: Command) -> None:
        """Note a command; on air an engine refuses another broadcast and another canvas."""
        on_air = self._broadcast is not None
        match command:
            case SetProgramme() if not (on_air and self._changes_canvas(command)):
                self._programme = command
            case GoLive() if not on_air:
                self._broadcast = command
            case Stop() | Shutdown():
                self._is_stopping = on_air
                self._broadcast = None
            case _:
                pass

    def heard(self, event: Event) -> None:
        """Note an event; the engine knows best."""
        match event:
            case Attached(programme=programme, on_air=on_air):
                if on_air is not None:
                    self._broadcast = on_air.command
                if programme is not None:
                    self._programme = SetProgramme(programme)
            case TakeoverPriorityUsed(priority=priority) if self._broadcast is not None:
                self._broadcast = msgspec.structs.replace(
                    self._broadcast, takeover_priority=priority + 1
                )
            case Stopped():
                if not self._is_stopping:  # else another one may have been asked for since
                    self._broadcast = None
                self._is_stopping = False
            case _:
                pass

    def forget_broadcast(self) -> None:
        """Go live no more unless it is asked for again."""
        self._broadcast = None
        self._is_stopping = False

    def _changes_canvas(self, command: SetProgramme) -> bool:
        now = Programme() if self._programme is None else self._programme.programme
        return command.programme.canvas != now.canvas

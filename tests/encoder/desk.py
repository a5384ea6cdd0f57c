"""A supervisor at work on scripted engines."""

from pathlib import Path

from encoder.messages import EngineChanged, EngineState
from encoder.supervisor import Supervisor
from tests.fakes.eventlog import EventLog
from tests.fakes.scriptedengine import EngineFactory


class Desk:
    """A supervisor, the engines it launches, and what it delivers."""

    def __init__(self, home: Path, factory: EngineFactory, keeps_on_air: bool = True) -> None:
        self.log = EventLog()
        self.supervisor = Supervisor(home, self.log, keeps_on_air=keeps_on_air, launch=factory)
        self.send = self.supervisor.send

    def states(self) -> list[EngineState]:
        return [event.state for event in self.log.all(EngineChanged)]

    def wait_for(self, state: EngineState, count: int = 1) -> EngineChanged:
        return self.log.wait_for(EngineChanged, lambda e: e.state is state, count=count)

from collections.abc import Iterator
from pathlib import Path

import pytest

from encoder.engine.audience import Audience
from encoder.engine.clients import Client
from encoder.errors import ErrorCode, Problem
from encoder.link import EngineListener
from encoder.messages import PROTOCOL_VERSION, Attach, Attached, Command, Failed, Phase, Stop
from tests.fakes.enginewindow import EngineWindow
from tests.fakes.eventlog import EventLog
from tests.fakes.previewwindow import preview_window

FULL = Failed(Problem(ErrorCode.DISK_FULL))
HELLO = Attached(PROTOCOL_VERSION, 1, Phase.IDLE, None, None)


class House:
    """An audience that is let in by whoever attaches."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.wishes = EventLog()
        self.gone = EventLog()
        self.audience = Audience(EngineListener(home, PROTOCOL_VERSION), self._obey, self.gone)  # type: ignore[arg-type]
        self.audience.open()

    def _obey(self, client: Client, command: Command) -> None:
        if isinstance(command, Attach):
            client.attach(command)
            client.send(HELLO)
        self.wishes(command)  # type: ignore[arg-type]

    def leaves(self, count: int = 1) -> Client:
        """Return the `count`th client that went, when it has, as the host treats it."""
        client = self.gone.wait_for(Client, count=count)
        self.audience.forget(client)
        client.close()
        return client


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    house = House(data_dir)
    yield house
    house.audience.stop_accepting()
    house.audience.close()


def test_everybody_who_has_attached_is_told(house: House) -> None:
    assert house.audience.is_empty
    with EngineWindow(house.home) as one, EngineWindow(house.home) as other:
        house.audience.tell(FULL)
        assert one.log.wait_for(Failed) == other.log.wait_for(Failed) == FULL
        assert not house.audience.is_empty
    house.leaves(1)
    house.leaves(2)

    assert house.audience.is_empty
    house.audience.tell(FULL)  # to nobody


def test_wishes_are_passed_on(house: House) -> None:
    with EngineWindow(house.home) as window:
        window.send(Stop())
        house.wishes.wait_for(Stop)
    house.leaves()


def test_pictures_are_wanted_where_there_is_a_preview(house: House) -> None:
    with EngineWindow(house.home), preview_window(64, 36) as reader:
        assert house.audience.previews() == ()
        with EngineWindow(house.home, Attach(preview=reader.slots)):
            assert len(house.audience.previews()) == 1
        house.leaves()
        assert house.audience.previews() == ()
    house.leaves(2)


def test_whoever_is_forgotten_twice_is_no_matter(house: House) -> None:
    with EngineWindow(house.home):
        pass
    client = house.leaves()
    house.audience.forget(client)

    assert house.audience.is_empty


def test_closing_lets_everybody_go(data_dir: Path) -> None:
    house = House(data_dir)
    with EngineWindow(data_dir) as window:
        house.audience.stop_accepting()
        house.audience.close()
        assert window.has_ended.wait(30)

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.bridges.healthhistory import SPAN_S, HealthHistory
from encoder.messages import Phase, Stats
from tests.fakes.desk import Desk
from tests.fakes.engine import stats

FILE = Path("health.sqlite3")


def test_the_last_minutes_on_air_are_read(desk: Desk, qtbot: QtBot) -> None:
    asked: list[tuple[Path, float]] = []

    def read(file: Path, since_utc_s: float) -> list[Stats]:
        asked.append((file, since_utc_s))
        return [stats(1.0), stats(2.0, Phase.IDLE), stats(3.0)]

    history = HealthHistory(desk.tasks, read, now_utc_s=lambda: 1_000.0)

    with qtbot.waitSignal(history.arrived) as arrived:
        desk.hears(lambda: history.load(FILE))

    assert arrived.args is not None
    assert [each.at_utc_s for each in arrived.args[0]] == [1.0, 3.0]
    assert asked == [(FILE, 1_000.0 - SPAN_S)]


def test_where_nothing_was_recorded_nothing_arrives(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.history.arrived):
        desk.hears(lambda: desk.history.load(FILE))


def test_after_closing_nothing_arrives(desk: Desk, qtbot: QtBot) -> None:
    desk.recorded = [stats(1.0)]
    with qtbot.assertNotEmitted(desk.history.arrived):
        desk.history.load(FILE)
        desk.history.close()
        desk.mailbox.drain_all()

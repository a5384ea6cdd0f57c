from PySide6.QtWidgets import QWidget

from chatclient.messages import FeedMeasured
from desktop.panels.chathealth import ChatHealth
from desktop.widgets.timeplot import PlotState


def second(at_s: int, **values: object) -> FeedMeasured:
    return FeedMeasured(float(at_s), 12.0, 55.0, 90.0, backend="socketio", **values)  # type: ignore[arg-type]


def test_rate_and_delay_are_drawn(stage: QWidget) -> None:
    health = ChatHealth(stage)
    health.resize(280, 420)
    assert not health.rate.points
    health.hear([second(at) for at in range(100, 160)])
    health.show()

    assert health.rate.state is PlotState.RUNNING
    assert "12" in health.rate.text_summary()
    assert "90" in health.delay.text_summary()


def test_what_was_lost_is_counted_in_words(stage: QWidget) -> None:
    health = ChatHealth(stage)
    health.show()
    assert health.words.text() == "Nothing measured yet"
    health.hear([second(1, reconnects=3, gaps=2, duplicates=1)])

    assert health.words.text() == "Over WebSocket · reconnected: 3 · gaps: 2 · sent twice: 1"


def test_another_chat_begins_with_nothing(stage: QWidget) -> None:
    health = ChatHealth(stage)
    health.show()
    health.hear([second(1), second(2)])
    health.clear()

    assert health.rate.state is PlotState.EMPTY
    assert health.words.text() == "Nothing measured yet"

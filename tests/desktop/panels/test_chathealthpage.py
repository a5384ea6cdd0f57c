import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from chatclient.messages import FeedMeasured
from desktop.panels.chathealthpage import HealthPage
from desktop.store.chatchoice import ChatChoice
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk


@pytest.fixture
def page(desk: Desk, stage: QWidget) -> HealthPage:
    return HealthPage(desk.chat, stage)


@pytest.fixture
def client(desk: Desk, page: HealthPage) -> FakeChat:
    made = desk.is_in_chat()
    desk.hears(lambda: made.says(FeedMeasured(100.0, 5.0, 50.0, 80.0, backend="polling")))
    return made


def test_what_was_measured_before_it_was_looked_at_is_drawn(
    page: HealthPage, client: FakeChat
) -> None:
    assert page.plots is None
    page.build()
    page.show()

    assert page.plots is not None
    assert page.plots.words.text().startswith("Over polling")


def test_a_low_page_scrolls_instead_of_drawing_one_over_the_other(
    page: HealthPage, client: FakeChat
) -> None:
    page.build()
    page.resize(270, 150)
    page.show()

    assert page.plots is not None
    assert page.plots.height() >= page.plots.minimumSizeHint().height()
    assert page.plots.width() <= 270
    area = page.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0


def test_another_chat_begins_with_nothing(desk: Desk, page: HealthPage, client: FakeChat) -> None:
    page.build()
    page.show()
    desk.chat.choose(ChatChoice(kind="off"))

    assert page.plots is not None
    assert page.plots.words.text() == "Nothing measured yet"

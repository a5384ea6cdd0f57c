from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import MessageBody
from desktop.chatting.rows import Presenter
from desktop.panels.chatreading import ChatReading
from desktop.panels.chatrowwords import TranslatedRows
from desktop.store.chatchoice import LARGEST_TEXT, SMALLEST_TEXT
from desktop.widgets.chatrow import RowSpanKind
from desktop.widgets.chatview import ChatView
from tests.fakes.chat import entry_of
from tests.fakes.desk import Desk


def test_text_grows_and_shrinks_within_bounds_and_is_kept(desk: Desk, stage: QWidget) -> None:
    presenter = Presenter(TranslatedRows())
    view = ChatView(presenter.row, presenter.key_of, stage)
    reading = ChatReading(desk.chat, presenter, (view,), view)
    reading.larger()
    assert desk.keeper.settings.chat_taste.text_scale == 1.1
    for _ in range(20):
        reading.larger()
    assert desk.keeper.settings.chat_taste.text_scale == LARGEST_TEXT
    for _ in range(20):
        reading.smaller()
    assert desk.keeper.settings.chat_taste.text_scale == SMALLEST_TEXT
    reading.usual()
    assert desk.keeper.settings.chat_taste.text_scale == 1.0


def test_keywords_stand_out_from_then_on(desk: Desk, stage: QWidget) -> None:
    presenter = Presenter(TranslatedRows())
    view = ChatView(presenter.row, presenter.key_of, stage)
    ChatReading(desk.chat, presenter, (view,), view)
    desk.chat.way.change_taste(keywords=("猫",))

    row = presenter.row(entry_of(1, MessageBody("うちの猫です")))
    assert [span.kind for span in row.spans] == [RowSpanKind.KEYWORD]

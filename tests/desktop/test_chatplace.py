from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.chatplace import CHAT, LEAST_PX, SETUP, USUAL_PX, WIDE_PX, ChatPlace
from desktop.language import LanguageSwitch
from desktop.widgets.tabbedcolumn import TabbedColumn
from tests.fakes.desk import Desk


@dataclass
class Room:
    """A window with a setup, a body and a chat."""

    window: QWidget
    left: TabbedColumn
    panel: QWidget
    field: QLineEdit
    source: QLineEdit
    place: ChatPlace

    @property
    def titles(self) -> list[str]:
        return [self.left.tabs.tabText(at) for at in range(self.left.tabs.count())]


@pytest.fixture
def room(stage: QWidget, desk: Desk) -> Room:
    setup, panel, body = QWidget(), QWidget(), QWidget()
    source, field = QLineEdit(setup), QLineEdit(panel)
    panel.setFocusProxy(field)
    QVBoxLayout(setup).addWidget(source)
    QVBoxLayout(panel).addWidget(field)
    left = TabbedColumn("left", body)
    left.add(SETUP, setup)
    QVBoxLayout(body).addWidget(left)
    place = ChatPlace(desk.chat, stage, panel, left, body)
    QVBoxLayout(stage).addWidget(place.splitter)
    stage.resize(1280, 800)
    return Room(stage, left, panel, field, source, place)


def widen(room: Room, width_px: int) -> None:
    room.window.resize(width_px, 800)
    room.window.layout().activate()  # type: ignore[union-attr]


def test_a_narrow_window_has_the_chat_behind_a_tab(room: Room) -> None:
    assert room.left.tabs.isVisible()
    assert not room.place.is_shown

    room.left.show_page(CHAT)

    assert room.place.is_shown
    assert room.panel.isVisible()


def test_a_wide_window_has_it_in_a_column_of_its_own(room: Room) -> None:
    widen(room, WIDE_PX)

    assert room.place.is_shown
    assert room.panel.isVisible()
    assert not room.left.tabs.isVisible()
    assert room.left.page == SETUP
    assert abs(room.panel.parentWidget().width() - USUAL_PX) < 40  # type: ignore[union-attr]

    widen(room, WIDE_PX - 1)
    assert not room.panel.isVisible()
    assert room.left.tabs.isVisible()


def test_what_is_being_written_stays_under_the_keyboard_when_the_window_changes(room: Room) -> None:
    room.place.show_chat()
    room.field.setText("half a sen")
    assert room.field.hasFocus()

    widen(room, WIDE_PX)
    assert room.field.hasFocus()
    widen(room, 1280)

    assert room.field.hasFocus()
    assert room.left.page == CHAT
    assert room.field.text() == "half a sen"


def test_one_shortcut_brings_it_forth_and_puts_it_away(room: Room, desk: Desk) -> None:
    told: list[bool] = []
    room.place.shown_changed.connect(told.append)

    room.place.toggle()
    assert room.field.hasFocus()
    room.place.toggle()

    assert told == [True, False]
    assert not desk.keeper.settings.chat_taste.is_shown
    assert not room.left.tabs.isVisible()
    room.place.toggle()
    assert room.panel.isVisible()


def test_it_stays_away_in_a_wide_window_as_well(room: Room) -> None:
    room.place.toggle()
    room.place.toggle()

    widen(room, WIDE_PX)

    assert not room.panel.isVisible()
    assert not room.place.is_shown


def test_messages_are_counted_on_the_tab_and_nothing_jumps(
    room: Room, language: LanguageSwitch
) -> None:
    assert room.titles == ["Setup", "Chat"]

    room.place.show_unread(12, 1)

    assert room.titles == ["Setup", "Chat (12)"]
    assert room.left.page == SETUP
    room.place.show_unread(40_000, 0)
    assert room.titles[1] == "Chat (999+)"


def test_where_attention_is_drawn_the_right_tab_comes(room: Room) -> None:
    room.place.show_chat()

    room.place.make_room_for(room.source)
    assert room.left.page == SETUP

    room.place.make_room_for(room.field)
    assert room.left.page == CHAT


def test_the_width_of_the_column_is_remembered(room: Room, desk: Desk) -> None:
    widen(room, 1800)
    whole = sum(room.place.splitter.sizes())
    room.place.splitter.setSizes([whole - 500, 500])
    room.place.splitter.splitterMoved.emit(whole - 500, 1)

    room.place.keep_width()

    kept = desk.keeper.settings.chat_taste.width_px
    assert abs(kept - 500) < 20
    assert kept > LEAST_PX

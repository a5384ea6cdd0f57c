import fnmatch
import re

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.editing.history import Edit
from desktop.editing.inputs import add_input
from desktop.panels import PANELS
from desktop.panels.destination import DestinationPanel
from desktop.widgets.disclosure import Disclosure
from desktop.window import StudioWindow
from encoder.messages import (
    Phase,
    PhaseChanged,
    RetryNow,
    SaveReplay,
    StartRecording,
    Stop,
    StopRecording,
)
from encoder.settings import SourceSpec
from tests.desktop.cloudtabs import every_tab
from tests.desktop.conftest import Shown
from tests.sourcetree import ROOT

INTERACTIVE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)


def interactive(window: StudioWindow) -> list[QWidget]:
    """Return what a person can use; parts that Qt makes inside them belong to them."""
    found = []
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        is_part = isinstance(parent, INTERACTIVE) or widget.objectName().startswith("qt_")
        can_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (
            widget.window() is window
            and not is_part
            and (isinstance(widget, INTERACTIVE) or can_focus)
        ):
            found.append(widget)
    return found


def every_source(shown: Shown) -> None:
    """Have every form made once, and everything about a layer shown."""
    shown.app.studio.editor.select("layer-1")
    shown.window.panels["layers"].findChild(Disclosure, "layers.details").open()  # type: ignore[union-attr]
    for kind in ("pattern", "screen"):
        box = shown.window.findChild(QComboBox, "layers.source.kind")
        assert box is not None
        box.activated.emit(box.findData(kind))


def test_every_panel_stands_in_the_window_by_its_name(shown: Shown) -> None:
    assert {plan.name for plan in PANELS} == set(shown.window.panels)
    for name, panel in shown.window.panels.items():
        assert panel.objectName() == name
        assert panel.window() is shown.window


def test_everything_that_can_be_used_has_a_name_and_a_name_to_be_read_out(shown: Shown) -> None:
    every_source(shown)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()!r} has no {what}"
        for widget in interactive(shown.window)
        for what, name in (
            ("objectName", widget.objectName()),
            ("accessibleName", widget.accessibleName() or not widget.isVisibleTo(shown.window)),
        )
        if not name
    ]

    assert not nameless, "\n".join(nameless)


def test_no_object_name_is_given_twice(shown: Shown) -> None:
    names = [widget.objectName() for widget in interactive(shown.window)]

    assert sorted(set(names)) == sorted(names)


def test_the_keyboard_reaches_everything_that_is_shown(shown: Shown) -> None:
    window = shown.window
    reachable = {
        widget.objectName()
        for widget in interactive(window)
        if widget.isVisible() and widget.isEnabled()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    window.controls.live_button.setFocus()
    visited = []
    for _ in range(200):
        focused = window.focusWidget()
        assert focused is not None
        if focused.objectName() in visited:
            break
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert reachable <= set(visited), reachable - set(visited)


def test_the_keyboard_goes_from_what_to_where_to_go_live(shown: Shown) -> None:
    order = []
    widget = shown.window.panels["layers"].findChild(QToolButton, "layers.add")
    assert widget is not None
    first: QWidget = widget
    current: QWidget = widget
    while True:
        order.append(current.objectName())
        following = current.nextInFocusChain()
        if following is None or following is first:
            break
        current = following
    wanted = ["layers.add", "destination.kind", "picture.format", "controls.golive"]

    assert [name for name in order if name in wanted] == wanted


def test_a_destination_that_is_added_stands_in_its_place_for_the_keyboard(shown: Shown) -> None:
    shown.app.studio.destinations.add()

    order: list[str] = []
    current: QWidget | None = shown.window.controls.live_button
    while current is not None and current.objectName() not in order[:1]:
        order.append(current.objectName())
        current = current.nextInFocusChain()
    wanted = ["destination.enabled", "destination.to-2.enabled", "picture.format"]
    assert [name for name in order if name in wanted] == wanted


def test_fields_that_come_later_stand_in_their_place_for_the_keyboard(shown: Shown) -> None:
    editor = shown.app.studio.editor
    after, input_id = add_input(editor.programme, SourceSpec("tone"), "Tone")
    editor.do(Edit.ADD_INPUT, after)
    editor.select(editor.programme.scene.layers[0].id)

    order: list[str] = []
    current: QWidget | None = shown.window.controls.live_button
    while current is not None and current.objectName() not in order[:1]:
        order.append(current.objectName())
        current = current.nextInFocusChain()
    wanted = [
        f"mixer.{input_id}.gain", "health.bitrate", "layers.add", "layers.source.kind",
        "layers.source.display", "layers.opacity", "destination.kind",
    ]  # fmt: skip
    assert [name for name in order if name in wanted] == wanted


@pytest.mark.parametrize("size", [(1280, 800), (1000, 640)])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_column_is_wider_than_its_place(
    shown: Shown, size: tuple[int, int], language: str
) -> None:
    shown.app.language.choose(language)  # type: ignore[arg-type]
    every_source(shown)
    shown.window.resize(*size)

    for area in shown.window.findChildren(QScrollArea):
        content = area.widget()
        assert content is not None
        assert content.minimumSizeHint().width() <= content.width(), area.objectName()
    assert shown.window.minimumSizeHint().width() <= 1000
    assert shown.window.minimumSizeHint().height() <= 640


def test_attention_is_drawn_to_a_field(shown: Shown) -> None:
    shown.window.draw_attention("picture.format")

    focused = shown.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "picture.format"
    shown.window.draw_attention("no.such.field")


@pytest.mark.parametrize(
    ("action", "focused"),
    [
        ("show_sources", "layers.add"),
        ("show_picture", "picture.format"),
        ("show_destination", "destination.kind"),
        ("show_controls", "controls.golive"),
        ("show_health", "health.bitrate"),
        ("show_recording", "recording.record"),
    ],
)
def test_a_shortcut_goes_to_each_part(shown: Shown, action: str, focused: str) -> None:
    shown.window.actions_by_name[action].trigger()

    widget = shown.window.focusWidget()
    assert widget is not None
    assert widget.objectName() == focused


def test_a_whole_broadcast_by_menu(shown: Shown) -> None:
    actions = shown.window.actions_by_name
    assert actions["go_live"].isEnabled()
    assert not actions["stop"].isEnabled()

    actions["go_live"].trigger()
    shown.hears(shown.outside.engine.goes_live)
    assert not actions["go_live"].isEnabled()

    shown.says(PhaseChanged(Phase.RECONNECTING, 1.0, None, 2, 4.0))
    actions["retry_now"].trigger()
    actions["stop"].trigger()
    actions["stop"].trigger()

    kinds = [type(command) for command in shown.outside.engine.sent]
    assert kinds[-2:] == [RetryNow, Stop]


def test_a_recording_and_a_replay_by_menu(shown: Shown) -> None:
    actions = shown.window.actions_by_name
    assert not actions["save_replay"].isEnabled()

    actions["record"].trigger()
    shown.hears(shown.outside.engine.records)
    actions["save_replay"].trigger()
    actions["record"].trigger()

    kinds = [type(command) for command in shown.outside.engine.sent]
    assert kinds[-3:] == [StartRecording, SaveReplay, StopRecording]


def test_another_language_leaves_no_word_behind(shown: Shown, qtbot: QtBot) -> None:
    every_source(shown)

    shown.app.language.choose("ja")

    qtbot.waitUntil(lambda: english_words(shown.window) == [], timeout=3000)


def english_words(window: StudioWindow) -> list[str]:
    """Return the labels that still speak English."""
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return [text for text in texts if text.isascii() and text.isalpha()]


def test_a_destination_that_is_added_is_in_sight(shown: Shown, qtbot: QtBot) -> None:
    window = shown.app.window
    window.resize(1000, 640)
    shown.app.studio.destinations.add()
    panel = window.panels["destination"]
    assert isinstance(panel, DestinationPanel)

    panel.add_address.trigger()

    line = window.findChild(QLineEdit, "destination.to-3.url")
    assert line is not None
    assert window.focusWidget() is line
    column = window.findChild(QScrollArea, "column.left")
    assert column is not None

    def is_in_sight() -> bool:
        top = line.mapTo(column.viewport(), QPoint(0, 0)).y()
        return 0 <= top <= column.viewport().height() - line.height()

    qtbot.waitUntil(is_in_sight)


def test_the_names_that_are_documented_exist(shown: Shown) -> None:
    every_source(shown)
    every_tab(shown)
    text = (ROOT / "docs" / "testing.md").read_text("utf-8")
    table = text.partition("## Names")[2].partition("## The commands")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([a-z.*]+)`", row)}
    made = {each.objectName() for each in shown.window.findChildren(QObject)} | {"window"}

    assert len(documented) > 50
    assert [name for name in sorted(documented) if not fnmatch.filter(made, name)] == []

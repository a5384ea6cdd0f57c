import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import (
    DARK,
    LIGHT,
    Theme,
    ThemeChoice,
    ThemeSwitch,
    apply_theme,
    current_theme,
    make_palette,
    set_role,
    style_sheet,
)


@pytest.fixture(autouse=True)
def _undress(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.styleHints().unsetColorScheme()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_style_sheet_has_no_name_left_and_only_colours_of_the_theme(theme: Theme) -> None:
    sheet = style_sheet(theme)
    known = {
        value for name in Theme.__slots__ if str(value := getattr(theme, name)).startswith("#")
    }

    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= known


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_an_applied_theme_is_the_current_one(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)

    assert current_theme() is theme
    assert qapp.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.text


def test_disabled_text_looks_disabled() -> None:
    palette = make_palette(DARK)

    shown = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)

    assert shown.name().upper() == DARK.disabled


def test_a_role_changes_the_look_of_a_widget_that_is_already_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, DARK)
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("1", window)
    window.show()
    before = label.sizeHint().height()

    set_role(label, "title")

    assert label.sizeHint().height() > before


def test_a_button_shows_its_focus(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Copy", window)
    window.show()
    window.activateWindow()
    plain = button.grab().toImage()

    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    assert button.grab().toImage() != plain


def test_the_switch_applies_what_is_chosen_and_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp)
    assert current_theme() is DARK

    with qtbot.waitSignal(switch.changed) as said:
        switch.choose(ThemeChoice.LIGHT)

    assert said.args == [LIGHT]
    assert current_theme() is LIGHT
    switch.deleteLater()


def test_the_switch_follows_the_system_only_when_asked_to(qtbot: QtBot, qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, ThemeChoice.DARK)
    hints = qapp.styleHints()

    hints.setColorScheme(Qt.ColorScheme.Light)
    assert current_theme() is DARK

    switch.choose(ThemeChoice.SYSTEM)
    assert switch.choice is ThemeChoice.SYSTEM
    is_light = hints.colorScheme() is Qt.ColorScheme.Light
    assert current_theme() is (LIGHT if is_light else DARK)
    switch.deleteLater()


def test_buttons_of_dialogs_have_words_only(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    box.show()

    assert box.button(QDialogButtonBox.StandardButton.Close).icon().isNull()

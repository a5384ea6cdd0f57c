from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.panels.cloud.page import CloudPage
from desktop.store.settings import DestinationChoice
from tests.desktop.cloudtabs import every_tab
from tests.desktop.conftest import Shown
from tests.desktop.test_furniture import interactive


def test_the_cloud_page_is_made_when_it_is_first_looked_at(shown: Shown) -> None:
    assert shown.window.findChild(CloudPage) is None

    shown.window.furniture.pages.switch.buttons["cloud"].click()

    page = shown.window.findChild(CloudPage)
    assert page is not None
    assert page.isVisible()


def test_the_menu_leads_to_both_pages(shown: Shown) -> None:
    actions, pages = shown.window.actions_by_name, shown.window.furniture.pages
    actions["page_cloud"].trigger()
    assert pages.page == "cloud"
    assert actions["page_cloud"].isChecked()

    actions["page_studio"].trigger()

    assert pages.page == "studio"
    assert not actions["page_cloud"].isChecked()
    assert shown.window.controls.isVisible()


def test_the_broadcast_goes_on_behind_the_cloud_page(shown: Shown) -> None:
    shown.is_live()

    shown.window.actions_by_name["page_cloud"].trigger()

    assert shown.app.studio.broadcast.situation.is_on_air
    assert shown.window.actions_by_name["stop"].isEnabled()


def test_the_keyboard_comes_back_to_where_it_was(shown: Shown) -> None:
    shown.window.draw_attention("picture.format")
    pages = shown.window.furniture.pages

    pages.show_page("cloud")
    pages.show_page("studio")

    focused = shown.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "picture.format"


def test_attention_to_the_studio_brings_it_forth(shown: Shown) -> None:
    shown.window.actions_by_name["page_cloud"].trigger()

    shown.app.studio.attention_asked.emit("picture.format")

    assert shown.window.furniture.pages.page == "studio"


def test_a_destination_leads_to_its_architecture(shown: Shown, qtbot: QtBot) -> None:
    shown.app.studio.cloud_asked.emit("live-hls-dash")
    page = shown.window.findChild(CloudPage)
    assert page is not None

    qtbot.waitUntil(lambda: page.detail.subject is not None)

    assert shown.window.furniture.pages.page == "cloud"
    button = page.findChild(QPushButton, "cloud.plan")
    assert button is not None
    assert DestinationChoice().kind == "practice"


def test_both_names_are_said_in_japanese(shown: Shown, qtbot: QtBot) -> None:
    switch = shown.window.furniture.pages.switch
    assert [each.text() for each in switch.buttons.values()] == ["Studio", "Cloud"]


def test_both_names_have_room_in_another_language(shown: Shown, qtbot: QtBot) -> None:
    shown.app.language.choose("ja")
    switch = shown.window.furniture.pages.switch
    qtbot.waitUntil(lambda: switch.buttons["cloud"].text() == "クラウド")

    qtbot.waitUntil(lambda: switch.width() >= switch.sizeHint().width())


def test_no_object_name_of_the_cloud_page_is_given_twice(shown: Shown) -> None:
    every_tab(shown)
    names = Counter(widget.objectName() for widget in interactive(shown.window))

    # Qt's own, of each bar of tabs.
    qt = ("ScrollLeftButton", "ScrollRightButton")
    assert [name for name, count in names.items() if count > 1 and name not in qt] == []


@pytest.mark.parametrize("size", [(1280, 800), (1000, 640)])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_cloud_page_fits_into_every_window(
    shown: Shown, size: tuple[int, int], language: str
) -> None:
    shown.app.language.choose(language)  # type: ignore[arg-type]
    every_tab(shown)
    shown.window.resize(*size)

    assert shown.window.minimumSizeHint().width() <= 1000
    assert shown.window.minimumSizeHint().height() <= 640


def test_the_keyboard_reaches_everything_on_the_cloud_page(shown: Shown) -> None:
    every_tab(shown)
    window = shown.window
    window.resize(1280, 800)
    reachable = {
        widget.objectName()
        for widget in interactive(window)
        if widget.isVisible() and widget.isEnabled()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    button = window.findChild(QPushButton, "cloud.account")
    assert button is not None
    button.setFocus()
    visited: list[str] = []
    for _ in range(200):
        focused = window.focusWidget()
        assert focused is not None
        if focused.objectName() in visited:
            break
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert reachable <= set(visited), reachable - set(visited)

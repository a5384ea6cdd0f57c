from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.panels.cloud.page import CloudPage
from desktop.store.settings import DestinationChoice
from tests.desktop.conftest import Shown


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

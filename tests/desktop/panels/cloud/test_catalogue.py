from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.catalogue import catalogue
from desktop.panels.cloud.catalogue import CataloguePanel
from desktop.panels.cloud.page import CloudPage
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory
from tests.fakes.desk import Desk


def test_every_architecture_has_a_card_in_its_group(page: CloudPage) -> None:
    assert list(page.catalogue.cards) == [each.id for each in catalogue()]
    kinds = {each.about.kind for each in catalogue()}
    assert set(page.catalogue._headings) == kinds


def test_what_aws_has_ended_is_named_with_its_replacement(page: CloudPage) -> None:
    texts = " ".join(label.text() for label in page.catalogue._retired.findChildren(QLabel))

    assert "MediaStore" in texts
    assert "2025-11-13" in texts
    assert "MediaPackage" in texts


def test_a_card_is_chosen(page: CloudPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.catalogue.chosen) as chosen:
        page.catalogue.cards["live-hls-dash"].click()

    assert chosen.args == ["live-hls-dash"]
    assert not page.catalogue.cards["live-ivs"].isChecked()


def test_own_stacks_are_seen_on_the_card(page: CloudPage, desk: Desk) -> None:
    desk.cloud.board.put(stacks={"show": cloudstory.ready("show")})

    assert "show: ready" in page.catalogue.cards["live-ivs"].accessibleName()


def test_a_catalogue_that_can_not_be_read_says_why(desk: Desk, show: Shown) -> None:
    desk.cloud_door.error = TemplateError(
        ErrorCode.TEMPLATE_INVALID, pattern="a.yaml", reason="it is empty"
    )
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    panel = CataloguePanel(desk.cloud)
    show(panel)
    assert "a.yaml" in panel._problem.text()
    assert panel.retry_button.isVisible()

    desk.hears(panel.retry_button.click)

    assert panel.cards
    assert not panel.retry_button.isVisible()


def test_until_it_is_read_it_says_so(desk: Desk, show: Shown) -> None:
    panel = CataloguePanel(desk.cloud)
    show(panel)

    assert panel._state.isVisible()
    assert panel.cards == {}

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from desktop.dialogs.cloudaccount import AccountDialog
from desktop.dialogs.cloudmails import MailsDialog
from desktop.panels.cloud.page import CloudPage
from tests.desktop.conftest import Shown as App
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory
from tests.fakes.cloud import NOW
from tests.fakes.desk import Desk


def test_it_begins_with_what_was_looked_at_last(page: CloudPage, desk: Desk) -> None:
    page.catalogue.cards["live-hls-dash"].click()

    assert desk.keeper.settings.cloud.pattern == "live-hls-dash"
    assert page.detail.subject is not None
    assert page.detail.subject.pattern.id == "live-hls-dash"


def test_it_is_made_in_slices(desk: Desk, show: Shown) -> None:
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    page = CloudPage(desk.studio)
    show(page)
    assert page.isVisible()
    assert page.detail.pages == {}

    desk.cloud.choose_pattern("monitoring")  # it comes with the last slice
    assert page.detail.subject is None
    page.finish()

    assert len(page.detail.pages) == 8
    assert page.detail.isVisible()
    assert page.detail.subject is not None
    assert page.detail.subject.pattern.id == "monitoring"


def test_an_architecture_can_be_asked_for_from_elsewhere(page: CloudPage, desk: Desk) -> None:
    desk.cloud.choose_pattern("monitoring")

    assert page.catalogue.cards["monitoring"].isChecked()


def test_the_account_is_asked_only_while_the_page_is_seen(page: CloudPage, desk: Desk) -> None:
    assert desk.cloud.account._timer.isActive()

    page.hide()

    assert not desk.cloud.account._timer.isActive()


def test_its_dialogs_open(page: CloudPage) -> None:
    page.headline.account_button.click()
    page.rehearsal.mails_button.click()

    assert page.findChild(AccountDialog) is not None
    assert page.findChild(MailsDialog) is not None


def test_everything_that_can_be_used_has_a_name_and_a_name_to_be_read_out(
    page: CloudPage,
) -> None:
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
    nameless = []
    for widget in page.findChildren(QWidget):
        is_part = isinstance(widget.parentWidget(), kinds) or widget.objectName().startswith("qt_")
        can_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_part = is_part or widget.window() is not page.window()
        if is_part or not (isinstance(widget, kinds) or can_focus):
            continue
        if not widget.objectName() or (widget.isVisible() and not widget.accessibleName()):
            nameless.append(f"{type(widget).__name__} {widget.objectName()!r}")

    assert not nameless


def test_the_window_keeps_its_least_size_with_it(shown: App) -> None:
    pages = shown.window.furniture.pages
    pages.show_page("cloud")
    page = shown.window.findChild(CloudPage)
    assert page is not None
    page.finish()
    shown.app.mailbox.drain_all()

    assert shown.window.minimumSizeHint().width() <= 1000
    assert shown.window.minimumSizeHint().height() <= 640


def test_what_begins_to_run_moves_no_button_under_the_mouse(page: CloudPage, desk: Desk) -> None:
    def places() -> list[QPoint]:
        layout = page.layout()
        assert layout is not None
        layout.activate()
        QCoreApplication.sendPostedEvents()
        seen = (page.detail.deeds.buttons["plan"], page.detail.tabs.tabs, page.catalogue)
        return [each.mapTo(page, QPoint()) for each in seen]

    page.resize(1000, 600)
    before = places()
    desk.cloud.board.put(running=(cloudstory.running(),), asked_at=NOW)

    assert page.running.isVisible()
    assert places() == before

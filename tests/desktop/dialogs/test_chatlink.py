import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.dialogs.chatlink import LinkDialog


def asked(link: str, stage: QWidget, opened: list[QUrl] | None = None) -> LinkDialog:
    dialog = LinkDialog(link, stage, open_url=([] if opened is None else opened).append)
    dialog.open()
    return dialog


def test_enter_alone_opens_nothing(stage: QWidget) -> None:
    opened: list[QUrl] = []
    dialog = asked("https://example.com/a?b=c", stage, opened)
    assert dialog.host.text() == "example.com"
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert opened == []
    assert not dialog.isVisible()


def test_enter_on_the_button_opens_nothing_either(stage: QWidget) -> None:
    opened: list[QUrl] = []
    dialog = asked("https://example.com/", stage, opened)
    dialog.open_button.setFocus()
    QTest.keyClick(dialog.open_button, Qt.Key.Key_Return)

    assert opened == []


def test_its_own_button_opens_it(stage: QWidget) -> None:
    opened: list[QUrl] = []
    asked("https://example.com/", stage, opened).open_button.click()

    assert [url.toString() for url in opened] == ["https://example.com/"]


@pytest.mark.parametrize(
    ("link", "host", "warns"),
    [
        ("https://xn--pple-43d.com/", "xn--pple-43d.com", True),
        ("https://аpple.com/", "xn--pple-43d.com", True),
        ("https://example.com@evil.example/", "evil.example", True),
        ("https://例え.jp/", "xn--r8jz45g.jp", True),
        ("https://example.com/", "example.com", False),
    ],
)
def test_an_odd_host_is_shown_as_the_network_knows_it(
    stage: QWidget, link: str, host: str, warns: bool
) -> None:
    dialog = asked(link, stage)

    assert dialog.host.text() == host
    assert bool(dialog.warning.text()) is warns


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://", "x"])
def test_only_web_pages_can_be_opened(stage: QWidget, link: str) -> None:
    dialog = asked(link, stage)

    assert not dialog.open_button.isEnabled()


def test_the_address_can_be_copied_and_is_never_markup(stage: QWidget) -> None:
    dialog = asked("https://example.com/<b>bold</b>", stage)
    dialog.copy_button.click()

    assert QGuiApplication.clipboard().text() == "https://example.com/<b>bold</b>"
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel)
    )

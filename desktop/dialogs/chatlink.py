"""Shows where a link from the chat leads before anything is opened."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 400
_SCHEMES = ("http", "https")
_LONGEST_SHOWN = 300
_PLAIN = Qt.TextFormat.PlainText


class LinkDialog(QDialog):
    """The host large, as the network knows it; opened by its own button, never by Enter alone."""

    def __init__(
        self,
        link: str,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chat.link")
        self.setWindowTitle(self.tr("Open this link?"))
        self._url = QUrl(link)
        self._link = link
        self._open_url = open_url
        self.host = self._label("chat.link.host", "title", self._host() or self.tr("No address"))
        self.warning = self._label("chat.link.warning", "problem", self._warning())
        self.warning.setVisible(bool(self.warning.text()))
        shown = link if len(link) <= _LONGEST_SHOWN else f"{link[:_LONGEST_SHOWN]}…"
        # Long addresses have no spaces to break at; zero-width ones are added for the eye only.
        whole = self._label("chat.link.address", "muted", "\u200b".join(shown))
        whole.setAccessibleName(shown)
        box = QDialogButtonBox(self)
        self.copy_button = self._button(box, "copy", self.tr("Copy"))
        self.open_button = self._button(box, "open", self.tr("Open in the browser"))
        self.cancel_button = self._button(box, "cancel", self.tr("Cancel"))
        self.cancel_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self.open_button.clicked.connect(self._open)
        self.cancel_button.clicked.connect(self.reject)
        self.open_button.setEnabled(self.can_open)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (self.host, self.warning, whole, box):
            rows.addWidget(widget)
        self.setMinimumWidth(WIDTH_PX)
        self.finished.connect(self.deleteLater)
        self.cancel_button.setFocus()

    @property
    def can_open(self) -> bool:
        """Whether it is a web page's address."""
        return self._url.scheme().lower() in _SCHEMES and bool(self._host())

    def _label(self, name: str, role: str, text: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        # What comes from the network is never markup.
        label.setTextFormat(_PLAIN)
        label.setText(text)
        label.setWordWrap(True)
        set_role(label, role)
        return label

    def _button(self, box: QDialogButtonBox, name: str, text: str) -> QPushButton:
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"chat.link.{name}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button

    def _host(self) -> str:
        return self._url.host(QUrl.ComponentFormattingOption.FullyEncoded)

    def _warning(self) -> str:
        if not self.can_open:
            return self.tr("This is not the address of a web page.")
        written = self._url.host(QUrl.ComponentFormattingOption.FullyDecoded)
        if self._host().startswith("xn--") or ".xn--" in self._host():
            return self.tr(
                "The name is written “{name}”; its letters may look like those of another site."
            ).format(name=written)
        if self._url.userInfo():
            return self.tr("What stands before the @ is not the site.")
        return ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.reject()

    def _open(self) -> None:
        self.accept()
        self._open_url(self._url)

"""The way to what viewers see: copy the link, open the page."""

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.bridges.studio import Studio
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING


class ViewerLink(QWidget):
    """Two buttons; usable where the viewers' page is known, as it is in practice."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controls.viewers")
        self._studio = studio
        self.copy_button = QPushButton(self)
        self.copy_button.setObjectName("controls.copylink")
        self.watch_button = QPushButton(self)
        self.watch_button.setObjectName("controls.watch")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self.copy_button, 1)
        row.addWidget(self.watch_button, 1)
        self.copy_button.clicked.connect(self.copy)
        self.watch_button.clicked.connect(self.open)
        studio.choices_changed.connect(self._show)
        studio.broadcast.situation_changed.connect(self._show)
        self._retext()
        self._show()

    @property
    def link(self) -> str:
        """Address of the first destination's viewers' page that is known; else empty."""
        situation = self._studio.broadcast.situation
        if situation.is_on_air:
            known = [view.destination for view in situation.destinations.values()]
            used = [each.id for each in known if each is not None and each.ingest == "practice"]
        else:
            enabled = self._studio.destinations.enabled
            used = [choice.id for choice in enabled if choice.kind == "practice"]
        channels = self._studio.practice.view.channels
        return next((channels[each].watch_url for each in used if each in channels), "")

    def copy(self) -> None:
        """Put the link on the clipboard."""
        if self.link:
            QGuiApplication.clipboard().setText(self.link)

    def open(self) -> None:
        """Open the page in the browser."""
        if self.link:
            QDesktopServices.openUrl(QUrl(self.link))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self.copy_button.setIcon(make_icon(IconName.COPY))
        super().changeEvent(event)

    def _show(self) -> None:
        for button in (self.copy_button, self.watch_button):
            button.setEnabled(bool(self.link))
            button.setToolTip(self.link)

    def _retext(self) -> None:
        self.copy_button.setIcon(make_icon(IconName.COPY))
        self.copy_button.setText(self.tr("Copy link"))
        self.copy_button.setAccessibleName(self.tr("Copy the viewers' link"))
        self.watch_button.setText(self.tr("Watch"))
        self.watch_button.setAccessibleName(self.tr("Open the viewers' page"))

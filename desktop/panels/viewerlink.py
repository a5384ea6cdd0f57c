"""The way to what viewers see: copy the link, open the page."""

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.bridges.studio import Studio
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING


class ViewerLink(QWidget):
    """Two buttons; usable where the viewers' page is known."""

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
        """Address of the first destination's viewers' page that is known; else empty.

        A cloud channel's is known on air: it comes with the key.
        """
        situation = self._studio.broadcast.situation
        if situation.is_on_air:
            views = situation.destinations.values()
            used = [view.destination.id for view in views if view.destination is not None]
        else:
            used = [choice.id for choice in self._studio.destinations.enabled]
        links = (self._link_of(each, is_on_air=situation.is_on_air) for each in used)
        return next(filter(None, links), "")

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

    def _link_of(self, destination_id: str, *, is_on_air: bool) -> str:
        choice = self._studio.destinations.choice(destination_id)
        if choice.kind == "cloud":
            channel = choice.cloud if is_on_air else None
            place = self._studio.places.of(channel) if channel is not None else None
            return "" if place is None else place.watch_url
        found = self._studio.practice.view.channels.get(destination_id)
        return "" if found is None else found.watch_url

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

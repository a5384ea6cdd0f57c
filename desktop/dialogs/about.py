"""Which Livedesk this is, and what it is built on."""

from importlib.metadata import version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING, set_role

ICON_PX = 64


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Livedesk"))
        icon = QLabel(self)
        icon.setPixmap(make_icon(IconName.LIVEDESK).pixmap(ICON_PX, ICON_PX))
        title = QLabel(f"Livedesk {version('livedesk')}", self)
        set_role(title, "title")
        self.words = QLabel(
            self.tr(
                "Desktop broadcaster and control room for Amazon IVS and AWS Elemental MediaLive.\n"
                "Livedesk is under the Apache License 2.0; it uses Qt {qt} (LGPL-3.0) and FFmpeg "
                "with x264 (GPL)."
            ).format(qt=qVersion()),
            self,
        )
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(420)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("about.close")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (icon, title, self.words, buttons):
            rows.addWidget(widget)

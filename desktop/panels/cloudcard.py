"""A destination that is a channel of the cloud: its stack and account, and no key to type."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.cloudwords import region_title
from desktop.store.cloudchoice import CloudChannel
from desktop.widgets.tokens import SPACING, set_role


class CloudCard(QWidget):
    """Words and a way to the cloud page.

    Signals:
        cloud_wanted(): show the stack.
    """

    cloud_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the object names of its parts begin with."""
        super().__init__(parent)
        self.setObjectName(name)
        self._channel: CloudChannel | None = None
        self.words = QLabel(self)
        self.words.setObjectName(f"{name}.words")
        self.words.setWordWrap(True)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        set_role(self._hint, "hint")
        self.show_button = QPushButton(self)
        self.show_button.setObjectName(f"{name}.show")
        set_role(self.show_button, "quiet")
        self.show_button.clicked.connect(self.cloud_wanted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.tight)
        for widget in (self.words, self._hint, self.show_button):
            rows.addWidget(widget)
        self._retext()

    def show_channel(self, channel: CloudChannel | None) -> None:
        """Show which one it is."""
        self._channel = channel
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _retext(self) -> None:
        self.words.setText(self._channel_words())
        self._hint.setText(
            self.tr("Address and key are fetched when you go live, and kept in memory only.")
        )
        self.show_button.setText(self.tr("Show it on the cloud page"))
        self.show_button.setAccessibleName(self.tr("Show this channel on the cloud page"))

    def _channel_words(self) -> str:
        channel = self._channel
        if channel is None:
            return self.tr("No channel is chosen yet. Make one on the cloud page.")
        account = channel.account
        place = region_title(account.region)
        if account.is_practice:
            return self.tr("{stack} in the practice account, {region}").format(
                stack=channel.stack, region=place
            )
        return self.tr("{stack} in the account of {profile}, {region}").format(
            stack=channel.stack, profile=account.profile, region=place
        )

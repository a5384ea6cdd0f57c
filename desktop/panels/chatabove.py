"""What stands above the messages: the pinned one, and the open question."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.panels.chatpin import PinCard
from desktop.panels.chatpollcard import PollCard
from desktop.widgets.tokens import SPACING


class ChatAbove(QWidget):
    """Takes no room without either; where there is little it goes while something else is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.above")
        self.pin, self.poll = PinCard(self), PollCard(self)
        self._is_low = False
        self._is_reading = True
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.pin)
        rows.addWidget(self.poll)
        self.fit()

    def tick(self, now_ms: float) -> None:
        """Count down; `now_ms` is UTC."""
        self.pin.tick(now_ms)
        self.poll.tick(now_ms)
        self.fit()

    def set_low(self, is_low: bool) -> None:
        """Show all of them, or where there is little height one line of each."""
        self._is_low = is_low
        self.pin.set_low(is_low)
        self.poll.set_low(is_low)
        self.fit()

    def set_reading(self, is_reading: bool) -> None:
        """Tell whether the messages are shown below, or something else."""
        self._is_reading = is_reading
        self.fit()

    def fit(self) -> None:
        """Take room, or none."""
        has_any = not (self.pin.isHidden() and self.poll.isHidden())
        self.setVisible(has_any and (self._is_reading or not self._is_low))
        self._rows.activate()  # what is below moves once, not twice

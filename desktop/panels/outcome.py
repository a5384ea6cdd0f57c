"""What a finished broadcast was, in a few lines."""

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import Summary

ROWS = 6


class Outcome(QWidget):
    """Duration, frames, losses by cause, reconnects; hidden until a broadcast has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controls.outcome")
        self._summary: Summary | None = None
        self._title = QLabel(self)
        set_role(self._title, "heading")
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, SPACING.small, 0, 0)
        self._form.setHorizontalSpacing(SPACING.normal)
        self._form.setVerticalSpacing(SPACING.hair)
        self._form.addRow(self._title)
        self._rows = [(QLabel(self), QLabel(self)) for _ in range(ROWS)]
        for label, value in self._rows:
            set_role(label, "muted")
            self._form.addRow(label, value)
        self.hide()

    def show_summary(self, summary: Summary | None) -> None:
        """Show `summary`, or nothing: also of one that was refused before its first picture."""
        if summary is not None and not any(each.frames_sent for each in summary.destinations):
            summary = None
        self._summary = summary
        self.setVisible(summary is not None)
        if summary is not None:
            self._write(summary)

    def text(self) -> str:
        """Return everything shown, a line for each row."""
        return "\n".join(f"{label.text()}: {value.text()}" for label, value in self._rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._summary is not None:
            self._write(self._summary)
        super().changeEvent(event)

    def _write(self, summary: Summary) -> None:
        number = QLocale().toString
        drops = summary.drops
        self._title.setText(self.tr("Last broadcast"))
        texts = (
            (self.tr("Duration"), duration(summary.seconds_live)),
            (
                self.tr("Frames sent"),
                self.tr("{sent} of {encoded}").format(
                    sent=number(summary.main.frames_sent), encoded=number(summary.frames_encoded)
                ),
            ),
            (self.tr("Repeated, composed late"), number(drops.render)),
            (self.tr("Skipped by the encoder"), number(drops.encoder)),
            (self.tr("Dropped by the network"), number(drops.network)),
            (self.tr("Reconnects"), number(sum(each.reconnects for each in summary.destinations))),
        )
        for (label, value), (title, text) in zip(self._rows, texts, strict=True):
            label.setText(title)
            value.setText(text)
        self.setAccessibleName(self.tr("Last broadcast"))
        self.setAccessibleDescription(self.text())


def duration(seconds: float) -> str:
    """Return seconds as H:MM:SS."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"

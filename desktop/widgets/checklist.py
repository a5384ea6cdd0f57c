"""A list of steps, each with its state in shape and words, and what to do where one failed."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.tokens import SPACING, Theme, current_theme, set_role


class RowState(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


_GLYPHS = {
    RowState.WAITING: Glyph.RING,
    RowState.RUNNING: Glyph.ARC,
    RowState.DONE: Glyph.CHECK,
    RowState.FAILED: Glyph.CROSS,
}
_GLYPH_PX = 18
_TURN_MS = 60
_TURN_DEG = 18.0


class Checklist(QWidget):
    """Rows with a key each; one tab stop, Up and Down move between the rows.

    Signals:
        action_requested(str): the button of the row with this key was pressed.
    """

    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ChecklistRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACING.hair)
        self._layout.addStretch(1)
        self._turner = QTimer(self)
        self._turner.setInterval(_TURN_MS)
        self._turner.timeout.connect(self._on_turn)

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows' keys from top to bottom."""
        return tuple(self._rows)

    def row(self, key: str) -> "ChecklistRow":
        """Return one row; raises KeyError."""
        return self._rows[key]

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Replace all rows by these (key, translated title), waiting."""
        for row in self._rows.values():
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        prefix = self.objectName() or "checklist"
        for key, title in rows:
            row = ChecklistRow(title, self)
            row.setObjectName(f"{prefix}.{key}")
            row.button.setObjectName(f"{prefix}.{key}.action")
            row.button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key))
            self._rows[key] = row
            self._layout.insertWidget(self._layout.count() - 1, row)
        if self._rows:
            next(iter(self._rows.values())).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keep_turning()

    def set_title(self, key: str, title: str) -> None:
        """Say the title of a row in another language."""
        self._rows[key].set_title(title)

    def set_state(
        self, key: str, state: RowState, detail: str = "", hint: str = "", *, action: str = ""
    ) -> None:
        """Show how a step is: what happened, what to do, and a button text (translated)."""
        self._rows[key].set_state(state, detail, hint, action)
        self._keep_turning()

    def reset(self) -> None:
        """Set all rows back to waiting."""
        for key in self._rows:
            self.set_state(key, RowState.WAITING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = list(self._rows.values())
        focused = [at for at, row in enumerate(rows) if row.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        target = rows[min(len(rows) - 1, max(0, focused[0] + step))]
        for row in rows:
            row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        target.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for row in self._rows.values():
                row.announce()
        super().changeEvent(event)

    def _keep_turning(self) -> None:
        is_running = any(row.state is RowState.RUNNING for row in self._rows.values())
        if is_running and not self._turner.isActive():
            self._turner.start()
        elif not is_running:
            self._turner.stop()

    def _on_turn(self) -> None:
        for row in self._rows.values():
            if row.state is RowState.RUNNING:
                row.turn(_TURN_DEG)


class ChecklistRow(QWidget):
    """One step; made by Checklist."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = RowState.WAITING
        self.button = QPushButton(self)
        self._title = QLabel(title, self)
        self._state_word = QLabel(self)
        self._detail = _wrapping_label(self)
        self._hint = _wrapping_label(self)
        self._glyph = _StateGlyph(self)
        set_role(self._state_word, "muted")
        set_role(self._hint, "hint")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._arrange()
        self.set_state(RowState.WAITING)

    @property
    def detail(self) -> str:
        """What happened, as shown."""
        return self._detail.text()

    @property
    def hint(self) -> str:
        """What to do, as shown."""
        return self._hint.text()

    def set_title(self, title: str) -> None:
        """Name the step."""
        self._title.setText(title)
        self.announce()

    def set_state(
        self, state: RowState, detail: str = "", hint: str = "", action: str = ""
    ) -> None:
        """See Checklist.set_state."""
        self.state = state
        self._glyph.show_state(state)
        for label, text in ((self._detail, detail), (self._hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        set_role(self._detail, "problem" if state is RowState.FAILED else "muted")
        set_role(self._title, "muted" if state is RowState.WAITING else "")
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.announce()

    def announce(self) -> None:
        """Say state and texts anew, in the present language."""
        word = self._word()
        self._state_word.setText(word)
        title = self._title.text()
        self.setAccessibleName(f"{title}: {word}")
        self.setAccessibleDescription(" ".join(filter(None, (self.detail, self.hint))))
        self.button.setAccessibleName(f"{self.button.text()}: {title}")

    def turn(self, degrees: float) -> None:
        """Turn the shape of a running step on."""
        self._glyph.turn(degrees)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(current_theme().accent))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, SPACING.radius, SPACING.radius)
        painter.end()

    def _word(self) -> str:
        match self.state:
            case RowState.WAITING:
                return self.tr("waiting")
            case RowState.RUNNING:
                return self.tr("running")
            case RowState.DONE:
                return self.tr("done")
            case RowState.FAILED:
                return self.tr("failed")

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACING.small, SPACING.tight, SPACING.small, SPACING.tight)
        grid.setHorizontalSpacing(SPACING.normal)
        grid.setVerticalSpacing(SPACING.hair)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._glyph, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._state_word, 0, 2)
        grid.addWidget(self._detail, 1, 1, 1, 2)
        grid.addWidget(self._hint, 2, 1, 1, 2)
        grid.addWidget(self.button, 3, 1, Qt.AlignmentFlag.AlignLeft)


class _StateGlyph(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = RowState.WAITING
        self._turn_deg = 0.0
        self.setFixedSize(QSize(_GLYPH_PX, _GLYPH_PX))

    def show_state(self, state: RowState) -> None:
        self._state = state
        self.update()

    def turn(self, degrees: float) -> None:
        self._turn_deg = (self._turn_deg + degrees) % 360.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = QColor(_colour(self._state, current_theme()))
        draw_glyph(painter, _GLYPHS[self._state], QRectF(self.rect()), colour, self._turn_deg)
        painter.end()


def _wrapping_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _colour(state: RowState, theme: Theme) -> str:
    return {
        RowState.WAITING: theme.muted,
        RowState.RUNNING: theme.accent,
        RowState.DONE: theme.good,
        RowState.FAILED: theme.bad,
    }[state]

"""Where everything of a plot stands: words above, lines in the middle, time below, a notice."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.plotheader import PlotHeader
from desktop.widgets.timeruler import AXIS_PX, RIGHT_PX, TimeRuler
from desktop.widgets.tokens import SPACING, current_theme, set_role


class PlotFrame(QWidget):
    """A plot without its lines: focusable, with a blank area until `set_canvas`."""

    def __init__(self, span_s: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PlotHeader(self)
        self._place = QWidget(self)
        self._has_canvas = False
        self._notice = QLabel(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACING.small, SPACING.tight, SPACING.small, SPACING.hair)
        self._layout.setSpacing(SPACING.hair)
        self._layout.addWidget(self._header)
        self._layout.addWidget(self._place, 1)
        self._layout.addWidget(TimeRuler(span_s, self))
        self._place.setMinimumSize(40, 30)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for quiet in (self._notice, self._place):
            quiet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def header(self) -> PlotHeader:
        """Title, headline and legend as shown."""
        return self._header

    @property
    def notice(self) -> str:
        """The words over the lines; empty while there is nothing to say."""
        return self._notice.text()

    @property
    def area(self) -> QRectF:
        """Where the lines are, in this widget's coordinates."""
        return QRectF(self._place.geometry()).adjusted(AXIS_PX, 0, -RIGHT_PX, 0)

    def set_canvas(self, canvas: QWidget) -> None:
        """Put `canvas` in place of the blank area."""
        self._layout.replaceWidget(self._place, canvas)
        self._place.deleteLater()
        self._place = canvas
        self._has_canvas = True
        canvas.show()
        self._notice.raise_()

    def set_notice(self, text: str, *, is_quiet: bool = False) -> None:
        """Write `text` over the lines, quietly where there are none; empty removes it."""
        role = "quiet-notice" if is_quiet else "notice"
        if role != self._notice.property("role"):
            set_role(self._notice, role)
        if text != self._notice.text():
            self._notice.setText(text)
            self._place_notice()
        self._notice.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.activate()
        self._place_notice()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        if not self._has_canvas:  # a hint of what will stand here
            for share in (0.0, 0.5, 1.0):
                y = round(self.area.top() + share * (self.area.height() - 1))
                line = QRectF(self.area.left(), y, self.area.width(), 1)
                painter.fillRect(line, QColor(theme.grid))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent))
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, SPACING.radius, SPACING.radius)
        painter.end()

    def _place_notice(self) -> None:
        """Centre it, on one line where that fits."""
        area = self.area.toRect()
        self._notice.ensurePolished()
        self._notice.setWordWrap(False)
        if self._notice.sizeHint().width() > area.width():
            self._notice.setWordWrap(True)
        self._notice.setMaximumWidth(max(1, area.width()))
        self._notice.adjustSize()
        spot = self._notice.rect()
        spot.moveCenter(area.center())
        self._notice.setGeometry(spot)

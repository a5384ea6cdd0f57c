"""The sign beside the system's clock: on air or not, what can be done, and a word when it matters.

It speaks up only while the window can't be seen; where the system has no tray it does nothing.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop.widgets.badge import Air
from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import current_theme

ICON_PX = 64
_MARK = QRectF(30, 30, 34, 34)
_TOAST_MS = 8000


class Tray(QObject):
    """One tray icon for one window.

    Signals:
        show_asked(): the user pressed the icon or a toast: bring the window to the front.
    """

    show_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        actions: Iterable[QAction],
        icon: QSystemTrayIcon,
        *,
        is_available: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._air = Air.OFF_AIR
        self._is_recording = False
        self._icon = icon
        self._is_available = is_available
        self.menu = QMenu(window)
        self.menu.setObjectName("tray.menu")
        self._show_action = self.menu.addAction("")
        self._show_action.setObjectName("tray.show")
        self._show_action.triggered.connect(self.show_asked)
        self.menu.addSeparator()
        self.menu.addActions(list(actions))
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.show_asked)
        self._retext()
        window.installEventFilter(self)
        if is_available:
            self._icon.show()

    @property
    def words(self) -> str:
        """What the icon says when it is pointed at."""
        return self._icon.toolTip()

    @property
    def is_heard(self) -> bool:
        """What is said here reaches somebody: there is a tray, and the window can't be seen."""
        is_seen = self._window.isActiveWindow() and not self._window.isMinimized()
        return self._is_available and not is_seen

    def show_state(self, air: Air, is_recording: bool) -> None:
        """Draw whether anybody can see this, and whether it is being recorded."""
        if (air, is_recording) != (self._air, self._is_recording):
            self._air, self._is_recording = air, is_recording
            self._retext()

    def toast(self, title: str, text: str) -> bool:
        """Say this beside the clock, unless the window can be seen anyway; return whether."""
        if not self.is_heard:
            return False
        self._icon.showMessage(title, text, self._icon.icon(), _TOAST_MS)
        return True

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        return super().eventFilter(watched, event)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.show_asked.emit()

    def _retext(self) -> None:
        self._show_action.setText(self.tr("Show Livedesk"))
        self._icon.setToolTip(f"Livedesk: {self._state_words()}")
        self._icon.setIcon(_drawn(self._air, self._is_recording))

    def _state_words(self) -> str:
        words = {
            Air.OFF_AIR: self.tr("off air"),
            Air.PRACTICE: self.tr("practice"),
            Air.LIVE: self.tr("live"),
            Air.RECONNECTING: self.tr("reconnecting"),
        }[self._air]
        return self.tr("{state}, recording").format(state=words) if self._is_recording else words


def _drawn(air: Air, is_recording: bool) -> QIcon:
    """Return the program's icon with a mark whose shape tells the state, not only its colour."""
    theme = current_theme()
    marks = {
        Air.LIVE: (Glyph.DOT, theme.live),
        Air.PRACTICE: (Glyph.DASHED_RING, theme.practice),
        Air.RECONNECTING: (Glyph.TURNING, theme.reconnecting),
    }
    mark = marks.get(air, (Glyph.DOT, theme.warning) if is_recording else None)
    pixmap = QPixmap(make_icon(IconName.LIVEDESK).pixmap(ICON_PX, ICON_PX))
    if mark is not None:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.window))
        painter.setPen(QColor(theme.window))
        painter.drawEllipse(_MARK)
        draw_glyph(painter, mark[0], _MARK.adjusted(3, 3, -3, -3), QColor(mark[1]))
        painter.end()
    return QIcon(pixmap)

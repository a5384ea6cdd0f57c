"""Where the chat stands in the window: a tab beside the setup, or in a wide window its own column.

It moves only when the window's width says so, and comes forth only when the user asks for it.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.bridges.chat import Chat
from desktop.widgets.tabbedcolumn import TabbedColumn
from desktop.widgets.tokens import SPACING

WIDE_PX = 1500
"""From this width of the window on the chat has a column of its own."""
USUAL_PX, LEAST_PX, MOST_PX = 320, 280, 640
MOST_COUNTED = 999
KEEP_AFTER_MS = 500
SETUP, CHAT = "setup", "chat"


class ChatPlace(QObject):
    """Puts one panel into one of two places, and remembers whether it is wanted at all.

    Signals:
        shown_changed(bool): the chat can be seen, or can't any more.
    """

    shown_changed = Signal(bool)

    def __init__(
        self, chat: Chat, window: QWidget, panel: QWidget, left: TabbedColumn, body: QWidget
    ) -> None:
        """`left` holds the setup already; `body` is everything the chat's own column is beside."""
        super().__init__(window)
        self._chat = chat
        self._window = window
        self._panel = panel
        self._left = left
        self._unread = 0
        self._tab = QWidget()
        self._own = QWidget()
        QHBoxLayout(self._tab).setContentsMargins(0, 0, SPACING.tight, 0)
        QHBoxLayout(self._own).setContentsMargins(0, SPACING.tight, SPACING.normal, 0)
        left.add(CHAT, self._tab)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, window)
        self.splitter.setObjectName("chat.splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(body)
        self.splitter.addWidget(self._own)
        self.splitter.setStretchFactor(0, 1)
        self._own.setMinimumWidth(LEAST_PX)
        self._own.setMaximumWidth(MOST_PX)
        self._told_shown = False
        self._kept_px = chat.situation.taste.width_px or USUAL_PX
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.timeout.connect(self.keep_width)
        self.splitter.splitterMoved.connect(lambda *_: self._keep_timer.start(KEEP_AFTER_MS))
        left.page_changed.connect(lambda _: self._tell())
        chat.situation_changed.connect(lambda _: self._arrange())
        window.installEventFilter(self)
        self.retext()
        self._arrange()

    @property
    def is_wide(self) -> bool:
        """The window has room for a column of its own."""
        return self._window.width() >= WIDE_PX

    @property
    def is_shown(self) -> bool:
        """The chat can be seen."""
        if not self._chat.situation.taste.is_shown:
            return False
        return self.is_wide or self._left.page == CHAT

    def toggle(self) -> None:
        """Bring the chat forth and the keyboard with it, or put it away where it can be seen."""
        if self.is_shown:
            self._want(False)
        else:
            self.show_chat()

    def show_chat(self) -> None:
        """Bring the chat forth, and the keyboard with it."""
        self._want(True)
        self._left.show_page(CHAT)
        self._tell()
        self._panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def make_room_for(self, widget: QWidget) -> None:
        """Show the tab that this widget stands on."""
        if self._panel.isAncestorOf(widget):
            self._want(True)
        self._left.show_page_of(widget)

    def show_unread(self, new: int, mentions: int) -> None:
        """Say on the tab how much has come since the end of the chat was seen."""
        if new != self._unread:
            self._unread = new
            self.retext()

    def retext(self) -> None:
        """Say every text in the present language."""
        self._left.tabs.setAccessibleName(self.tr("Setup and chat"))
        self._left.set_title(SETUP, self.tr("Setup"))
        chat = self.tr("Chat")
        count = str(self._unread) if self._unread <= MOST_COUNTED else f"{MOST_COUNTED}+"
        counted = self.tr("Chat ({count})").format(count=count)
        self._left.set_title(CHAT, counted if self._unread else chat)

    def keep_width(self) -> None:
        """Remember how wide the user has made the column."""
        self._keep_timer.stop()
        if self._own.isVisible() and self._own.width() != self._kept_px:
            self._kept_px = self._own.width()
            self._chat.way.change_taste(width_px=self._kept_px)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    # ---- private ----

    def _want(self, is_wanted: bool) -> None:
        if self._chat.situation.taste.is_shown != is_wanted:
            self._chat.way.change_taste(is_shown=is_wanted)

    def _arrange(self) -> None:
        is_wanted = self._chat.situation.taste.is_shown
        home = self._own if self.is_wide else self._tab
        focus = self._window.focusWidget()
        moves = self._panel.parentWidget() is not home
        has_focus = moves and focus is not None and self._panel.isAncestorOf(focus)
        self._left.set_available(CHAT, is_wanted and not self.is_wide)
        layout = home.layout()
        if moves and layout is not None:
            layout.addWidget(self._panel)
            self._panel.show()
        opens = self._own.isHidden()
        self._own.setVisible(is_wanted and self.is_wide)
        if opens and not self._own.isHidden():
            width = min(MOST_PX, max(LEAST_PX, self._kept_px))
            self.splitter.setSizes([max(self._window.width(), WIDE_PX) - width, width])
        if has_focus and focus is not None:
            self._left.show_page(CHAT)
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        if self.is_shown != self._told_shown:
            self._told_shown = self.is_shown
            self.shown_changed.emit(self._told_shown)

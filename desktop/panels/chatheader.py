"""The head of the chat: how it is connected, what is on, who watches, and the buttons."""

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatstate import StateWords
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.statuslamp import StatusLamp
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

ICON_PX = 16


class ChatHeader(QWidget):
    """Two lines; the second keeps its room though nothing may be known yet.

    Signals:
        search_asked(), health_asked(bool), moderation_asked(), menu_asked(): buttons were pressed.
    """

    search_asked = Signal()
    health_asked = Signal(bool)
    moderation_asked = Signal()
    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.header")
        self._title = ""
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName("chat.lamp")
        self.lamp.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title = QLabel(self)
        self.title.setObjectName("chat.title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(ui_font(FONT_SIZES.body, is_bold=True))
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.viewers = QLabel(self)
        self.viewers.setObjectName("chat.viewers")
        self.viewers.setFont(ui_font(FONT_SIZES.small))
        set_role(self.viewers, "muted")
        self.search = self._button("search")
        self.health = self._button("health")
        self.health.setCheckable(True)
        self.moderation = self._button("moderation")
        self.moderation.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = self._button("menu")
        first = QHBoxLayout()
        first.setSpacing(SPACING.hair)
        first.addWidget(self.title, 1)
        for button in (self.search, self.health, self.moderation, self.menu):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(SPACING.normal)
        second.addWidget(self.lamp, 1)
        second.addWidget(self.viewers)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(first)
        rows.addLayout(second)
        lamp_px = max(self.lamp.sizeHint().height(), self.fontMetrics().height()) + SPACING.hair
        self.setFixedHeight(SPACING.control_height + SPACING.tight + lamp_px)
        self.search.clicked.connect(self.search_asked)
        self.health.toggled.connect(self.health_asked)
        self.moderation.clicked.connect(self.moderation_asked)
        self.menu.clicked.connect(self.menu_asked)
        self._held = 0
        self._retext()

    def show_state(self, words: StateWords) -> None:
        """Show how the chat is connected."""
        self.lamp.set_status(words.lamp, words.short)
        self.lamp.setToolTip(words.whole or words.short)

    def show_situation(self, situation: ChatSituation) -> None:
        """Show what is on, who watches, and how many messages wait for a decision."""
        live = situation.room.live
        self._title = live.title if live is not None and live.title else self._room(situation)
        self._fit()
        counted = situation.counted
        words = ""
        if counted is not None and not situation.hides_viewers:
            number = QLocale().toString
            words = self.tr("{now} watching · {total} total").format(
                now=number(counted.viewers), total=number(max(counted.total, counted.viewers))
            )
        self.viewers.setText(words)
        # It stays while the connection is away, or the others would move.
        may_moderate = bool(situation.capabilities & {"delete", "settings"})
        self.moderation.setVisible(may_moderate)
        self.moderation.setEnabled(situation.is_online)
        self._held = len(situation.room.held) if may_moderate else 0
        self._show_held()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        super().changeEvent(event)

    def _room(self, situation: ChatSituation) -> str:
        match situation.choice.kind:
            case "practice":
                return self.tr("Practice")
            case "ivs":
                return "Amazon IVS Chat"
            case "off":
                return self.tr("Chat")
            case _:
                return situation.choice.live or self.tr("Chat")

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"chat.{name}")
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setFixedHeight(SPACING.control_height)  # with words beside it one is higher
        set_role(button, "quiet")
        return button

    def _fit(self) -> None:
        room = self.title.width() - 2
        fits = self.title.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.title.setText(fits)
        self.title.setToolTip(self._title)
        self.title.setAccessibleName(self._title)

    def _show_held(self) -> None:
        count = QLocale().toString(self._held) if self._held else ""
        self.moderation.setText(count)
        words = self.tr("Moderation")
        if self._held:
            words = self.tr("Moderation, {count} messages wait").format(count=count)
        self.moderation.setToolTip(words)
        self.moderation.setAccessibleName(words)

    def _retext(self) -> None:
        for button, icon, words in (
            (self.search, IconName.SEARCH, self.tr("Search the chat")),
            (self.health, IconName.CHART, self.tr("Chat health")),
            (self.moderation, IconName.SHIELD, self.tr("Moderation")),
            (self.menu, IconName.MORE, self.tr("More for the chat")),
        ):
            button.setIcon(make_icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._show_held()

"""Which chat stands beside the picture, what opens it, and how it is read."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.bridges.chat import Chat
from desktop.bridges.streamkey import KeyState
from desktop.chatting.road import needs_key
from desktop.dialogs.chatstate import card_words, state_words
from desktop.store.chatchoice import LARGEST_TEXT, SMALLEST_TEXT, ChatAuth, ChatChoice
from desktop.widgets.linesfield import LinesField
from desktop.widgets.statuslamp import StatusLamp
from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 520
TICK_MS = 500
MOST_KEYWORDS = 50
LONGEST_KEYWORD = 64
_FIELDS = {
    "practice": (),
    "server": ("url", "live", "key"),
    "polling": ("url", "api_url", "live", "key"),
    "appsync": ("url", "realtime_url", "live", "auth", "token_url", "key"),
    "ivs": ("url", "token_url", "key"),
    "off": (),
}
_EXAMPLES = {
    "server": "https://chat.example.com",
    "polling": "https://cdn.example.com",
    "appsync": "https://abc.appsync-api.ap-northeast-1.amazonaws.com",
    "ivs": "wss://edge.ivschat.ap-northeast-1.amazonaws.com",
}


class ChatSettingsDialog(QDialog):
    """The chat is chosen with its button, and tells at once how it is; reading holds as typed."""

    def __init__(self, chat: Chat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.settings")
        self.setWindowTitle(self.tr("Chat settings"))
        self._chat = chat
        self.kind = QComboBox(self)
        self.kind.setObjectName("chat.settings.kind")
        for kind, title in self._kinds():
            self.kind.addItem(title, kind)
        self.auth = QComboBox(self)
        self.auth.setObjectName("chat.settings.auth")
        self.auth.addItem(self.tr("API key"), "api-key")
        self.auth.addItem(self.tr("Token"), "bearer")
        self.lines = {name: self._line(name) for name in ("url", "api_url", "realtime_url", "live")}
        self.lines["token_url"] = self._line("token_url")
        self.lines["name"] = self._line("name")
        self.key = self._line("key")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.keeps = QCheckBox(self.tr("Keep it in this computer's key store"), self)
        self.keeps.setObjectName("chat.settings.keeps")
        self.keywords = LinesField(3, None, self)
        self.keywords.setObjectName("chat.settings.keywords")
        self.scale = QDoubleSpinBox(self)
        self.scale.setObjectName("chat.settings.scale")
        self.scale.setRange(SMALLEST_TEXT * 100, LARGEST_TEXT * 100)
        self.scale.setDecimals(0)
        self.scale.setSingleStep(10)
        self.scale.setSuffix(" %")
        self.alerts = QCheckBox(self.tr("Say it beside the clock when somebody mentions me"), self)
        self.alerts.setObjectName("chat.settings.alerts")
        self.use_button = QPushButton(self.tr("Use this chat"), self)
        self.use_button.setObjectName("chat.settings.use")
        self.use_button.setAccessibleName(self.use_button.text())
        self.use_button.setDefault(True)
        set_role(self.use_button, "primary")
        self.hint = QLabel(self)
        self.hint.setObjectName("chat.settings.hint")
        self.hint.setWordWrap(True)
        set_role(self.hint, "hint")
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName("chat.settings.lamp")
        self.state = QLabel(self)
        self.state.setObjectName("chat.settings.state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        # What is said about a connection changes while one looks: nothing may move for it.
        self.state.setFixedHeight(2 * self.fontMetrics().lineSpacing() + SPACING.tight)
        set_role(self.state, "muted")
        self._arrange()
        self._show_choice()
        self._connect()
        self.finished.connect(self.deleteLater)

    def choice(self) -> ChatChoice:
        """Return the chat as it stands in the form."""
        kind = self.kind.currentData()
        used = (*_FIELDS[kind], "name")
        values = {
            name: line.text().strip() if name in used else "" for name, line in self.lines.items()
        }
        auth: ChatAuth = self.auth.currentData() if kind == "appsync" else "api-key"
        keeps = "key" in used and self.keeps.isChecked()
        return ChatChoice(kind=kind, auth=auth, keeps_key=keeps, **values)

    def use(self) -> None:
        """Be in the chat of the form, and show how that goes.

        A key that was typed is given to the key keeper.
        """
        choice = self.choice()
        way = self._chat.way
        self._chat.choose(choice)
        typed = self.key.text().strip()
        if needs_key(choice) and typed:
            way.key.enter(typed)
            if choice.keeps_key:
                way.key.keep(choice.url)
        self.key.clear()
        self._show_fields()
        self._show_state()

    # ---- private ----

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return (
            ("practice", self.tr("Practice (this computer)")),
            ("server", self.tr("A chat server of Livedesk")),
            ("polling", self.tr("The same, read through a CDN")),
            ("appsync", self.tr("AWS AppSync Events")),
            ("ivs", self.tr("Amazon IVS Chat")),
            ("off", self.tr("No chat")),
        )

    def _titles(self, kind: str) -> dict[str, str]:
        is_appsync, is_ivs = kind == "appsync", kind == "ivs"
        return {
            "url": self.tr("HTTP address") if is_appsync else self.tr("Address"),
            "api_url": self.tr("Address to write to"),
            "realtime_url": self.tr("WebSocket address"),
            "live": self.tr("Channel") if is_appsync else self.tr("Room"),
            "auth": self.tr("Opened with"),
            "token_url": self.tr("Address that gives tokens"),
            "name": self.tr("Your name in the chat"),
            "key": self.tr("Key or token") if is_appsync or is_ivs else self.tr("Host key"),
        }

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"chat.settings.{name}")
        return line

    def _arrange(self) -> None:
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(SPACING.wide)
        self._labels: dict[str, QLabel] = {}
        self._editors: dict[str, QWidget] = {**self.lines, "auth": self.auth, "key": self.key}
        self._row("kind", self.kind, self.tr("Chat"))
        for name in ("url", "realtime_url", "api_url", "live", "auth", "token_url", "key"):
            self._row(name, self._editors[name], "")
        form.addRow("", self.keeps)
        self._row("name", self.lines["name"], "")
        form.addRow(self.hint)
        form.addRow(self.use_button)
        form.addRow(self.lamp)
        form.addRow(self.state)
        heading = QLabel(self.tr("Reading"), self)
        set_role(heading, "heading")
        reading = QFormLayout()
        reading.setHorizontalSpacing(SPACING.wide)
        for title, editor in (
            (self.tr("Highlighted words, one a line"), self.keywords),
            (self.tr("Text size"), self.scale),
        ):
            label = QLabel(title, self)
            label.setBuddy(editor)
            editor.setAccessibleName(title)
            reading.addRow(label, editor)
        reading.addRow(self.alerts)
        box = QDialogButtonBox(self)
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("chat.settings.close")
        close.setAccessibleName(close.text())
        close.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        rows.addLayout(form)
        rows.addWidget(heading)
        rows.addLayout(reading)
        rows.addStretch(1)
        rows.addWidget(box)
        self.setMinimumWidth(WIDTH_PX)
        box.rejected.connect(self.reject)

    def _row(self, name: str, editor: QWidget, title: str) -> None:
        label = QLabel(title, self)
        label.setBuddy(editor)
        editor.setAccessibleName(title)
        self._labels[name] = label
        self._form.addRow(label, editor)

    def _connect(self) -> None:
        self.kind.activated.connect(self._show_fields)
        self.auth.activated.connect(self._show_fields)
        self.use_button.clicked.connect(self.use)
        self.keywords.edited.connect(self._on_taste)
        self.scale.valueChanged.connect(self._on_taste)
        self.alerts.toggled.connect(self._on_taste)
        self._chat.situation_changed.connect(self._show_state)
        self._timer = QTimer(self)  # for the seconds until the next attempt
        self._timer.timeout.connect(self._show_state)
        self._timer.start(TICK_MS)
        self._show_state()

    def _show_choice(self) -> None:
        choice, taste = self._chat.choice, self._chat.situation.taste
        self.kind.setCurrentIndex(self.kind.findData(choice.kind))
        self.auth.setCurrentIndex(self.auth.findData(choice.auth))
        for name, line in self.lines.items():
            line.setText(getattr(choice, name))
        self.keeps.setChecked(choice.keeps_key)
        self.keywords.show_text("\n".join(taste.keywords))
        self.scale.setValue(round(taste.text_scale * 100))
        self.alerts.setChecked(taste.alerts)
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        shown = set(_FIELDS[kind])
        if kind == "appsync" and self.auth.currentData() == "api-key":
            shown.discard("token_url")
        if kind != "off":
            shown.add("name")
        for name, title in self._titles(kind).items():
            editor, label = self._editors[name], self._labels[name]
            label.setText(title)
            editor.setAccessibleName(title)
            self._form.setRowVisible(editor, name in shown)
        self._form.setRowVisible(self.keeps, "key" in shown)
        self.lines["url"].setPlaceholderText(_EXAMPLES.get(kind, ""))
        self.lines["live"].setPlaceholderText("/namespace/room" if kind == "appsync" else "")
        has_key = self._chat.way.key.state in (KeyState.ENTERED, KeyState.KEPT)
        is_same = kind == self._chat.choice.kind
        self.key.setPlaceholderText(self.tr("entered") if has_key and is_same else "")
        self.hint.setText(self._hint(kind))

    def _show_state(self) -> None:
        """Show how the chat that is used now is connected."""
        words = state_words(self._chat.situation, time.monotonic())
        self.lamp.set_status(words.lamp, words.short)
        card = card_words(self._chat.situation, 0.0)
        self.state.setText(words.whole or card.text)

    def _hint(self, kind: str) -> str:
        return {
            "practice": self.tr("The chat of the practice ingest; nobody outside sees it."),
            "server": self.tr("The host key is in the server's secrets file."),
            "polling": self.tr("Messages come every few seconds; any number of people can read."),
            "appsync": self.tr("This service keeps no history: gaps stay, and are marked."),
            "ivs": self.tr("This service keeps no history: gaps stay, and are marked."),
            "off": self.tr("Nothing is connected."),
        }[kind]

    def _on_taste(self) -> None:
        words = (line.strip()[:LONGEST_KEYWORD] for line in self.keywords.toPlainText().split("\n"))
        keywords = tuple(dict.fromkeys(filter(None, words)))[:MOST_KEYWORDS]
        self._chat.way.change_taste(
            keywords=keywords,
            text_scale=self.scale.value() / 100,
            alerts=self.alerts.isChecked(),
        )

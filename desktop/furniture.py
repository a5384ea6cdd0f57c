"""What stands in the studio window: its panels, its menu, and what ties them together."""

import itertools
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.bridges.studio import Studio
from desktop.chatplace import SETUP, ChatPlace
from desktop.golive import Situation
from desktop.pages import CLOUD, Pages
from desktop.panels import PANELS, Place
from desktop.panels.chat import ChatPanel
from desktop.panels.chatactions import ChatActions
from desktop.panels.controls import ControlsPanel
from desktop.panels.destinationcard import card_name
from desktop.panels.editactions import EditActions
from desktop.panels.recording import RecordingPanel
from desktop.panels.scenes import ScenesPanel
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tabbedcolumn import TabbedColumn
from desktop.widgets.tokens import SPACING

LEFT_WIDTH_PX = 288
RIGHT_WIDTH_PX = 292


def load_cloud_page() -> None:
    """Import what the cloud page and its prices need, so that it appears at once; any thread."""
    import cloud.costs.audience
    import cloud.pricelist  # noqa: F401
    import desktop.panels.cloud.page  # noqa: F401


class Furniture(QObject):
    """All panels of one window, arranged, and its actions; importing this takes a while."""

    def __init__(self, window: QMainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window = window
        self.studio = studio
        """What the panels share."""
        self.panels: dict[str, QWidget] = {}
        for plan in PANELS:
            self.panels[plan.name] = plan.build(studio)
        central = self._arrange()
        self.pages = Pages(window, central, self._build_cloud)
        window.setCentralWidget(self.pages.central)
        self.actions_by_name = Actions(window, window.menuBar())
        self.pages.connect_actions(self.actions_by_name)
        self._connect_actions()
        self._edits = EditActions(studio, self.actions_by_name, self._scenes)
        studio.attention_asked.connect(self.draw_attention)
        studio.cloud_asked.connect(self._show_cloud)
        studio.broadcast.situation_changed.connect(self._show_actions)
        studio.choices_changed.connect(self._show_actions)
        self._ordered: tuple[object, ...] = ()
        self._set_tab_order()
        for changed in (
            studio.choices_changed, studio.programme_changed, studio.editor.selection_changed
        ):  # fmt: skip
            changed.connect(self._set_tab_order)
        self.retext()
        self._show_actions()
        # Until Go live can be pressed the keyboard is nowhere, and then there.
        central.setFocus()

    @property
    def controls(self) -> ControlsPanel:
        """The panel with Go live and Stop."""
        panel = self.panels["controls"]
        assert isinstance(panel, ControlsPanel)
        return panel

    @property
    def recording(self) -> RecordingPanel:
        """The panel that records."""
        panel = self.panels["recording"]
        assert isinstance(panel, RecordingPanel)
        return panel

    @property
    def chat(self) -> ChatPanel:
        """The panel with the chat."""
        panel = self.panels["chat"]
        assert isinstance(panel, ChatPanel)
        return panel

    @property
    def _scenes(self) -> ScenesPanel:
        panel = self.panels["scenes"]
        assert isinstance(panel, ScenesPanel)
        return panel

    def draw_attention(self, object_name: str) -> None:
        """Put the keyboard where the user should look, and scroll there."""
        widget = self._window.findChild(QWidget, object_name)
        if widget is None:
            return
        self.pages.show_page_of(widget)
        self.chat_place.make_room_for(widget)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                # Next turn: what was unfolded for it has no place yet.
                QTimer.singleShot(0, widget, partial(parent.ensureWidgetVisible, widget))
            parent = parent.parentWidget()

    def hear(self, event: QEvent) -> None:
        """Take what happens to the window."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retext()

    def retext(self) -> None:
        """Say every text in the present language."""
        self._window.setWindowIcon(make_icon(IconName.LIVEDESK))
        self._window.setAccessibleName(self.tr("Livedesk studio"))
        self.actions_by_name.retext()
        self._edits.show()
        self.chat_place.retext()
        self.pages.retext()

    # ---- private ----

    def _show_cloud(self, pattern_id: str) -> None:
        self.pages.show_page(CLOUD)
        if pattern_id:
            self.studio.cloud.choose_pattern(pattern_id)

    def _build_cloud(self) -> QWidget:
        # Most who stream never look at it, and it takes a while to import.
        from desktop.panels.cloud.page import CloudPage

        return CloudPage(self.studio, self._window)

    def _connect_actions(self) -> None:
        actions, studio, controls = self.actions_by_name, self.studio, self.controls
        actions["quit"].triggered.connect(self._window.close)
        actions["go_live"].triggered.connect(controls.go_live)
        actions["stop"].triggered.connect(controls.ask_to_stop)
        actions["retry_now"].triggered.connect(studio.broadcast.retry_now)
        actions["record"].triggered.connect(self.recording.record_button.click)
        actions["save_replay"].triggered.connect(self.recording.save_replay)
        actions["open_recordings"].triggered.connect(self.recording.open_folder)
        actions["look_for_devices"].triggered.connect(studio.broadcast.list_catalogue)
        actions["copy_viewer_link"].triggered.connect(controls.viewers.copy)
        actions["open_viewer_page"].triggered.connect(controls.viewers.open)
        for name, target in (
            ("show_sources", "layers.add"),
            ("show_picture", "picture.format"),
            ("show_health", "health.bitrate"),
            ("show_recording", "recording.record"),
        ):
            actions[name].triggered.connect(lambda _=False, to=target: self.draw_attention(to))
        actions["chat"].setChecked(self.chat_place.is_shown)
        actions["chat"].triggered.connect(self.chat_place.toggle)
        self.chat_place.shown_changed.connect(actions["chat"].setChecked)
        ChatActions(studio, self.chat, actions, self.chat_place.show_chat)
        actions["show_destination"].triggered.connect(self._focus_destination)
        actions["show_controls"].triggered.connect(self._focus_controls)

    def _focus_destination(self) -> None:
        first = self.studio.destinations.choices[0].id
        self.studio.attention_asked.emit(f"{card_name(first)}.kind")

    def _focus_controls(self) -> None:
        controls = self.controls
        button = controls.live_button if controls.live_button.isVisible() else controls.stop_button
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_actions(self) -> None:
        situation: Situation = self.studio.broadcast.situation
        actions, controls = self.actions_by_name, self.controls
        actions["go_live"].setEnabled(controls.can_go_live)
        actions["stop"].setEnabled(situation.is_on_air)
        actions["retry_now"].setEnabled(situation.retry_at_s is not None)
        actions["record"].setEnabled(self.recording.record_button.isEnabled())
        actions["save_replay"].setEnabled(self.recording.can_save_replay)
        has_link = bool(controls.viewers.link)
        actions["copy_viewer_link"].setEnabled(has_link)
        actions["open_viewer_page"].setEnabled(has_link)

    def _set_tab_order(self) -> None:
        """Let the keyboard go from what is sent, to where, to Go live; new fields in their place.

        Qt puts what is made later at the end: cards, strips of the mixer, options of a source.
        """
        selected = self.studio.editor.input
        made = (
            *(choice.id for choice in self.studio.destinations.choices),
            *((each.id, each.source.kind) for each in self.studio.programme().inputs),
            None if selected is None else selected.id,
        )
        if made == self._ordered:
            return
        self._ordered = made
        order = [
            widget
            for plan in PANELS
            for widget in self.panels[plan.name].findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is self._window
        ]
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)

    def _arrange(self) -> QWidget:
        middle = QHBoxLayout()
        middle.setSpacing(SPACING.tight)
        left = TabbedColumn("left", self._window)
        setup = self._column(Place.LEFT, LEFT_WIDTH_PX)
        left.add(SETUP, setup)
        left.setFixedWidth(setup.width())  # whatever the chat has to say
        middle.addWidget(left)
        centre = QVBoxLayout()
        centre.setSpacing(SPACING.tight)
        for at, panel in enumerate(self._panels_at(Place.CENTRE)):
            centre.addWidget(panel, 0 if at else 1)
        middle.addLayout(centre, 1)
        middle.addWidget(self._column(Place.RIGHT, RIGHT_WIDTH_PX))
        middle.setContentsMargins(SPACING.normal, 0, 0, 0)
        top = QVBoxLayout()
        top.setContentsMargins(SPACING.normal, 0, SPACING.normal, 0)
        for panel in self._panels_at(Place.TOP):
            top.addWidget(panel)
        body = QVBoxLayout()
        body.setContentsMargins(0, SPACING.tight, 0, 0)
        body.setSpacing(SPACING.small)
        body.addLayout(top)
        body.addLayout(middle, 1)
        central = QWidget(self._window)
        rows = QVBoxLayout(central)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self._beside_chat(body, left), 1)
        for panel in self._panels_at(Place.BOTTOM):
            rows.addWidget(panel)
        return central

    def _beside_chat(self, body: QVBoxLayout, left: TabbedColumn) -> QWidget:
        """Return the body with the chat where there is room for it."""
        whole = QWidget(self._window)
        whole.setLayout(body)
        panel = self.chat
        panel.setFocusProxy(panel.write.box)
        self.chat_place = ChatPlace(self.studio.chat, self._window, panel, left, whole)
        panel.view.unread_changed.connect(self.chat_place.show_unread)
        return self.chat_place.splitter

    def _panels_at(self, place: Place) -> list[QWidget]:
        return [self.panels[plan.name] for plan in PANELS if plan.place is place]

    def _column(self, place: Place, width_px: int) -> QScrollArea:
        """Return the panels of one side, below each other; they scroll where the height ends."""
        content = QWidget(self._window)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        panels = self._panels_at(place)
        for panel in panels:
            rows.addWidget(panel, 1 if len(panels) == 1 else 0)
        if len(panels) != 1:
            rows.addStretch(1)
        area = QScrollArea(self._window)
        area.setObjectName(f"column.{place}")
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The scroll bar has its own room, so that nothing moves when it comes.
        content.setFixedWidth(width_px)
        area.setFixedWidth(width_px + area.verticalScrollBar().sizeHint().width())
        return area

"""The one table of what can be done by menu and shortcut."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    SCENE = "scene"
    PROFILE = "profile"
    """Filled by `desktop.shell.profilemenu` each time it opens."""
    BROADCAST = "broadcast"
    CHAT = "chat"
    VIEW = "view"
    HELP = "help"


MENU_TITLES = {
    Menu.FILE: QT_TRANSLATE_NOOP("Actions", "&File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Actions", "&Edit"),
    Menu.SCENE: QT_TRANSLATE_NOOP("Actions", "&Scene"),
    Menu.PROFILE: QT_TRANSLATE_NOOP("Actions", "&Profile"),
    Menu.BROADCAST: QT_TRANSLATE_NOOP("Actions", "&Broadcast"),
    Menu.CHAT: QT_TRANSLATE_NOOP("Actions", "&Chat"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "&View"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "&Help"),
}


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """One line of the table; `name` is also its object name behind "action."."""

    name: str
    menu: Menu
    text: object
    """English; the type is that of QT_TRANSLATE_NOOP."""
    shortcut: str = ""
    begins_group: bool = False
    is_checkable: bool = False


ACTIONS = (
    ActionPlan("settings", Menu.FILE, QT_TRANSLATE_NOOP("Actions", "&Settings…"), "Ctrl+,"),
    ActionPlan("hotkeys", Menu.FILE, QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts…")),
    ActionPlan(
        "quit", Menu.FILE, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", begins_group=True
    ),
    ActionPlan("undo", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z"),
    ActionPlan("redo", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z"),
    ActionPlan(
        "duplicate_layer",
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "&Duplicate layer"),
        "Ctrl+D",
        begins_group=True,
    ),
    ActionPlan("remove_layer", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "R&emove layer"), "Del"),
    ActionPlan(
        "raise_layer",
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "Ra&ise layer"),
        "Ctrl+]",
        begins_group=True,
    ),
    ActionPlan("lower_layer", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "&Lower layer"), "Ctrl+["),
    ActionPlan(
        "top_layer", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "Layer to the &top"), "Ctrl+Shift+]"
    ),
    ActionPlan(
        "bottom_layer",
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "Layer to the &bottom"),
        "Ctrl+Shift+[",
    ),
    ActionPlan(
        "fit_layer",
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "&Fit layer to the picture"),
        "Ctrl+F",
        begins_group=True,
    ),
    ActionPlan(
        "fill_layer",
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "Fill the &picture with it"),
        "Ctrl+Shift+F",
    ),
    ActionPlan("centre_layer", Menu.EDIT, QT_TRANSLATE_NOOP("Actions", "&Centre layer"), "Ctrl+E"),
    ActionPlan("add_scene", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "&Add scene"), "Ctrl+Shift+N"),
    ActionPlan(
        "duplicate_scene",
        Menu.SCENE,
        QT_TRANSLATE_NOOP("Actions", "&Duplicate scene"),
        "Ctrl+Shift+D",
    ),
    ActionPlan(
        "scene_1",
        Menu.SCENE,
        QT_TRANSLATE_NOOP("Actions", "Go to scene &1"),
        "Ctrl+1",
        begins_group=True,
    ),
    ActionPlan("scene_2", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &2"), "Ctrl+2"),
    ActionPlan("scene_3", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &3"), "Ctrl+3"),
    ActionPlan("scene_4", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &4"), "Ctrl+4"),
    ActionPlan("scene_5", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &5"), "Ctrl+5"),
    ActionPlan("scene_6", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &6"), "Ctrl+6"),
    ActionPlan("scene_7", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &7"), "Ctrl+7"),
    ActionPlan("scene_8", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &8"), "Ctrl+8"),
    ActionPlan("scene_9", Menu.SCENE, QT_TRANSLATE_NOOP("Actions", "Go to scene &9"), "Ctrl+9"),
    ActionPlan("go_live", Menu.BROADCAST, QT_TRANSLATE_NOOP("Actions", "&Go live"), "Ctrl+L"),
    ActionPlan(
        "stop", Menu.BROADCAST, QT_TRANSLATE_NOOP("Actions", "&Stop (press twice)"), "Ctrl+Shift+L"
    ),
    ActionPlan("retry_now", Menu.BROADCAST, QT_TRANSLATE_NOOP("Actions", "&Retry now"), "Ctrl+R"),
    ActionPlan(
        "record",
        Menu.BROADCAST,
        QT_TRANSLATE_NOOP("Actions", "Start or stop r&ecording"),
        "Ctrl+Shift+R",
        begins_group=True,
    ),
    ActionPlan(
        "save_replay", Menu.BROADCAST, QT_TRANSLATE_NOOP("Actions", "Save repla&y"), "Ctrl+Shift+S"
    ),
    ActionPlan(
        "open_recordings",
        Menu.BROADCAST,
        QT_TRANSLATE_NOOP("Actions", "Open the &folder of recordings"),
    ),
    ActionPlan(
        "look_for_devices",
        Menu.BROADCAST,
        QT_TRANSLATE_NOOP("Actions", "&Look for devices again"),
        "F5",
        begins_group=True,
    ),
    ActionPlan(
        "copy_viewer_link",
        Menu.BROADCAST,
        QT_TRANSLATE_NOOP("Actions", "&Copy the viewers' link"),
        "Ctrl+Shift+C",
        begins_group=True,
    ),
    ActionPlan(
        "open_viewer_page",
        Menu.BROADCAST,
        QT_TRANSLATE_NOOP("Actions", "&Open the viewers' page"),
        "Ctrl+Shift+O",
    ),
    ActionPlan(
        "chat_write", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "&Write to the chat"), "Ctrl+T"
    ),
    ActionPlan(
        "chat_search", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "&Search the chat"), "Ctrl+G"
    ),
    ActionPlan(
        "chat_mention",
        Menu.CHAT,
        QT_TRANSLATE_NOOP("Actions", "Next &mention"),
        "Ctrl+M",
        begins_group=True,
    ),
    ActionPlan(
        "chat_newest", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "Go to the &newest"), "Ctrl+J"
    ),
    ActionPlan(
        "chat_moderation",
        Menu.CHAT,
        QT_TRANSLATE_NOOP("Actions", "M&oderation…"),
        "Ctrl+Shift+M",
        begins_group=True,
    ),
    ActionPlan("chat_poll", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "&Ask everybody…")),
    ActionPlan(
        "chat_crowd",
        Menu.CHAT,
        QT_TRANSLATE_NOOP("Actions", "Let a &crowd talk (practice)"),
        is_checkable=True,
    ),
    ActionPlan(
        "chat_health",
        Menu.CHAT,
        QT_TRANSLATE_NOOP("Actions", "Chat &health"),
        begins_group=True,
    ),
    ActionPlan("chat_export", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "Sa&ve the chat…")),
    ActionPlan("chat_settings", Menu.CHAT, QT_TRANSLATE_NOOP("Actions", "Chat se&ttings…")),
    ActionPlan(
        "page_studio",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "S&tudio"),
        "Ctrl+PgUp",
        is_checkable=True,
    ),
    ActionPlan(
        "page_cloud",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "C&loud"),
        "Ctrl+PgDown",
        is_checkable=True,
    ),
    ActionPlan(
        "show_sources",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Go to &source"),
        "Alt+1",
        begins_group=True,
    ),
    ActionPlan("show_picture", Menu.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to &picture"), "Alt+2"),
    ActionPlan(
        "show_destination", Menu.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to &destination"), "Alt+3"
    ),
    ActionPlan(
        "show_controls", Menu.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to &broadcast"), "Alt+4"
    ),
    ActionPlan("show_health", Menu.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to &health"), "Alt+5"),
    ActionPlan(
        "show_recording", Menu.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to &recording"), "Alt+6"
    ),
    ActionPlan(
        "chat",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "&Chat"),
        "Ctrl+Shift+H",
        begins_group=True,
        is_checkable=True,
    ),
    ActionPlan(
        "hide_viewers",
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Hide how many people &watch"),
        is_checkable=True,
    ),
    ActionPlan("open_logs", Menu.HELP, QT_TRANSLATE_NOOP("Actions", "Open the &log folder")),
    ActionPlan("save_for_support", Menu.HELP, QT_TRANSLATE_NOOP("Actions", "&Save for support…")),
    ActionPlan(
        "about", Menu.HELP, QT_TRANSLATE_NOOP("Actions", "&About Livedesk"), begins_group=True
    ),
)


class Actions:
    """The QActions of one window, by name, and the menus they stand in."""

    def __init__(self, window: QWidget, bar: QMenuBar) -> None:
        self._menus: dict[Menu, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        bar.setObjectName("menu")
        for menu in Menu:
            self._menus[menu] = bar.addMenu("")
            self._menus[menu].setObjectName(f"menu.{menu}")
        for plan in ACTIONS:
            action = QAction(window)
            action.setObjectName(f"action.{plan.name}")
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setCheckable(plan.is_checkable)
            if plan.shortcut:
                action.setShortcut(QKeySequence(plan.shortcut))
            if plan.begins_group:
                self._menus[plan.menu].addSeparator()
            self._menus[plan.menu].addAction(action)
            window.addAction(action)
            self._actions[plan.name] = action
        self.retext()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, menu: Menu) -> QMenu:
        """Return one of the menus."""
        return self._menus[menu]

    def retext(self) -> None:
        """Say every text in the present language."""
        for menu, title in MENU_TITLES.items():
            self._menus[menu].setTitle(_tr(title))
        for plan in ACTIONS:
            self._actions[plan.name].setText(_tr(plan.text))


def _tr(text: object) -> str:
    return QCoreApplication.translate("Actions", str(text))

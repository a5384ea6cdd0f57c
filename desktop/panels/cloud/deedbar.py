"""The buttons of an architecture: plan, apply, start, stop, tear down; each only when it can be."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from cloud.models import Running, StackPhase, StackStatus
from cloud.patterns.metadata import HookKind
from cloud.patterns.pattern import Pattern
from desktop.clouding.situation import CloudSituation
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING, set_role

BUTTONS = ("plan", "apply", "start", "stop", "destroy")
AUTO_STOPS_H = (0.0, 1.0, 2.0, 4.0, 8.0, 12.0)
ENTRIES = ("svg", "png", "drift")


class DeedBar(QWidget):
    """Buttons in one row; what they do is for who listens.

    Signals:
        wanted(str): one of BUTTONS or ENTRIES was pressed.
        auto_stop_chosen(float): stop by itself after so many hours; 0: never.
    """

    wanted = Signal(str)
    auto_stop_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.deeds")
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        for name in BUTTONS:
            button = QPushButton(self)
            button.setObjectName(f"cloud.{name}")
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self.buttons[name] = button
            row.addWidget(button)
        set_role(self.buttons["plan"], "primary")
        self.more_button = QToolButton(self)
        self.more_button.setObjectName("cloud.more")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more_button)
        self._menu.setObjectName("cloud.more.menu")
        self.entries: dict[str, QAction] = {}
        for name in ENTRIES:
            entry = self._menu.addAction("")
            entry.setObjectName(f"cloud.more.{name}")
            entry.triggered.connect(lambda _=False, name=name: self.wanted.emit(name))
            self.entries[name] = entry
        self._stops_menu = self._menu.addMenu("")
        self._stops_menu.setObjectName("cloud.more.autostop")
        self.stops: dict[float, QAction] = {}
        """By the hours after which what runs is stopped."""
        for hours in AUTO_STOPS_H:
            entry = self._stops_menu.addAction("")
            entry.setObjectName(f"cloud.more.autostop.{hours:g}")
            entry.setCheckable(True)
            entry.triggered.connect(lambda _=False, hours=hours: self.auto_stop_chosen.emit(hours))
            self.stops[hours] = entry
        self.more_button.setMenu(self._menu)
        row.addStretch(1)
        row.addWidget(self.more_button)
        self._dress()
        self._retext()

    def show_state(
        self, situation: CloudSituation, pattern: Pattern, stack: str, *, is_form_fine: bool
    ) -> None:
        """Offer what can be done now."""
        can = possible(situation, pattern, stack, is_form_fine=is_form_fine)
        has_hook = any(each.kind is HookKind.MEDIALIVE_CHANNEL for each in pattern.about.hooks)
        for name, button in self.buttons.items():
            button.setEnabled(can[name])
        self.buttons["start"].setVisible(has_hook)
        self.buttons["stop"].setVisible(has_hook)
        self._stops_menu.menuAction().setVisible(has_hook)
        self.entries["drift"].setEnabled(can["drift"])
        is_planned = can["apply"]
        for name, is_first in (("plan", not is_planned), ("apply", is_planned)):
            role = "primary" if is_first else ""
            if self.buttons[name].property("role") != role:  # to dress it takes time
                set_role(self.buttons[name], role)

    def show_auto_stop(self, chosen_h: float) -> None:
        """Mark after how many hours what runs is stopped."""
        for hours, entry in self.stops.items():
            entry.setChecked(hours == chosen_h)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.more_button.setIcon(make_icon(IconName.MORE))

    def _retext(self) -> None:
        words = {
            "plan": (self.tr("Plan"), self.tr("See what would happen and what it costs")),
            "apply": (self.tr("Apply"), self.tr("Do what was planned")),
            "start": (self.tr("Start"), self.tr("Start the channel; it is paid while it runs")),
            "stop": (self.tr("Stop"), self.tr("Stop the channel; nothing is paid for it any more")),
            "destroy": (self.tr("Tear down"), self.tr("Remove everything, and prove it")),
        }
        for name, (text, tip) in words.items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(text)
            self.buttons[name].setAccessibleDescription(tip)
        self.entries["svg"].setText(self.tr("Save the picture as SVG…"))
        self.entries["png"].setText(self.tr("Save the picture as PNG…"))
        self.entries["drift"].setText(self.tr("Compare with the template (drift)"))
        self._stops_menu.setTitle(self.tr("Stop by itself"))
        after = self.tr("after {hours} h")
        for hours, entry in self.stops.items():
            entry.setText(after.format(hours=f"{hours:g}") if hours else self.tr("never"))
        self.more_button.setAccessibleName(self.tr("More"))
        self.more_button.setToolTip(self.tr("More"))


def possible(
    situation: CloudSituation, pattern: Pattern, stack: str, *, is_form_fine: bool
) -> Mapping[str, bool]:
    """Return what can be done to a stack now."""
    work = situation.work(stack)
    status = situation.stacks.get(stack)
    is_free = situation.is_open and work.deed is None and bool(stack)
    is_there = _is_there(status)
    is_still = is_there and status is not None and status.phase is not StackPhase.DELETING
    runs = is_running(situation.running, stack)
    is_ready = status is not None and status.phase is StackPhase.READY
    return {
        "plan": is_free and is_form_fine,
        "apply": is_free and work.plan is not None and work.plan.is_applicable,
        "start": is_free and is_ready and not runs,
        "stop": is_free and runs,
        "destroy": is_free and is_still,
        "drift": is_free and is_ready,
        "check": is_free and is_ready,
    }


def is_running(running: tuple[Running, ...], stack: str) -> bool:
    """Return whether something of a stack runs that can be stopped without tearing it down."""
    return any(each.stack == stack and each.can_stop for each in running)


def _is_there(status: StackStatus | None) -> bool:
    return status is not None and status.phase is not StackPhase.ABSENT

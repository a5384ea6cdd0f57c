"""Every shortcut in one table, each to be typed anew; no key is given away twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (500, 520)


@dataclass(frozen=True, slots=True)
class HotkeyRow:
    """One action: its name, what the menu calls it, and the key it has unless told otherwise."""

    name: str
    text: str
    default: str


class HotkeysDialog(QDialog):
    """A row for each action. What was typed holds at once.

    Signals:
        changed(dict): the keys that differ from the defaults, by action; "" = none.
    """

    changed = Signal(object)

    def __init__(
        self,
        rows: Sequence[HotkeyRow],
        chosen: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hotkeys")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._rows = {row.name: row for row in rows}
        self._keys = {row.name: chosen.get(row.name, row.default) for row in rows}
        self.editors: dict[str, QKeySequenceEdit] = {}
        self.problem = QLabel(self)
        self.problem.setObjectName("hotkeys.problem")
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self._arrange()
        self.resize(*SIZE_PX)

    def keys(self) -> dict[str, str]:
        """Return the keys that differ from the defaults."""
        return {name: key for name, key in self._keys.items() if key != self._rows[name].default}

    def _arrange(self) -> None:
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(SPACING.normal)
        grid.setVerticalSpacing(SPACING.tight)
        for at, row in enumerate(self._rows.values()):
            label = QLabel(row.text, table)
            editor = self._editor(row, table)
            label.setBuddy(editor)
            for column, widget in enumerate((label, editor, self._reset_button(row, table))):
                grid.addWidget(widget, at, column)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._rows), 1)
        area = QScrollArea(self)
        area.setWidget(table)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("hotkeys.close")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        rows.addWidget(area, 1)
        rows.addWidget(self.problem)
        rows.addWidget(buttons)

    def _editor(self, row: HotkeyRow, parent: QWidget) -> QKeySequenceEdit:
        editor = QKeySequenceEdit(QKeySequence(self._keys[row.name]), parent)
        editor.setMaximumSequenceLength(1)
        editor.setClearButtonEnabled(True)
        editor.setObjectName(f"hotkeys.{row.name}")
        editor.setAccessibleName(self.tr("Shortcut for “{action}”").format(action=row.text))
        editor.keySequenceChanged.connect(lambda typed, name=row.name: self._on_typed(name, typed))
        self.editors[row.name] = editor
        return editor

    def _reset_button(self, row: HotkeyRow, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setObjectName(f"hotkeys.{row.name}.reset")
        button.setIcon(make_icon(IconName.RETRY))
        words = self.tr("Use the default: {key}").format(key=row.default or self.tr("none"))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(
            lambda: self.editors[row.name].setKeySequence(QKeySequence(row.default))
        )
        return button

    def _on_typed(self, name: str, typed: QKeySequence) -> None:
        key = typed.toString(QKeySequence.SequenceFormat.PortableText)
        if key == self._keys[name]:
            return
        owner = next((other for other, used in self._keys.items() if key and used == key), None)
        if owner is not None:
            self.problem.setText(
                self.tr("{key} already belongs to “{action}”.").format(
                    key=typed.toString(QKeySequence.SequenceFormat.NativeText),
                    action=self._rows[owner].text,
                )
            )
            self.editors[name].setKeySequence(QKeySequence(self._keys[name]))
            return
        self.problem.clear()
        self._keys[name] = key
        self.changed.emit(self.keys())

"""Which stack of an architecture is worked on: one that is there, or a new one by its name."""

import re

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.widgets.tokens import SPACING, set_role

NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,99}")
PREFIX = "livedesk-"
WIDTH_PX = 200


class StackBox(QWidget):
    """An editable list of names.

    Signals:
        chosen(str): this stack shall be seen; its name is one that CloudFormation takes.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.stack")
        self._name = ""
        self._label = QLabel(self)
        set_role(self._label, "muted")
        self.box = QComboBox(self)
        self.box.setObjectName("cloud.stack.name")
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setFixedWidth(WIDTH_PX)
        self._label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._label)
        row.addWidget(self.box, 1)
        line = self.box.lineEdit()
        assert line is not None
        self._line = line
        self._line.setObjectName("cloud.stack.name.line")
        self._line.editingFinished.connect(self._on_edited)
        self.box.activated.connect(lambda at: self._take(self.box.itemText(at)))
        self._retext()

    @property
    def name(self) -> str:
        """The stack that is seen."""
        return self._name

    def offer(self, pattern_id: str, stacks: tuple[str, ...]) -> None:
        """Offer these, and the usual name; keeps what is chosen while it fits."""
        usual = f"{PREFIX}{pattern_id}"
        names = list(dict.fromkeys((*stacks, usual)))
        if [self.box.itemText(at) for at in range(self.box.count())] != names:
            self.box.blockSignals(True)
            self.box.clear()
            self.box.addItems(names)
            self.box.blockSignals(False)
            self._write(self._name)

    def show_name(self, name: str) -> None:
        """See this one, without a signal."""
        self._name = name
        self._write(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _write(self, name: str) -> None:
        if not self._line.hasFocus() or not self._line.isModified():
            self.box.setEditText(name)

    def _on_edited(self) -> None:
        self._take(self._line.text().strip())

    def _take(self, name: str) -> None:
        if not NAME.fullmatch(name):
            name = self._name
        self._line.setModified(False)
        self.box.setEditText(name)
        if name != self._name:
            self._name = name
            self.chosen.emit(name)

    def _retext(self) -> None:
        self._label.setText(self.tr("Stack"))
        self.box.setAccessibleName(self.tr("Name of the stack"))
        self.box.setToolTip(self.tr("Letters, digits and hyphens; begins with a letter."))

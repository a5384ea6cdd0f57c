"""A titled surface that a panel puts its rows on."""

from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.tokens import SPACING, set_role


class Section(QFrame):
    """A frame with a heading; rows go to `rows`, what belongs beside it to `heading_line`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "panel")
        self._heading = QLabel(self)
        set_role(self._heading, "heading")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(
            SPACING.normal + 2, SPACING.normal, SPACING.normal + 2, SPACING.normal + 2
        )
        self.rows.setSpacing(SPACING.small)
        self.heading_line = QHBoxLayout()
        self.heading_line.addWidget(self._heading, 1)
        self.rows.addLayout(self.heading_line)

    def set_title(self, title: str) -> None:
        """Name the section; also what a screen reader calls it."""
        self._heading.setText(title)
        self.setAccessibleName(title)


class Note(QLabel):
    """A few wrapped words that take no room while there are none."""

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        set_role(self, role)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`, or nothing."""
        self.setText(text)
        self.setVisible(bool(text))


class ColumnBox(QComboBox):
    """A list that takes the width of its column, however long its entries are."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def keep_room(widget: QWidget) -> None:
    """Let the widget's room stay while it is hidden, so that nothing moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)

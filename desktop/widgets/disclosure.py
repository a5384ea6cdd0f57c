"""A heading that shows and hides what is below it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.widgets.tokens import SPACING, set_role


class Disclosure(QWidget):
    """Closed at first; `content` is put below the heading once.

    Signals:
        toggled(bool): it was opened or closed.
    """

    toggled = Signal(bool)

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._content = content
        self.button = QToolButton(self)
        self.button.setObjectName(f"{name}.button")
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setIconSize(QSize(8, 8))
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self.button, "disclosure")
        self.button.toggled.connect(self._on_toggled)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.button)
        rows.addWidget(content)
        content.hide()

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def set_title(self, title: str) -> None:
        """Name what is below."""
        self.button.setText(title)
        self.button.setAccessibleName(title)

    def open(self, is_open: bool = True) -> None:
        """Show the content, or hide it."""
        self.button.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self._content.setVisible(is_open)
        self.toggled.emit(is_open)

"""Two or more pages to choose from, as buttons in one row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from desktop.widgets.tokens import SPACING, set_role


class PageSwitch(QWidget):
    """One button a page; exactly one of them is pressed.

    Signals:
        chosen(str): the user wants to see this page.
    """

    chosen = Signal(str)

    def __init__(self, name: str, pages: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.buttons: dict[str, QToolButton] = {}
        """By the page's name, in their order."""
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACING.hair, SPACING.normal, 0)
        row.setSpacing(SPACING.hair)
        for page in pages:
            button = QToolButton(self)
            button.setObjectName(f"{name}.{page}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_role(button, "switch")
            button.clicked.connect(lambda _=False, page=page: self.chosen.emit(page))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[page] = button
        self.show_page(pages[0])

    def show_page(self, page: str) -> None:
        """Press this page's button, without a signal."""
        self.buttons[page].setChecked(True)

    def set_title(self, page: str, title: str, tip: str = "") -> None:
        """Write this on the page's button; `tip` also is what a screen reader adds."""
        button = self.buttons[page]
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)

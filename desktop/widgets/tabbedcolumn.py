"""A column with one page or several of them behind tabs; with one there are no tabs to see."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget


class TabbedColumn(QWidget):
    """Pages by name, in the order in which they were added.

    Signals:
        page_changed(str): this page is shown now.
    """

    page_changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._names: list[str] = []
        self._pages: list[QWidget] = []
        self._available: set[str] = set()
        self._stack = QStackedWidget(self)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName(f"{name}.tabs")
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(name)
        self.tabs.currentChanged.connect(self._on_tab)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tabs)
        rows.addWidget(self._stack, 1)
        self.tabs.hide()

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._names[self._stack.currentIndex()] if self._names else ""

    def add(self, name: str, page: QWidget) -> None:
        """Add a page at the end."""
        self._names.append(name)
        self._pages.append(page)
        self._available.add(name)
        self._stack.addWidget(page)
        self.tabs.addTab("")
        self._show_tabs()

    def set_title(self, name: str, title: str) -> None:
        """Write this on the page's tab."""
        self.tabs.setTabText(self._names.index(name), title.replace("&", "&&"))

    def set_available(self, name: str, is_available: bool) -> None:
        """Offer a page or not; where the one that is shown goes, the first one comes."""
        if is_available == (name in self._available):
            return
        (self._available.add if is_available else self._available.discard)(name)
        self.tabs.setTabVisible(self._names.index(name), is_available)
        if not is_available and self.page == name:
            self.tabs.setCurrentIndex(0)
        self._show_tabs()

    def show_page(self, name: str) -> None:
        """Show this page, where it is offered."""
        if name in self._available:
            self.tabs.setCurrentIndex(self._names.index(name))

    def show_page_of(self, widget: QWidget) -> None:
        """Show the page that this widget stands on, if it stands on one."""
        for name, page in zip(self._names, self._pages, strict=True):
            if page.isAncestorOf(widget):
                self.show_page(name)

    def _show_tabs(self) -> None:
        self.tabs.setVisible(len(self._available) > 1)

    def _on_tab(self, at: int) -> None:
        if 0 <= at < self._stack.count() and at != self._stack.currentIndex():
            self._stack.setCurrentIndex(at)
            self.page_changed.emit(self._names[at])

"""The pages of the window: the studio, and the cloud, which is made when it is first looked at."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.widgets.pageswitch import PageSwitch

STUDIO, CLOUD = "studio", "cloud"


class Pages(QObject):
    """Shows one of two pages; the other one lives on behind it.

    Signals:
        shown(str): this page is seen now.
    """

    shown = Signal(str)

    def __init__(
        self, window: QMainWindow, studio: QWidget, build_cloud: Callable[[], QWidget]
    ) -> None:
        """`build_cloud` is called the first time that the cloud page is wanted."""
        super().__init__(window)
        self._build_cloud: Callable[[], QWidget] | None = build_cloud
        self._pages = {STUDIO: studio}
        self._focus: dict[str, QWidget] = {}
        self._actions: Actions | None = None
        self.page = STUDIO
        """The one that is seen."""
        self._stack = QStackedWidget(window)
        self._stack.addWidget(studio)
        self.switch = PageSwitch("pages", (STUDIO, CLOUD), window)
        self.switch.chosen.connect(self.show_page)
        self.central: QWidget = self._stack
        """What the window shows."""
        bar = window.menuBar()
        if bar.isNativeMenuBar():  # it stands outside of the window and has no corners
            self.central = QWidget(window)
            rows = QVBoxLayout(self.central)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
            rows.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignRight)
            rows.addWidget(self._stack, 1)
        else:
            bar.setCornerWidget(self.switch, Qt.Corner.TopRightCorner)
        self.retext()

    def connect_actions(self, actions: Actions) -> None:
        """Let the menu's entries lead to the pages."""
        self._actions = actions
        actions["page_studio"].triggered.connect(lambda: self.show_page(STUDIO))
        actions["page_cloud"].triggered.connect(lambda: self.show_page(CLOUD))
        self._show_choice()

    def show_page(self, page: str) -> None:
        """Show this page, and put the keyboard where it was on it."""
        window = self.central.window()
        focused = window.focusWidget()
        if focused is not None and self._pages[self.page].isAncestorOf(focused):
            self._focus[self.page] = focused
            focused.destroyed.connect(lambda _=None, gone=self.page: self._focus.pop(gone, None))
        is_new = page != self.page
        self.page = page
        self._stack.setCurrentWidget(self._made(page))
        self._show_choice()
        if is_new:
            kept = self._focus.pop(page, None)
            (kept or self._pages[page]).setFocus(Qt.FocusReason.OtherFocusReason)
            self.shown.emit(page)

    def show_page_of(self, widget: QWidget) -> None:
        """Show the page that this widget stands on, if it stands on one."""
        for name, page in self._pages.items():
            if page.isAncestorOf(widget) and name != self.page:
                self.show_page(name)
                return

    def retext(self) -> None:
        """Say every text in the present language."""
        self.switch.setAccessibleName(self.tr("Pages"))
        self.switch.set_title(STUDIO, self.tr("Studio"), self.tr("The broadcast"))
        self.switch.set_title(
            CLOUD, self.tr("Cloud"), self.tr("Set up, watch and tear down the cloud side")
        )
        # A menu bar gives its corner another size only when what stands there appears.
        self.switch.adjustSize()
        self.switch.hide()
        self.switch.show()

    def _made(self, page: str) -> QWidget:
        if page not in self._pages and self._build_cloud is not None:
            build, self._build_cloud = self._build_cloud, None
            self._pages[page] = build()
            self._stack.addWidget(self._pages[page])
        return self._pages[page]

    def _show_choice(self) -> None:
        self.switch.show_page(self.page)
        if self._actions is not None:
            self._actions["page_studio"].setChecked(self.page == STUDIO)
            self._actions["page_cloud"].setChecked(self.page == CLOUD)

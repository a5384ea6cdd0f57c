"""A short list of offers above a text box; the box keeps the keyboard and steers it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from desktop.widgets.tokens import SPACING

MOST_ROWS = 8
"""More offers than these are scrolled to."""
_ROW_PX = 26
_LEAST_WIDTH_PX = 160
_OFFER_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """What may stand in place of the characters from `start` to the cursor."""

    start: int
    text: str
    shown: str
    detail: str = ""


class CompletionList(QListWidget):
    """Lies over what is above its box, within the same window, so that nothing moves.

    Signals:
        chosen(ShownOffer): it was clicked, or chosen by `choose`.
    """

    chosen = Signal(object)

    def __init__(self, name: str, box: QWidget) -> None:
        super().__init__(box)
        self.setObjectName(name)
        self._box = box
        self._offers: tuple[ShownOffer, ...] = ()
        self.is_steered = False
        """The user moved in it, so Enter means the offer and not the text."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_OFFER_ROLE)))
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is offered."""
        return bool(self._offers)

    @property
    def shown(self) -> tuple[str, ...]:
        """What stands in the list."""
        return tuple(offer.shown for offer in self._offers)

    def show_offers(self, offers: tuple[ShownOffer, ...]) -> None:
        """Show these above the box, the first chosen; none: close."""
        if offers == self._offers:
            return
        self._offers = offers
        self.is_steered = False
        self.clear()
        for offer in offers:
            words = f"{offer.shown}  {offer.detail}".rstrip()
            item = QListWidgetItem(words, self)
            item.setData(_OFFER_ROLE, offer)
            item.setToolTip(words)
            item.setSizeHint(QSize(0, _ROW_PX))
        self.setVisible(bool(offers))
        if offers:
            self.setCurrentRow(0)
            self._place()

    def steer(self, step: int) -> None:
        """Go up or down in the list, around its ends."""
        self.is_steered = True
        self.setCurrentRow((self.currentRow() + step) % max(1, self.count()))
        said = QAccessibleAnnouncementEvent(self._box, self.currentItem().text())
        QAccessible.updateAccessibility(said)

    def choose(self) -> None:
        """Take the offer that is chosen."""
        item = self.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_OFFER_ROLE))

    def _place(self) -> None:
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        rows = min(len(self._offers), MOST_ROWS)
        height = rows * _ROW_PX + 2 * self.frameWidth() + SPACING.tight
        width = max(_LEAST_WIDTH_PX, self._box.width())
        corner = self._box.mapTo(window, QPoint(0, 0))
        top = corner.y() - height - SPACING.hair
        if top < 0:
            top = corner.y() + self._box.height() + SPACING.hair
        self.setGeometry(corner.x(), top, width, height)
        self.raise_()

"""How much is cut off each side of a picture, to be typed: dragging with Alt is often taken."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from desktop.widgets.boxfields import LEAST_WIDTH_PX
from desktop.widgets.tokens import SPACING, set_role

MOST_PERCENT = 99


class CropSide(StrEnum):
    """The sides of a picture."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


class CropFields(QWidget):
    """Four numbers below a heading; they are called `<name>.left` and so on.

    Signals:
        edited(CropSide, int): the user wants so many percent of the picture cut off there.
    """

    edited = Signal(CropSide, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._heading = QLabel(self)
        set_role(self._heading, "muted")
        self._labels: dict[CropSide, QLabel] = {}
        self._boxes: dict[CropSide, QSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACING.small)
        grid.setVerticalSpacing(SPACING.small)
        grid.addWidget(self._heading, 0, 0, 1, 4)
        for at, side in enumerate(CropSide):
            label, box = QLabel(self), QSpinBox(self)
            set_role(label, "muted")
            label.setBuddy(box)
            box.setObjectName(f"{name}.{side}")
            box.setRange(0, MOST_PERCENT)
            box.setSuffix(" %")
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(LEAST_WIDTH_PX)
            box.setKeyboardTracking(False)  # a half-typed number is no wish
            box.valueChanged.connect(lambda value, side=side: self.edited.emit(side, value))
            row, column = divmod(at, 2)
            grid.addWidget(label, row + 1, 2 * column)
            grid.addWidget(box, row + 1, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
            self._labels[side], self._boxes[side] = label, box
        self._retext()

    def box(self, side: CropSide) -> QSpinBox:
        """Return where one number is typed."""
        return self._boxes[side]

    def show_crop(self, left: float, top: float, right: float, bottom: float) -> None:
        """Show these shares (0 ... 1) without emitting."""
        for side, share in zip(CropSide, (left, top, right, bottom), strict=True):
            box = self._boxes[side]
            box.blockSignals(True)
            box.setValue(round(share * 100))
            box.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _retext(self) -> None:
        self._heading.setText(self.tr("Crop (or drag an edge with Alt)"))
        for side, text, name in (
            (CropSide.LEFT, self.tr("Left"), self.tr("Cut off the left in percent")),
            (CropSide.TOP, self.tr("Top"), self.tr("Cut off the top in percent")),
            (CropSide.RIGHT, self.tr("Right"), self.tr("Cut off the right in percent")),
            (CropSide.BOTTOM, self.tr("Bottom"), self.tr("Cut off the bottom in percent")),
        ):
            self._labels[side].setText(text)
            self._boxes[side].setAccessibleName(name)
            self._boxes[side].setToolTip(name)

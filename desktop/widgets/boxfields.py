"""Place and size of a box in pixels, to be typed."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from desktop.widgets.tokens import SPACING, set_role

MOST_PX = 19_200
LEAST_WIDTH_PX = 64
"""Room for what is usual; five digits scroll."""


class BoxField(StrEnum):
    """The four numbers of a box."""

    X = "x"
    Y = "y"
    WIDTH = "width"
    HEIGHT = "height"


class BoxFields(QWidget):
    """Four numbers; they are called `<name>.x` and so on.

    Signals:
        edited(BoxField, int): the user wants this number of pixels.
    """

    edited = Signal(BoxField, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._labels: dict[BoxField, QLabel] = {}
        self._boxes: dict[BoxField, QSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACING.small)
        grid.setVerticalSpacing(SPACING.small)
        for at, field in enumerate(BoxField):
            label, box = QLabel(self), QSpinBox(self)
            set_role(label, "muted")
            label.setBuddy(box)
            box.setObjectName(f"{name}.{field}")
            is_place = field in (BoxField.X, BoxField.Y)
            box.setRange(-MOST_PX if is_place else 1, MOST_PX)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(LEAST_WIDTH_PX)
            box.setKeyboardTracking(False)  # a half-typed number is no wish
            box.valueChanged.connect(lambda value, field=field: self.edited.emit(field, value))
            row, column = divmod(at, 2)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(box, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
            self._labels[field], self._boxes[field] = label, box
        self._retext()

    def box(self, field: BoxField) -> QSpinBox:
        """Return where one number is typed."""
        return self._boxes[field]

    def show_box(self, x: int, y: int, width: int, height: int) -> None:
        """Show these numbers without emitting."""
        for field, value in zip(BoxField, (x, y, width, height), strict=True):
            box = self._boxes[field]
            if box.value() != value:
                box.blockSignals(True)
                box.setValue(value)
                box.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _retext(self) -> None:
        for field, text, name in (
            (BoxField.X, self.tr("X"), self.tr("Left edge in pixels")),
            (BoxField.Y, self.tr("Y"), self.tr("Top edge in pixels")),
            (BoxField.WIDTH, self.tr("Width"), self.tr("Width in pixels")),
            (BoxField.HEIGHT, self.tr("Height"), self.tr("Height in pixels")),
        ):
            self._labels[field].setText(text)
            self._boxes[field].setAccessibleName(name)
            self._boxes[field].setToolTip(name)

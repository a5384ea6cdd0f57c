"""A colour as it is written, #RRGGBB or #RRGGBBAA, with a button that shows and chooses it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.widgets.tokens import SPACING, current_theme

SWATCH_PX = 16
_LENGTHS = (len("#RRGGBB"), len("#RRGGBBAA"))


class ColourField(QWidget):
    """A line for the colour, and a button with a swatch of it; empty text is no colour."""

    def __init__(self, parent: QWidget | None = None, *, has_alpha: bool = False) -> None:
        super().__init__(parent)
        self._has_alpha = has_alpha
        self.line = QLineEdit(self)
        self.button = QToolButton(self)
        self.button.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING.small)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._show_swatch)
        self.button.clicked.connect(self.choose)
        self._retext()
        self._show_swatch()

    def choose(self) -> QColorDialog:
        """Open the colour dialog beside the window, without blocking; returns it."""
        dialog = QColorDialog(self.window())
        dialog.setObjectName(f"{self.line.objectName()}.dialog")
        dialog.setWindowTitle(self.tr("Choose a colour"))
        dialog.setOption(QColorDialog.ColorDialogOption.ShowAlphaChannel, self._has_alpha)
        dialog.setCurrentColor(read_colour(self.line.text()) or QColor("white"))
        dialog.colorSelected.connect(lambda colour: self.line.setText(write_colour(colour)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self._show_swatch()
        super().changeEvent(event)

    def _show_swatch(self) -> None:
        pixmap = QPixmap(SWATCH_PX, SWATCH_PX)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().muted), 1))
        colour = read_colour(self.line.text())
        if colour is not None:
            painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(0.5, 0.5, SWATCH_PX - 1, SWATCH_PX - 1), 3, 3)
        if colour is None:
            painter.drawLine(3, SWATCH_PX - 3, SWATCH_PX - 3, 3)
        painter.end()
        self.button.setIcon(QIcon(pixmap))

    def _retext(self) -> None:
        self.button.setAccessibleName(self.tr("Choose a colour"))
        self.button.setToolTip(self.tr("Choose a colour"))


def read_colour(text: str) -> QColor | None:
    """Return the colour that `text` means, None where it means none."""
    text = text.strip()
    if len(text) not in _LENGTHS or not text.startswith("#"):
        return None
    # Qt writes the opacity first, everybody else last.
    colour = QColor(f"#{text[7:]}{text[1:7]}")
    return colour if colour.isValid() else None


def write_colour(colour: QColor) -> str:
    """Return `colour` as text, with its opacity only where it is not full."""
    text = colour.name(QColor.NameFormat.HexRgb).upper()
    return text if colour.alpha() == 255 else f"{text}{colour.alpha():02X}"

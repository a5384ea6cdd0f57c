"""Everything that somebody who looks at a widget can read in it."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.widgets.flowpicture import FlowView
from desktop.widgets.statuslamp import StatusLamp


def texts_in(root: QWidget) -> list[str]:
    """Return the texts of all widgets that are seen, in one order whatever the language."""
    seen: list[QWidget] = root.findChildren(QWidget)
    return [text for each in (root, *seen) if each.isVisible() for text in _texts_of(each)]


def _texts_of(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton() | StatusLamp():
            yield widget.text if isinstance(widget, StatusLamp) else widget.text()
        case QTabBar():
            yield from (widget.tabText(at) for at in range(widget.count()))
        case QComboBox():
            yield from (widget.itemText(at) for at in range(widget.count()))
        case QLineEdit():
            yield widget.placeholderText()
        case QTreeWidget():
            yield from _cells(widget.headerItem(), widget.columnCount())
            for at in range(widget.topLevelItemCount()):
                item = widget.topLevelItem(at)
                if item is not None:
                    yield from _cells(item, widget.columnCount())
        case FlowView():
            picture = widget.picture
            yield picture.title
            yield from (words for box in picture.boxes for words in (box.title, box.words))
            yield from (arrow.words for arrow in picture.arrows)
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()


def _cells(item: QTreeWidgetItem, columns: int) -> Iterator[str]:
    yield from (item.text(at) for at in range(columns))

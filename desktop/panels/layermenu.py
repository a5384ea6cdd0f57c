"""Everything that can be done to the selected layer, as a menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desktop.editing.layers import Arrangement, Order
from desktop.panels.layercommands import LayerCommands
from encoder.scenes import Layer


class LayerMenu(QMenu):
    """Made for one layer each time it is asked for; `rename` begins typing in the list."""

    def __init__(
        self,
        commands: LayerCommands,
        layer: Layer,
        rename: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layers.menu")
        self._commands = commands
        if rename is not None:
            self._add("rename", self.tr("Rename"), rename)
        self._add("duplicate", self.tr("Duplicate"), commands.duplicate)
        self.addSeparator()
        self.add_arrangements(is_enabled=not layer.is_locked)
        self.addSeparator()
        for order, text in (
            (Order.TOP, self.tr("To the top")),
            (Order.RAISE, self.tr("Raise")),
            (Order.LOWER, self.tr("Lower")),
            (Order.BOTTOM, self.tr("To the bottom")),
        ):
            self._add(order, text, partial(commands.order, order))
        self.addSeparator()
        shown = self.tr("Hide") if layer.is_visible else self.tr("Show")
        self._add("visible", shown, lambda: commands.toggle_visible(layer.id))
        locked = self.tr("Unlock") if layer.is_locked else self.tr("Lock")
        self._add("locked", locked, lambda: commands.toggle_locked(layer.id))
        self.addSeparator()
        self._add("remove", self.tr("Remove"), commands.remove)

    def add_arrangements(self, *, is_enabled: bool) -> None:
        """Append the ways to place a layer at once."""
        for arrangement, text in (
            (Arrangement.FIT, self.tr("Fit to the picture")),
            (Arrangement.FILL, self.tr("Fill the picture")),
            (Arrangement.STRETCH, self.tr("Stretch over the picture")),
            (Arrangement.CENTRE, self.tr("Centre")),
            (Arrangement.RESET, self.tr("Reset")),
        ):
            self._add(
                arrangement,
                text,
                partial(self._commands.arrange, arrangement),
                is_enabled=is_enabled,
            )

    def _add(
        self, name: str, text: str, act: Callable[[], None], *, is_enabled: bool = True
    ) -> None:
        action = self.addAction(text)
        action.setObjectName(f"layers.menu.{name}")
        action.setEnabled(is_enabled)
        action.triggered.connect(lambda _=False: act())

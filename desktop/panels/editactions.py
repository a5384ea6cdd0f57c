"""What the Edit and Scene menus do."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.actions import Actions
from desktop.bridges.studio import Studio
from desktop.editing.layers import Arrangement, Order
from desktop.panels.editwords import edit_text
from desktop.panels.layercommands import LayerCommands
from desktop.panels.scenes import MOST_KEYS, ScenesPanel


class EditActions(QObject):
    """Ties the actions of a window to the scene editor; says what undo would take back."""

    def __init__(self, studio: Studio, actions: Actions, scenes: ScenesPanel) -> None:
        super().__init__(scenes)
        self._studio = studio
        self._editor = studio.editor
        self._actions = actions
        commands = LayerCommands(studio)
        for name, act in (
            ("undo", self._editor.undo),
            ("redo", self._editor.redo),
            ("duplicate_layer", commands.duplicate),
            ("remove_layer", commands.remove),
            ("raise_layer", partial(commands.order, Order.RAISE)),
            ("lower_layer", partial(commands.order, Order.LOWER)),
            ("top_layer", partial(commands.order, Order.TOP)),
            ("bottom_layer", partial(commands.order, Order.BOTTOM)),
            ("fit_layer", partial(commands.arrange, Arrangement.FIT)),
            ("fill_layer", partial(commands.arrange, Arrangement.FILL)),
            ("centre_layer", partial(commands.arrange, Arrangement.CENTRE)),
            ("add_scene", scenes.add),
            ("duplicate_scene", scenes.duplicate_shown),
            *((f"scene_{n}", partial(scenes.go_to, n)) for n in range(1, MOST_KEYS + 1)),
        ):
            actions[name].triggered.connect(lambda _=False, act=act: act())
        self._editor.history_changed.connect(self.show)
        self._editor.selection_changed.connect(self.show)
        studio.programme_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Offer what can be done now."""
        actions, layer = self._actions, self._editor.layer
        for name, plain, edit, filled in (
            ("undo", self.tr("&Undo"), self._editor.next_undo, self.tr("&Undo: {edit}")),
            ("redo", self.tr("&Redo"), self._editor.next_redo, self.tr("&Redo: {edit}")),
        ):
            text = plain if edit is None else filled.format(edit=edit_text(edit))
            actions[name].setText(text)
            actions[name].setEnabled(edit is not None)
        for name in (
            "duplicate_layer", "remove_layer", "raise_layer", "lower_layer", "top_layer",
            "bottom_layer",
        ):  # fmt: skip
            actions[name].setEnabled(layer is not None)
        for name in ("fit_layer", "fill_layer", "centre_layer"):
            actions[name].setEnabled(layer is not None and not layer.is_locked)
        count = len(self._editor.programme.scenes)
        for number in range(1, MOST_KEYS + 1):
            actions[f"scene_{number}"].setVisible(number <= count)

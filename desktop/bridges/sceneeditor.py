"""What is selected, what an edit makes of the programme, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.editing.history import Edit, History, Step
from desktop.editing.inputs import find_input
from desktop.editing.layers import find_layer
from desktop.editing.scenes import show_scene
from encoder.scenes import Input, Layer, Programme

Change = Callable[[Programme, bool], None]
"""Lets a programme hold; False while more changes follow at once."""


class SceneEditor(QObject):
    """Edits go through here, so that they can be undone; a drag is one step.

    A layer of the scene shown is selected, or an input that only sounds, or nothing.

    Signals:
        selection_changed(): another layer or input is selected, or none.
        history_changed(): other edits can be undone or done again.
        options_asked(): the options of the selected input should be shown.
    """

    selection_changed = Signal()
    history_changed = Signal()
    options_asked = Signal()

    def __init__(
        self, programme: Callable[[], Programme], change: Change, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._programme = programme
        self._change = change
        self._history = History()
        self._selected: tuple[str, str] | None = None
        """Scene and layer; an empty scene means that the second is an input."""
        self._open: tuple[Edit, Programme] | None = None
        """The edit that has not settled yet, and what was before it."""
        self._is_own = False
        """A change that comes now was made here."""

    @property
    def programme(self) -> Programme:
        """What is captured, shown and heard."""
        return self._programme()

    @property
    def layer(self) -> Layer | None:
        """The layer selected; None while there is none of it in the scene shown."""
        programme = self.programme
        if self._selected is None or self._selected[0] != programme.scene_id:
            return None
        return find_layer(programme, self._selected[1])

    @property
    def input(self) -> Input | None:
        """The input selected, by one of its layers or on its own."""
        layer = self.layer
        if layer is not None:
            return find_input(self.programme, layer.input)
        if self._selected is None or self._selected[0]:
            return None
        return find_input(self.programme, self._selected[1])

    @property
    def next_undo(self) -> Edit | None:
        """What undo would take back."""
        return self._history.next_undo

    @property
    def next_redo(self) -> Edit | None:
        """What redo would do again."""
        return self._history.next_redo

    def select(self, layer_id: str | None) -> None:
        """Select a layer of the scene shown, or nothing."""
        self._select(None if layer_id is None else (self.programme.scene_id, layer_id))

    def select_input(self, input_id: str) -> None:
        """Select an input that no layer stands for: one that only sounds; show its options."""
        self._select(("", input_id))
        self.options_asked.emit()

    def do(
        self, edit: Edit, programme: Programme, *, is_settled: bool = True, target: str = ""
    ) -> None:
        """Let `programme` hold, as one step that can be undone.

        `is_settled=False`: more of the same follows, and the last of it makes the step.
        Steps in a row with the same `target` become one.
        """
        before = self.programme if self._open is None else self._open[1]
        if not is_settled:
            self._open = (edit, before)
            self._use(programme, is_settled=False)
            return
        was_open = self._open is not None
        self._open = None
        if programme == before and not was_open:
            return
        self._use(programme, is_settled=True)
        self._history.record(Step(edit, before, programme, target))
        self.history_changed.emit()

    def cancel(self) -> None:
        """Take back the edit that has not settled yet."""
        if self._open is not None:
            before = self._open[1]
            self._open = None
            self._use(before, is_settled=True)

    def show_scene(self, scene_id: str) -> None:
        """Go to a scene. That is no edit: undo does not change what viewers see."""
        self.cancel()
        self._use(show_scene(self.programme, scene_id), is_settled=True)
        self.selection_changed.emit()

    def undo(self) -> None:
        """Take back the last edit."""
        self._go(self._history.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._go(self._history.redo)

    def follow(self, programme: Programme) -> None:
        """Hear that another programme holds; after scenes came from elsewhere nothing is undone."""
        if not self._is_own and not self._history.still_fits(programme):
            self._open = None
            self._history.clear()
            self.history_changed.emit()
            self.selection_changed.emit()

    def _use(self, programme: Programme, *, is_settled: bool) -> None:
        self._is_own = True
        self._change(programme, is_settled)
        self._is_own = False

    def _go(self, way: Callable[[Programme], Programme | None]) -> None:
        self.cancel()
        programme = way(self.programme)
        if programme is not None:
            self._use(programme, is_settled=True)
        self.history_changed.emit()
        self.selection_changed.emit()

    def _select(self, selected: tuple[str, str] | None) -> None:
        if selected != self._selected:
            self._selected = selected
            self.selection_changed.emit()

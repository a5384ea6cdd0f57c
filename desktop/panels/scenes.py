"""The scenes to go to with one click, and how one gives way to the other."""

from functools import partial

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.bridges.studio import Studio
from desktop.editing.history import Edit
from desktop.editing.scenes import (
    add_scene,
    change_transition,
    duplicate_scene,
    move_scene,
    remove_scene,
    rename_scene,
)
from desktop.panels.previewediting import PopUp
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.scenechips import SceneChips, SceneRow
from desktop.widgets.tokens import SPACING
from encoder.scenes import Programme, Scene, Transition

FADES_MS = (200, 300, 500, 1000, 2000)
MOST_KEYS = 9
"""So many scenes have a key of their own."""


class ScenesPanel(QWidget):
    """The scene shown is filled; a click or Enter goes to another."""

    def __init__(
        self, studio: Studio, parent: QWidget | None = None, *, pop_up: PopUp = QMenu.popup
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scenes")
        self._studio = studio
        self._editor = studio.editor
        self._pop_up = pop_up
        self.chips = SceneChips("scenes.list", self)
        self.chips.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.add_button = QToolButton(self)
        self.add_button.setObjectName("scenes.add")
        self.more_button = QToolButton(self)
        self.more_button.setObjectName("scenes.more")
        self.transition = QComboBox(self)
        self.transition.setObjectName("scenes.transition")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACING.tight)
        line.addWidget(self.chips, 1)
        for widget in (self.add_button, self.more_button, self.transition):
            line.addWidget(widget)
        self._connect()
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def go_to(self, number: int) -> None:
        """Go to the scene with this number, from 1, if there is one."""
        scenes = self._programme.scenes
        if 1 <= number <= len(scenes):
            self._editor.show_scene(scenes[number - 1].id)

    def add(self) -> None:
        """Add an empty scene, and go there unless viewers would see it."""
        name = self._new_name()
        after, scene_id = add_scene(self._programme, name)
        self._add(Edit.ADD_SCENE, after, scene_id)

    def duplicate(self, scene_id: str) -> None:
        """Add a scene with the same layers, and go there: it looks the same."""
        after, twin_id = duplicate_scene(self._programme, scene_id, self._new_name())
        self._add(Edit.DUPLICATE_SCENE, after, twin_id)

    def duplicate_shown(self) -> None:
        """Duplicate the scene that is shown."""
        self.duplicate(self._programme.scene_id)

    def menu_for(self, scene: Scene) -> QMenu:
        """Return the menu of everything that can be done to a scene."""
        scenes = self._programme.scenes
        at = scenes.index(scene)
        menu = QMenu(self)
        menu.setObjectName("scenes.menu")
        for name, text, is_enabled, act in (
            ("show", self.tr("Go to this scene"), scene.id != self._programme.scene_id,
             partial(self._editor.show_scene, scene.id)),
            ("rename", self.tr("Rename"), True, partial(self.chips.rename, scene.id)),
            ("duplicate", self.tr("Duplicate"), True, partial(self.duplicate, scene.id)),
            ("earlier", self.tr("Move left"), at > 0, partial(self._move, scene.id, at - 1)),
            ("later", self.tr("Move right"), at < len(scenes) - 1,
             partial(self._move, scene.id, at + 1)),
            ("remove", self.tr("Remove"), len(scenes) > 1, partial(self._remove, scene.id)),
        ):  # fmt: skip
            action = menu.addAction(text)
            action.setObjectName(f"scenes.menu.{name}")
            action.setEnabled(is_enabled)
            action.triggered.connect(lambda _=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _connect(self) -> None:
        self.chips.activated_row.connect(self._editor.show_scene)
        self.chips.renamed.connect(self._rename)
        self.chips.moved.connect(self._move)
        self.chips.removal_asked.connect(self._remove)
        self.chips.customContextMenuRequested.connect(self._on_menu)
        self.add_button.clicked.connect(self.add)
        self.more_button.clicked.connect(self._on_more)
        self.transition.activated.connect(self._on_transition)
        self._studio.programme_changed.connect(self._show)
        self._editor.selection_changed.connect(self._show)

    @property
    def _programme(self) -> Programme:
        return self._editor.programme

    def _add(self, edit: Edit, after: Programme, scene_id: str) -> None:
        self._editor.do(edit, after)
        # On air nobody should see an empty scene because it was made.
        if edit is Edit.DUPLICATE_SCENE or not self._studio.broadcast.situation.is_on_air:
            self._editor.show_scene(scene_id)

    def _rename(self, scene_id: str, name: str) -> None:
        self._editor.do(Edit.RENAME_SCENE, rename_scene(self._programme, scene_id, name))

    def _move(self, scene_id: str, index: int) -> None:
        self._editor.do(Edit.REORDER_SCENES, move_scene(self._programme, scene_id, index))

    def _remove(self, scene_id: str) -> None:
        self._editor.do(Edit.REMOVE_SCENE, remove_scene(self._programme, scene_id))

    def _on_menu(self, place: QPoint) -> None:
        item = self.chips.itemAt(place)
        at = self.chips.currentRow() if item is None else self.chips.row(item)
        if 0 <= at < len(self._programme.scenes):
            menu = self.menu_for(self._programme.scenes[at])
            self._pop_up(menu, self.chips.viewport().mapToGlobal(place))

    def _on_more(self) -> None:
        place = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self._pop_up(self.menu_for(self._programme.scene), place)

    def _on_transition(self, at: int) -> None:
        transition = self.transition.itemData(at)
        if isinstance(transition, Transition):
            programme = change_transition(self._programme, transition)
            self._studio.change_programme(programme)

    def _show(self) -> None:
        programme = self._programme
        rows = [
            self._row(at, scene, is_shown=scene.id == programme.scene_id)
            for at, scene in enumerate(programme.scenes)
        ]
        # The arrow keys may have gone elsewhere than the scene shown.
        kept = self.chips.current_id if self.chips.hasFocus() else programme.scene_id
        self.chips.show_rows(rows, kept)
        self._show_transition(programme.transition)

    def _row(self, at: int, scene: Scene, *, is_shown: bool) -> SceneRow:
        title = self._title(at, scene)
        words = self.tr("{scene}, shown now").format(scene=title) if is_shown else title
        key = QKeySequence(f"Ctrl+{at + 1}").toString(QKeySequence.SequenceFormat.NativeText)
        hint = self.tr("Go to {scene} ({key})").format(scene=title, key=key)
        return SceneRow(scene.id, title, words, hint if at < MOST_KEYS else "", is_shown=is_shown)

    def _title(self, at: int, scene: Scene) -> str:
        return scene.name or self.tr("Scene {number}").format(number=at + 1)

    def _new_name(self) -> str:
        titles = {self._title(at, scene) for at, scene in enumerate(self._programme.scenes)}
        number = len(titles) + 1
        while (name := self.tr("Scene {number}").format(number=number)) in titles:
            number += 1
        return name

    def _show_transition(self, transition: Transition) -> None:
        if transition == self.transition.currentData():
            return
        choices = [Transition(), *(Transition("fade", each) for each in FADES_MS)]
        if transition.kind == "fade" and transition not in choices:
            choices.append(transition)
        self.transition.clear()
        for each in choices:
            self.transition.addItem(self._transition_text(each), each)
        at = next((at for at, each in enumerate(choices) if each == transition), 0)
        self.transition.setCurrentIndex(at)

    def _transition_text(self, transition: Transition) -> str:
        if transition.kind == "cut":
            return self.tr("Cut")
        seconds = QLocale().toString(transition.duration_ms / 1000, "f", 1)
        return self.tr("Fade {seconds} s").format(seconds=seconds)

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Scenes"))
        self.chips.setAccessibleName(self.tr("Scenes"))
        for button, text in (
            (self.add_button, self.tr("Add a scene")),
            (self.more_button, self.tr("Rename, duplicate, remove the scene")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.transition.setAccessibleName(self.tr("How scenes change"))
        self.transition.setToolTip(self.tr("How scenes change"))
        self.transition.clear()
        self._dress()
        self._show()

    def _dress(self) -> None:
        self.add_button.setIcon(make_icon(IconName.ADD))
        self.more_button.setIcon(make_icon(IconName.MORE))

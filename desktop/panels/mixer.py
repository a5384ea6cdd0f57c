"""The mixer: every input that can be heard, and the programme they make together."""

import time
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.dialogs.sound import SoundDialog
from desktop.editing.history import Edit
from desktop.editing.inputs import remove_input
from desktop.editing.sound import change_master, change_sound
from desktop.language import device_title
from desktop.panels.inputwords import input_title
from desktop.panels.mixermenu import MixerMenu
from desktop.panels.mixerrow import MixerRow
from desktop.panels.section import ColumnBox, Note, Section
from desktop.widgets.levelmeter import MeterBar
from desktop.widgets.tokens import SPACING
from encoder.messages import Levelled, Levels
from encoder.meters import MeterBallistics
from encoder.scenes import Input, Programme, Sound

MASTER = ""
"""Stands for the programme where an input's id would stand; `encoder.messages.Levels` too."""


class MixerPanel(Section):
    """One row an input, in the order they were added, and below them the programme's."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("mixer", parent)
        self._studio = studio
        self._now_s = now_s
        self._ballistics: dict[str, MeterBallistics] = {}
        self._dialogs: dict[str, SoundDialog] = {}
        self.strips: dict[str, MixerRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACING.normal)
        self._empty = Note("mixer.empty", "hint", self)
        self.headphones = ColumnBox("mixer.headphones", self)
        self._headphones_label = QLabel(self)
        self._headphones_label.setBuddy(self.headphones)
        line = QHBoxLayout()
        line.setSpacing(SPACING.small)
        line.addWidget(self._headphones_label)
        line.addWidget(self.headphones, 1)
        self.rows.addWidget(self._empty)
        self.rows.addLayout(self._list)
        self.rows.addLayout(line)
        self.headphones.activated.connect(self._on_headphones)
        studio.programme_changed.connect(self._show)
        studio.catalogue_changed.connect(self._show)
        studio.broadcast.levels_arrived.connect(self._on_levels)
        self._retext()

    def menu_for(self, input_id: str) -> MixerMenu:
        """Return a menu of what else can be done to one input's sound."""
        return MixerMenu(
            settings=lambda: self._open_settings(input_id),
            options=lambda: self._studio.editor.select_input(input_id),
            remove=None if self._has_place(input_id) else lambda: self._remove(input_id),
            parent=self,
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    # ---- what is there ----

    def _show(self) -> None:
        programme = self._studio.programme()
        audible = [each for each in programme.inputs if self._can_be_heard(each)]
        wanted = [*(each.id for each in audible), MASTER] if audible else []
        if list(self.strips) != wanted:
            self._lay_out(wanted)
        for each in audible:
            strip, sound = self.strips[each.id], each.sound
            strip.show_title(input_title(self._studio, each))
            strip.show_gain(sound.gain_db)
            strip.show_switches(
                is_muted=sound.is_muted,
                is_solo=sound.is_solo,
                can_solo=bool(programme.headphones),
            )
            if each.id in self._dialogs:
                self._dialogs[each.id].show_sound(sound)
        if audible:
            self.strips[MASTER].show_title(self.tr("Programme"))
            self.strips[MASTER].show_gain(programme.master_gain_db)
        self._empty.say("" if audible else self._empty_words())
        self._show_headphones(programme.headphones, has_use=bool(audible))

    def _show_headphones(self, chosen: str, *, has_use: bool) -> None:
        """Offer what can be listened on; takes no room where there is nothing."""
        devices = {device.id: device_title(device.title) for device in self._studio.headphones}
        if chosen:
            devices.setdefault(chosen, self.tr("{device} (not connected)").format(device=chosen))
        self.headphones.clear()
        self.headphones.addItem(self.tr("None"), "")
        for device_id, title in devices.items():
            self.headphones.addItem(title, device_id)
        self.headphones.setCurrentIndex(self.headphones.findData(chosen))
        for widget in (self._headphones_label, self.headphones):
            widget.setVisible(has_use and bool(devices))

    def _can_be_heard(self, each: Input) -> bool:
        kinds = {kind.kind: kind for kind in self._studio.catalogue}
        kind = kinds.get(each.source.kind)
        return kind is not None and kind.has_audio

    def _lay_out(self, wanted: list[str]) -> None:
        for input_id in [known for known in self.strips if known not in wanted]:
            strip = self.strips.pop(input_id)
            self._list.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
            self._ballistics.pop(input_id, None)
            dialog = self._dialogs.pop(input_id, None)
            if dialog is not None:
                dialog.reject()
        self.strips = {input_id: self._made(input_id) for input_id in wanted}
        for at, strip in enumerate(self.strips.values()):
            self._list.insertWidget(at, strip)

    def _made(self, input_id: str) -> MixerRow:
        if input_id in self.strips:
            return self.strips[input_id]
        strip = MixerRow(f"mixer.{input_id or 'programme'}", self, is_master=input_id == MASTER)
        strip.gain_asked.connect(lambda gain, is_settled: self._on_gain(input_id, gain, is_settled))
        strip.mute_asked.connect(lambda is_on: self._change(input_id, is_muted=is_on))
        strip.solo_asked.connect(lambda is_on: self._change(input_id, is_solo=is_on))
        strip.details_asked.connect(lambda: self._open_menu(input_id))
        strip.meter.clip_dismissed.connect(lambda: self._forget_clip(input_id))
        return strip

    # ---- what is asked ----

    def _on_gain(self, input_id: str, gain_db: float, is_settled: bool) -> None:
        programme = self._studio.programme()
        if input_id == MASTER:
            self._ask(change_master(programme, gain_db), is_settled)
        else:
            sound = replace(programme.input(input_id).sound, gain_db=gain_db)
            self._ask(change_sound(programme, input_id, sound), is_settled)

    def _change(self, input_id: str, **changes: bool) -> None:
        programme = self._studio.programme()
        sound = replace(programme.input(input_id).sound, **changes)
        self._ask(change_sound(programme, input_id, sound))

    def _ask(self, programme: Programme, is_settled: bool = True) -> None:
        self._studio.change_programme(programme, is_settled)

    def _on_headphones(self) -> None:
        device = str(self.headphones.currentData() or "")
        self._ask(replace(self._studio.programme(), headphones=device))

    def _open_menu(self, input_id: str) -> None:
        button = self.strips[input_id].details_button
        menu = self.menu_for(input_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _open_settings(self, input_id: str) -> None:
        found = self._studio.programme().input(input_id)
        dialog = SoundDialog(
            input_title(self._studio, found),
            found.sound,
            self.window(),
            has_picture=self._has_place(input_id),
        )
        dialog.changed.connect(lambda sound: self._on_sound(input_id, sound))
        dialog.finished.connect(lambda _: self._dialogs.pop(input_id, None))
        dialog.finished.connect(dialog.deleteLater)
        self._dialogs[input_id] = dialog
        dialog.open()

    def _has_place(self, input_id: str) -> bool:
        scenes = self._studio.programme().scenes
        return any(layer.input == input_id for scene in scenes for layer in scene.layers)

    def _remove(self, input_id: str) -> None:
        editor = self._studio.editor
        editor.do(Edit.REMOVE_INPUT, remove_input(self._studio.programme(), input_id))

    def _on_sound(self, input_id: str, sound: Sound) -> None:
        self._ask(change_sound(self._studio.programme(), input_id, sound))

    # ---- how loud it is ----

    def _on_levels(self, event: Levelled) -> None:
        if not self.isVisible() or self.window().isMinimized():
            return
        for levels in event.levels:
            strip = self.strips.get(levels.input)
            if strip is not None:
                self._show_levels(strip, levels)

    def _show_levels(self, strip: MixerRow, levels: Levels) -> None:
        ballistics = self._ballistics.setdefault(levels.input, MeterBallistics())
        shown = ballistics.after(levels, self._now_s())
        left, right = shown.bars
        strip.meter.show_levels(
            (MeterBar(*left), MeterBar(*right)),
            is_clipped=shown.is_clipped,
            is_heard=levels.is_heard,
        )

    def _forget_clip(self, input_id: str) -> None:
        if input_id in self._ballistics:
            self._ballistics[input_id].forget_clip()

    def _empty_words(self) -> str:
        return self.tr("Nothing here has sound yet. Add a microphone under “Layers”.")

    def _retext(self) -> None:
        self.set_title(self.tr("Sound"))
        self._headphones_label.setText(self.tr("Headphones"))
        self.headphones.setAccessibleName(self.tr("Where solo inputs are played"))
        self._show()

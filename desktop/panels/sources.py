"""What viewers see and hear: the picture's source and the sound's."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.bridges.studio import Studio
from desktop.panels.section import Section
from desktop.panels.sourcechooser import SourceChooser
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import SourceKindInfo
from encoder.scenes import single_scene
from encoder.settings import SourceSpec


class SourcesPanel(Section):
    """Two source choosers; what is chosen goes to the settings, and from there to the engine."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__("sources", parent)
        self._studio = studio
        self.video = SourceChooser("sources.video", self)
        self.audio = SourceChooser("sources.audio", self)
        self._sound = QLabel(self)
        set_role(self._sound, "muted")
        self._sound.setBuddy(self.audio.box)
        self.rows.addWidget(self.video)
        self.rows.addSpacing(SPACING.tight)
        self.rows.addWidget(self._sound)
        self.rows.addWidget(self.audio)
        self.video.chosen.connect(self._on_video)
        self.audio.chosen.connect(self._on_audio)
        studio.catalogue_changed.connect(self._on_catalogue)
        studio.choices_changed.connect(self._show_choice)
        self._retext()
        self._on_catalogue(studio.catalogue)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _on_catalogue(self, kinds: tuple[SourceKindInfo, ...]) -> None:
        self.setEnabled(bool(kinds))
        self.video.show_kinds([kind for kind in kinds if kind.has_video])
        # A kind with a picture of its own (a file) brings its sound with it.
        self.audio.show_kinds([kind for kind in kinds if kind.has_audio and not kind.has_video])
        self._show_choice()

    def _show_choice(self) -> None:
        inputs = self._studio.programme().inputs
        self.video.show_spec(inputs[0].source if inputs else None)
        self.audio.show_spec(inputs[1].source if len(inputs) > 1 else None)

    def _on_video(self, spec: SourceSpec | None) -> None:
        inputs = self._studio.programme().inputs
        if spec is not None:
            self._use(spec, inputs[1].source if len(inputs) > 1 else None)

    def _on_audio(self, spec: SourceSpec | None) -> None:
        self._use(self._studio.programme().inputs[0].source, spec)

    def _use(self, video: SourceSpec, audio: SourceSpec | None) -> None:
        canvas = self._studio.programme().canvas
        self._studio.change_programme(single_scene(canvas, video, audio))

    def _retext(self) -> None:
        self.set_title(self.tr("Source"))
        self._sound.setText(self.tr("Sound"))
        self.video.set_texts(self.tr("Source of the picture"))
        self.audio.set_texts(
            self.tr("Source of the sound"), self.tr("The sound of the picture, or silence")
        )

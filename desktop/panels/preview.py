"""The programme as viewers will see it, and one line that says what it is."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.panels.inputwords import input_lamp, input_title
from desktop.panels.previewediting import PreviewEditing
from desktop.widgets.layeroverlay import LayerOverlay
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role
from desktop.widgets.videoview import VideoView
from encoder.messages import EngineState
from encoder.scenes import Input

STALE_S = 2.0
LOOK_MS = 500


class PreviewPanel(QWidget):
    """The picture, or in words why there is none."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._studio = studio
        self._now_s = now_s
        self._arrived_s: float | None = None
        self.view = VideoView(self)
        self.view.setObjectName("preview.picture")
        self.overlay = LayerOverlay(self.view)
        self.overlay.setObjectName("preview.layers")
        self._editing = PreviewEditing(studio, self.overlay)
        self.source_lamp = StatusLamp(self)
        self.source_lamp.setObjectName("preview.source")
        self._format = QLabel(self)
        self._format.setObjectName("preview.format")
        set_role(self._format, "muted")
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        studio.preview.picture_arrived.connect(self._on_picture)
        studio.broadcast.situation_changed.connect(self._show)
        studio.choices_changed.connect(self._retext)
        studio.programme_changed.connect(self._show_lamp)
        studio.catalogue_changed.connect(self._retext)
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._studio.preview.is_watched = True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._studio.preview.is_watched = False
        super().hideEvent(event)

    def _on_picture(self, pixels: bytes, width: int, height: int) -> None:
        self._arrived_s = self._now_s()
        if self._situation.is_attached:  # else words stand before it
            self.view.show_picture(pixels, width, height)
            self.overlay.show()

    def _look(self) -> None:
        """Say how old the picture is, once it is."""
        if self._arrived_s is None or not self._situation.is_attached:
            return
        age_s = self._now_s() - self._arrived_s
        if age_s > STALE_S:
            self.view.show_stale(
                self.tr("No new picture for {seconds} s").format(seconds=round(age_s))
            )

    def _show(self, situation: Situation) -> None:
        # A source that fails has its slate in the picture, with the reason on it.
        if situation.engine is not EngineState.ATTACHED:
            self._arrived_s = None
        if situation.engine is EngineState.GONE and situation.engine_problem is not None:
            problem = situation.engine_problem
            self.view.show_error(message_of(problem), hint_of(problem))
        elif not situation.is_attached:
            self.view.show_loading(self.tr("The broadcast engine is starting…"))
        elif self._arrived_s is None:
            self.view.show_loading(self.tr("Opening the source…"))
        self.overlay.setVisible(self._arrived_s is not None)
        self._show_lamp()

    def _show_lamp(self) -> None:
        """Say how the scene's sources are: the worst of them, by name."""
        programme = self._studio.programme()
        shown = {layer.input for layer in programme.scene.layers if layer.is_visible}
        sources = [each for each in programme.inputs if each.id in shown]
        by_lamp = {input_lamp(self._studio, each.id): each for each in reversed(sources)}
        if (failed := by_lamp.get(Lamp.BAD)) is not None:
            words = self.tr("{source}: not available").format(source=self._title(failed))
            self.source_lamp.set_status(Lamp.BAD, words)
        elif (opening := by_lamp.get(Lamp.OFF)) is not None:
            words = self.tr("{source}: opening").format(source=self._title(opening))
            self.source_lamp.set_status(Lamp.OFF, words)
        elif sources:
            titles = self.tr(", ").join(self._title(each) for each in sources)
            self.source_lamp.set_status(Lamp.OK, titles)
        else:
            self.source_lamp.set_status(Lamp.OFF, self.tr("This scene is empty"))

    def _title(self, each: Input) -> str:
        return input_title(self._studio, each)

    @property
    def _situation(self) -> Situation:
        return self._studio.broadcast.situation

    def _arrange(self) -> None:
        over = QVBoxLayout(self.view)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.overlay)
        line = QHBoxLayout()
        line.setContentsMargins(SPACING.hair, 0, SPACING.hair, 0)
        line.addWidget(self.source_lamp, 1)
        line.addWidget(self._format)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.view, 1)
        rows.addLayout(line)

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Preview"))
        self.view.setAccessibleName(self.tr("Preview of the programme"))
        settings = self._studio.keeper.settings
        canvas = settings.canvas
        rate = QLocale().toString(settings.encoding.video.bitrate_bps / 1e6, "f", 1)
        self._format.setText(
            self.tr("{width} × {height} · {fps} fps · {rate} Mb/s").format(
                width=canvas.width, height=canvas.height, fps=canvas.fps, rate=rate
            )
        )
        self._editing.show()
        self._show(self._situation)

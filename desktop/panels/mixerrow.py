"""One input in the mixer: its name, how loud it is, its gain, mute and solo."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.levelmeter import LevelMeter
from desktop.widgets.tokens import SPACING, set_role

SILENT_DB = -96.0
LOWEST_DB = -60
"""Below this the fader says silence; hearing has nothing to do there."""
HIGHEST_DB = 26
STEPS_PER_DB = 2


class MixerRow(QWidget):
    """Shows what it is told; the fader, the buttons and a double click only ask.

    Signals:
        gain_asked(float, bool): this gain in dB is wanted; False while the fader still moves.
        mute_asked(bool), solo_asked(bool): muted or not, in the headphones alone or not.
        details_asked(): a menu of everything else about this input's sound.
    """

    gain_asked = Signal(float, bool)
    mute_asked = Signal(bool)
    solo_asked = Signal(bool)
    details_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, is_master: bool) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = ""
        self._gain_db = 0.0
        self.heading = QLabel(self)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.value = QLabel(self)
        set_role(self.value, "muted")
        self.meter = LevelMeter(self)
        self.meter.setObjectName(f"{name}.meter")
        self.fader = _Fader(self)
        self.fader.setObjectName(f"{name}.gain")
        self.mute_button = self._button(f"{name}.mute", IconName.SOUND, is_checkable=True)
        self.solo_button = self._button(f"{name}.solo", IconName.HEADPHONES, is_checkable=True)
        self.details_button = self._button(f"{name}.details", IconName.MORE, is_checkable=False)
        for button in (self.mute_button, self.solo_button, self.details_button):
            button.setVisible(not is_master)
        self._arrange()
        self.fader.valueChanged.connect(self._on_moved)
        self.fader.sliderReleased.connect(lambda: self.gain_asked.emit(self._wanted_db(), True))
        self.fader.reset_asked.connect(lambda: self.gain_asked.emit(0.0, True))
        self.mute_button.toggled.connect(self._on_mute)
        self.solo_button.toggled.connect(self.solo_asked)
        self.details_button.clicked.connect(self.details_asked)
        self._retext()

    def show_title(self, title: str) -> None:
        """Call the input this."""
        if title != self._title:
            self._title = title
            self._retext()

    def show_gain(self, gain_db: float) -> None:
        """Put the fader there, unless the mouse holds it."""
        self._gain_db = gain_db
        if not self.fader.isSliderDown():
            self.fader.blockSignals(True)
            self.fader.setValue(round(max(LOWEST_DB, gain_db) * STEPS_PER_DB))
            self.fader.blockSignals(False)
        self._show_value()

    def show_switches(self, *, is_muted: bool, is_solo: bool, can_solo: bool) -> None:
        """Show whether it is muted, and whether it is alone in the headphones."""
        was_muted = self.mute_button.isChecked()
        for button, is_on in ((self.mute_button, is_muted), (self.solo_button, is_solo)):
            button.blockSignals(True)
            button.setChecked(is_on)
            button.blockSignals(False)
        self.solo_button.setEnabled(can_solo or is_solo)
        if is_muted != was_muted:
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    # ---- private ----

    def _button(self, name: str, icon: IconName, *, is_checkable: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setCheckable(is_checkable)
        button.setIcon(make_icon(icon))
        return button

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACING.tight)
        grid.setVerticalSpacing(SPACING.hair)
        grid.addWidget(self.heading, 0, 0)
        grid.addWidget(self.value, 0, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.meter, 1, 0, 1, 4)
        grid.addWidget(self.fader, 2, 0)
        for column, button in enumerate(
            (self.mute_button, self.solo_button, self.details_button), start=1
        ):
            grid.addWidget(button, 2, column)
        grid.setColumnStretch(0, 1)

    def _wanted_db(self) -> float:
        steps = self.fader.value()
        return SILENT_DB if steps <= LOWEST_DB * STEPS_PER_DB else steps / STEPS_PER_DB

    def _on_moved(self) -> None:
        self._gain_db = self._wanted_db()
        self._show_value()
        self.gain_asked.emit(self._gain_db, not self.fader.isSliderDown())

    def _on_mute(self, is_muted: bool) -> None:
        self._dress()
        self.mute_asked.emit(is_muted)

    def _show_value(self) -> None:
        if self._gain_db <= SILENT_DB:
            words = self.tr("off")
        else:
            words = self.tr("{gain} dB").format(gain=f"{self._gain_db:+.1f}")
        self.value.setText(words)
        self.fader.setAccessibleDescription(words)

    def _dress(self) -> None:
        is_muted = self.mute_button.isChecked()
        self.mute_button.setIcon(make_icon(IconName.MUTED if is_muted else IconName.SOUND))
        self.solo_button.setIcon(make_icon(IconName.HEADPHONES))
        self.details_button.setIcon(make_icon(IconName.MORE))

    def _retext(self) -> None:
        title = self._title
        self.heading.setText(title)
        self.heading.setToolTip(title)
        self.setAccessibleName(title)
        self.meter.setAccessibleName(self.tr("Level of {input}").format(input=title))
        self.meter.setToolTip(self.tr("Press the red mark once you have seen that it clipped"))
        self.fader.setAccessibleName(self.tr("Gain of {input}").format(input=title))
        self.fader.setToolTip(self.tr("Double-click for 0 dB"))
        for button, words in (
            (self.mute_button, self.tr("Mute {input}").format(input=title)),
            (self.solo_button, self.tr("Only {input} in the headphones").format(input=title)),
            (self.details_button, self.tr("More about the sound of {input}").format(input=title)),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._show_value()


class _Fader(QSlider):
    """A slider in half decibels that goes back to 0 dB on a double click.

    Signals:
        reset_asked(): 0 dB is wanted.
    """

    reset_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(LOWEST_DB * STEPS_PER_DB, HIGHEST_DB * STEPS_PER_DB)
        self.setSingleStep(1)
        self.setPageStep(3 * STEPS_PER_DB)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Left to the list: scrolling past a fader must not change the sound.
        event.ignore()

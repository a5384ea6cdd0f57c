"""The settings that belong to no panel: language, colours, recordings. They hold at once."""

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.bridges.studio import Studio
from desktop.dialogs.recordingsettings import RecordingSettings
from desktop.widgets.tokens import SPACING, set_role

LEAST_WIDTH_PX = 520


class SettingsDialog(QDialog):
    """Two lists and a form; who listens to the keeper applies them."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._keeper = keeper = studio.keeper
        self.language_box = QComboBox(self)
        self.language_box.setObjectName("settings.language")
        for language in ("system", "en", "ja"):
            self.language_box.addItem("", language)
        self.theme_box = QComboBox(self)
        self.theme_box.setObjectName("settings.theme")
        for theme in ("dark", "light", "system"):
            self.theme_box.addItem("", theme)
        self._labels = (QLabel(self), QLabel(self))
        self._recording_heading = QLabel(self)
        set_role(self._recording_heading, "heading")
        self.recording = RecordingSettings(studio, self)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACING.wide)
        for label, box in zip(self._labels, (self.language_box, self.theme_box), strict=True):
            label.setBuddy(box)
            form.addRow(label, box)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.close_button = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setObjectName("settings.close")
        self._buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.wide)
        rows.addLayout(form)
        rows.addWidget(self._recording_heading)
        rows.addWidget(self.recording)
        rows.addWidget(self._buttons)
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self._retext()
        settings = keeper.settings
        self.language_box.setCurrentIndex(self.language_box.findData(settings.language))
        self.theme_box.setCurrentIndex(self.theme_box.findData(settings.theme))
        self.language_box.activated.connect(self._on_chosen)
        self.theme_box.activated.connect(self._on_chosen)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _on_chosen(self) -> None:
        self._keeper.change(
            msgspec.structs.replace(
                self._keeper.settings,
                language=self.language_box.currentData(),
                theme=self.theme_box.currentData(),
            )
        )

    def _retext(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        texts = (self.tr("Language"), self.tr("Colours"))
        for label, box, text in zip(
            self._labels, (self.language_box, self.theme_box), texts, strict=True
        ):
            label.setText(text)
            box.setAccessibleName(text)
        # A language is named in itself, so that who can't read the present one finds it.
        for index, name in enumerate((self.tr("As the system"), "English", "日本語")):
            self.language_box.setItemText(index, name)
        for index, name in enumerate((self.tr("Dark"), self.tr("Light"), self.tr("As the system"))):
            self.theme_box.setItemText(index, name)
        self._recording_heading.setText(self.tr("Recording"))
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))

"""What can be done to one input's sound besides fader and mute."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget


class MixerMenu(QMenu):
    """Made for one input each time it is asked for; what has a picture is removed with that."""

    def __init__(
        self,
        *,
        settings: Callable[[], None],
        options: Callable[[], None],
        remove: Callable[[], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mixer.menu")
        self._add("settings", self.tr("Sound settings…"), settings)
        self._add("options", self.tr("Options of the source"), options)
        if remove is not None:
            self.addSeparator()
            self._add("remove", self.tr("Remove"), remove)

    def _add(self, name: str, text: str, act: Callable[[], None]) -> None:
        action = self.addAction(text)
        action.setObjectName(f"mixer.menu.{name}")
        action.triggered.connect(lambda _=False: act())

"""What the panels share: what the user chose, what is known, and the wishes made of both."""

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridges.broadcast import Broadcast
from desktop.bridges.practice import Practice
from desktop.bridges.previewfeed import PreviewFeed
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkey import StreamKeyKeeper
from encoder.endpoints import endpoint_of
from encoder.errors import Problem, SettingsError
from encoder.ingestlimits import limit_violations
from encoder.messages import Attached, CatalogueListed, SourceKindInfo
from encoder.settings import Destination, Programme, SourceSpec, StreamKey

PROGRAMME_AFTER_MS = 250
"""How long the user must have stopped typing before sources are opened anew."""


@dataclass(frozen=True, slots=True)
class StudioParts:
    """The bridges one studio is made of."""

    keeper: SettingsKeeper
    broadcast: Broadcast
    preview: PreviewFeed
    practice: Practice
    key: StreamKeyKeeper


class Studio(QObject):
    """The choices, turned into programme and destination; sends the programme when it changes.

    Signals:
        choices_changed(): what would be broadcast is another, or can be now, or can't any more.
        catalogue_changed(tuple): the kinds of sources there are.
        attention_asked(str): the widget of this object name is where the user should look.
        window_painted(): the window is on screen; what is heavy may be loaded now.
        losses_counted(int): so many messages were lost because the window was too busy.
        surprised(): an exception that nobody caught was logged.
    """

    choices_changed = Signal()
    catalogue_changed = Signal(object)
    attention_asked = Signal(str)
    window_painted = Signal()
    losses_counted = Signal(int)
    surprised = Signal()

    def __init__(self, parts: StudioParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper = parts.keeper
        self.broadcast = parts.broadcast
        self.preview = parts.preview
        self.practice = parts.practice
        self.key = parts.key
        self._address = self.keeper.settings.destination.url
        self._catalogue: tuple[SourceKindInfo, ...] = ()
        self._sent: Programme | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PROGRAMME_AFTER_MS)
        self._timer.timeout.connect(self.send_programme)
        self.broadcast.attached.connect(self._on_attached)
        self.broadcast.catalogue_listed.connect(self._on_catalogue)
        self.keeper.changed.connect(self._on_settings)
        self.practice.changed.connect(lambda _: self.choices_changed.emit())
        self.key.changed.connect(lambda _: self.choices_changed.emit())

    @property
    def catalogue(self) -> tuple[SourceKindInfo, ...]:
        """The kinds of sources there are; empty until the engine has listed them."""
        return self._catalogue

    @property
    def address(self) -> str:
        """The ingest address as entered, which may hold more than the settings keep."""
        return self._address

    def enter_address(self, url: str) -> None:
        """Take the ingest address; what may be secret in it stays out of the settings."""
        self._address = url
        settings = self.keeper.settings
        choice = msgspec.structs.replace(
            settings.destination, url=storable_address(url, bool(self.key.key))
        )
        self.keeper.change(msgspec.structs.replace(settings, destination=choice))
        self.choices_changed.emit()

    def video(self) -> SourceSpec:
        """Return the chosen picture source, or the first one that works here."""
        chosen = self.keeper.settings.video
        return chosen if chosen is not None else default_source(self._catalogue)

    def programme(self) -> Programme:
        """Return what viewers would see and hear."""
        return self.keeper.settings.programme(self.video())

    def destination(self) -> Destination | None:
        """Return where it would go; None while the practice cloud is not ready."""
        choice = self.keeper.settings.destination
        if choice.kind == "rtmp":
            return Destination(self._address.strip(), self.key.key, choice.ingest)
        channel = self.practice.view.channel
        if channel is None:
            return None
        return Destination(channel.rtmp_url, StreamKey(channel.key), "practice")

    def refusals(self) -> tuple[Problem, ...]:
        """Return every reason known beforehand why going live can't work."""
        destination = self.destination()
        if destination is None:
            return ()
        settings = self.keeper.settings
        found = list(limit_violations(settings.canvas, settings.encoding, destination))
        try:
            endpoint_of(destination)
        except SettingsError as error:
            found.insert(0, error.problem)
        return tuple(found)

    def go_live(self) -> bool:
        """Ask for the broadcast; False, and nothing asked, where it is known not to work."""
        destination = self.destination()
        if destination is None or self.refusals() or self.broadcast.situation.is_on_air:
            return False
        self.send_programme()
        self.broadcast.go_live(self.keeper.settings.encoding, destination)
        return True

    def start_engine(self) -> None:
        """Have an engine that was given up started again, with the present choices."""
        self._sent = None
        self.broadcast.list_catalogue()

    def send_programme(self) -> None:
        """Ask for the chosen sources now, unless that was asked for already."""
        self._timer.stop()
        if not self._catalogue and self.keeper.settings.video is None:
            return  # which source works here is not known yet
        programme = self.programme()
        if programme != self._sent and self.broadcast.situation.is_attached:
            self._sent = programme
            self.broadcast.set_programme(programme)

    def _on_settings(self, _: object) -> None:
        if self.programme() != self._sent:
            self._timer.start()
        self.choices_changed.emit()

    def _on_attached(self, event: Attached) -> None:
        self._sent = event.programme
        if event.on_air is None:
            self.send_programme()
            return
        on_air = event.on_air.programme
        self._sent = on_air
        settings = msgspec.structs.replace(
            self.keeper.settings, canvas=on_air.canvas, video=on_air.video, audio=on_air.audio,
            encoding=event.on_air.command.encoding,
        )  # fmt: skip
        self.keeper.change(settings)

    def _on_catalogue(self, event: CatalogueListed) -> None:
        self._catalogue = event.sources
        self.catalogue_changed.emit(event.sources)
        if not self.broadcast.situation.is_on_air:
            self.send_programme()


def default_source(catalogue: tuple[SourceKindInfo, ...]) -> SourceSpec:
    """Return the screen where one can be captured, else the test pattern."""
    for kind in catalogue:
        if kind.kind == "screen" and kind.problem is None:
            return SourceSpec("screen")
    return SourceSpec("pattern")


def storable_address(url: str, has_key: bool) -> str:
    """Return as much of an address as may be written to a file: no query, no stream name."""
    address = url.strip().partition("?")[0]
    scheme, separator, rest = address.partition("://")
    host, *path = rest.split("/")
    if not has_key and len([part for part in path if part]) > 1:
        path = [*[part for part in path if part][:-1], ""]
    host = host.rpartition("@")[2]
    return f"{scheme}{separator}{'/'.join([host, *path])}"

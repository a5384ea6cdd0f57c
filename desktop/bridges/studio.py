"""What the panels share: what the user chose, what is known, and the wishes made of both."""

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridges.broadcast import Broadcast
from desktop.bridges.chat import Chat
from desktop.bridges.chatonscreen import ChatOnScreen
from desktop.bridges.chattitle import ChatTitle
from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudplaces import CloudPlaces
from desktop.bridges.destinations import Destinations
from desktop.bridges.healthhistory import HealthHistory
from desktop.bridges.practice import Practice
from desktop.bridges.previewfeed import PreviewFeed
from desktop.bridges.recorder import Recorder
from desktop.bridges.sceneeditor import SceneEditor
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkeys import StreamKeys
from encoder.errors import Problem
from encoder.messages import Attached, CatalogueListed, Device, EncoderKind, SourceKindInfo
from encoder.scenes import Programme, checked_programme, single_scene
from encoder.settings import Canvas, SourceSpec

TYPING_MS = 250
"""How long the user must have stopped typing before sources are opened anew."""
DRAGGING_MS = 33
"""How often the engine is told while something is being dragged."""


@dataclass(frozen=True, slots=True)
class StudioParts:
    """The bridges one studio is made of."""

    keeper: SettingsKeeper
    broadcast: Broadcast
    preview: PreviewFeed
    practice: Practice
    keys: StreamKeys
    history: HealthHistory
    chat: Chat
    cloud: Cloud


class Studio(QObject):
    """The choices, turned into programme and destinations; sends the programme when it changes.

    Signals:
        choices_changed(): what would be broadcast is another, or can be now, or can't any more.
        programme_changed(Programme): what is captured and shown is another; many times a second
            while something is being dragged.
        catalogue_changed(tuple): the kinds of sources there are.
        attention_asked(str): the widget of this object name is where the user should look.
        cloud_asked(str): the cloud page is where the user should look, at this architecture.
        window_painted(): the window is on screen; what is heavy may be loaded now.
        losses_counted(int): so many messages were lost because the window was too busy.
        surprised(): an exception that nobody caught was logged.
    """

    choices_changed = Signal()
    programme_changed = Signal(object)
    catalogue_changed = Signal(object)
    attention_asked = Signal(str)
    cloud_asked = Signal(str)
    window_painted = Signal()
    losses_counted = Signal(int)
    surprised = Signal()

    def __init__(self, parts: StudioParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper = parts.keeper
        self.broadcast = parts.broadcast
        self.preview = parts.preview
        self.practice = parts.practice
        self.history = parts.history
        self.chat = parts.chat
        self.cloud = parts.cloud
        self._title = ChatTitle(parts.chat, parts.broadcast, parts.keeper, self)
        self.on_screen = ChatOnScreen(parts.chat, parts.broadcast, self.programme, self)
        self.places = CloudPlaces(parts.cloud, parts.keys.hide, self)
        self.destinations = Destinations(
            parts.keeper, parts.practice, parts.keys, self.places, self
        )
        self.recorder = Recorder(parts.keeper, parts.broadcast, self)
        self._listed: CatalogueListed | None = None
        self._draft: Programme | None = None
        self._shown = self.programme()
        self._sent: Programme | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer)
        self.editor = SceneEditor(self.programme, self.change_programme, self)
        self.programme_changed.connect(self.editor.follow)
        self.broadcast.attached.connect(self._on_attached)
        self.broadcast.catalogue_listed.connect(self._on_catalogue)
        self.keeper.changed.connect(self._on_settings)
        self.destinations.changed.connect(self.choices_changed)
        self.broadcast.situation_changed.connect(lambda _: self._keep_account())

    @property
    def catalogue(self) -> tuple[SourceKindInfo, ...]:
        """The kinds of sources there are; empty until the engine has listed them."""
        return () if self._listed is None else self._listed.sources

    @property
    def encoders(self) -> tuple[EncoderKind, ...]:
        """The encoders there are, with why not where one doesn't work here."""
        return () if self._listed is None else self._listed.encoders

    @property
    def headphones(self) -> tuple[Device, ...]:
        """What solo inputs can be played on."""
        return () if self._listed is None else self._listed.headphones

    def programme(self) -> Programme:
        """Return what is captured, shown and heard."""
        if self._draft is not None:
            return self._draft
        settings = self.keeper.settings
        if settings.programme is not None:
            return settings.programme
        return single_scene(settings.canvas, default_source(self.catalogue))

    def change_programme(self, programme: Programme, is_settled: bool = True) -> None:
        """Let `programme` hold from now on; raises SettingsError where its parts don't fit.

        `is_settled=False`: more changes follow at once (something is being dragged). The engine
        is told now and then, the settings only when it settles.
        """
        checked_programme(programme)
        self._draft = programme
        if is_settled:
            self._draft = None
            self.keeper.change(
                msgspec.structs.replace(
                    self.keeper.settings, programme=programme, canvas=programme.canvas
                )
            )
        self._show()
        self._send_soon(is_settled)

    def change_canvas(self, canvas: Canvas) -> None:
        """Use this picture size and frame rate; which source is shown stays open if it is."""
        settings = self.keeper.settings
        if settings.programme is not None:
            self.change_programme(msgspec.structs.replace(settings.programme, canvas=canvas))
            return
        self.keeper.change(msgspec.structs.replace(settings, canvas=canvas))

    def refusals(self) -> tuple[Problem, ...]:
        """Return every reason known beforehand why going live can't work."""
        return self.destinations.all_refusals()

    def go_live(self) -> bool:
        """Ask for the broadcast; False, and nothing asked, where it is known not to work."""
        is_busy = self.broadcast.situation.is_on_air or self.places.is_fetching
        if is_busy or self.destinations.is_waiting or self.refusals():
            return False
        channels = self.destinations.cloud_channels()
        if not channels:
            return self._publish()
        self.places.fetch(channels, self._publish)  # a key may have been changed since
        return True

    def start_destination(self, destination_id: str) -> None:
        """Ask, on air, for one more destination, or again for one that gave up."""
        channel = self.destinations.choice(destination_id).cloud
        if self.destinations.choice(destination_id).kind == "cloud" and channel is not None:
            self.places.fetch((channel,), lambda: self._start(destination_id))
        else:
            self._start(destination_id)

    def start_engine(self) -> None:
        """Have an engine that was given up started again, with the present choices."""
        self._sent = None
        self.broadcast.list_catalogue()

    def send_programme(self) -> None:
        """Ask for the chosen inputs and scenes now, unless that was asked for already."""
        self._timer.stop()
        if self._listed is None and self.keeper.settings.programme is None:
            return  # which source works here is not known yet
        programme = self.programme()
        if programme != self._sent and self.broadcast.situation.is_attached:
            self._sent = programme
            self.broadcast.set_programme(programme)

    def _publish(self) -> bool:
        wanted = self.destinations.to_publish()
        if not wanted or self.refusals() or self.broadcast.situation.is_on_air:
            return False
        self.send_programme()
        self.broadcast.go_live(self.keeper.settings.encoding, wanted)
        return True

    def _start(self, destination_id: str) -> None:
        destination = self.destinations.destination(destination_id)
        if destination is not None:
            self.broadcast.start_destination(destination)

    def _keep_account(self) -> None:
        """A practice account ends when nobody uses it, and its alarms with it."""
        is_used = self.broadcast.situation.is_on_air and any(
            choice.kind == "cloud" and choice.is_practice for choice in self.destinations.enabled
        )
        self.cloud.account.keep("broadcast", is_used)

    def _send_soon(self, is_settled: bool) -> None:
        """Tell the engine at once, once the user pauses typing, or at the pace of dragging."""
        programme = self.programme()
        if programme == self._sent:
            self._timer.stop()
        elif self._sent is not None and _opens_anew(self._sent, programme):
            self._timer.start(TYPING_MS)
        elif is_settled:
            self.send_programme()
        elif not self._timer.isActive():
            self.send_programme()
            self._timer.start(DRAGGING_MS)

    def _on_timer(self) -> None:
        has_news = self.programme() != self._sent
        self.send_programme()
        if has_news and self._draft is not None:
            self._timer.start(DRAGGING_MS)

    def _show(self) -> None:
        programme = self.programme()
        if programme != self._shown:
            self._shown = programme
            self.programme_changed.emit(programme)

    def _on_settings(self, _: object) -> None:
        self._show()
        self._send_soon(is_settled=True)
        self.choices_changed.emit()

    def _on_attached(self, event: Attached) -> None:
        self._sent = event.programme
        used = event.on_air or event.recording
        running = event.programme if event.on_air is None else event.on_air.programme
        if used is None or running is None:
            self.send_programme()
            return
        self._sent, self._draft = running, None
        settings = msgspec.structs.replace(
            self.keeper.settings, canvas=running.canvas, programme=running,
            encoding=used.command.encoding,
        )  # fmt: skip
        self.keeper.change(settings)

    def _on_catalogue(self, event: CatalogueListed) -> None:
        self._listed = event
        self.catalogue_changed.emit(event.sources)
        self._show()
        if not self.broadcast.situation.is_on_air:
            self.send_programme()


def _opens_anew(before: Programme, programme: Programme) -> bool:
    """Return whether the canvas, or an input that stays, would have to be opened again."""
    sources = {each.id: each.source for each in before.inputs}
    return before.canvas != programme.canvas or any(
        sources.get(each.id, each.source) != each.source for each in programme.inputs
    )


def default_source(catalogue: tuple[SourceKindInfo, ...]) -> SourceSpec:
    """Return the screen where one can be captured, else the test pattern."""
    for kind in catalogue:
        if kind.kind == "screen" and kind.problem is None:
            return SourceSpec("screen")
    return SourceSpec("pattern")

"""The engine as the window sees it: wishes go down, what it says comes up as signals."""

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.bridges.mailbox import Mailbox
from desktop.bridges.previewfeed import PreviewFeed
from desktop.golive import Situation, after, asked
from encoder.messages import (
    Alive,
    Attached,
    CatalogueListed,
    Command,
    GoLive,
    ListCatalogue,
    PreviewReady,
    ReleasePreview,
    RetryNow,
    Sampled,
    ServerSpoke,
    SetBitrate,
    SetProgramme,
    Stop,
    SupervisedEvent,
)
from encoder.settings import Destination, Encoding, Programme

Deliver = Callable[[SupervisedEvent], None]


class Engine(Protocol):
    """An engine under supervision; `encoder.supervisor.Supervisor` is one."""

    def start(self) -> None:
        """Launch it or find it running, in the background."""
        ...

    def send(self, command: Command) -> None:
        """Pass a wish down. Any thread; never blocks."""
        ...

    def close(self) -> None:
        """Let go of it; a broadcast goes on."""
        ...


class Broadcast(QObject):
    """One engine and what is known of its broadcast.

    Signals:
        situation_changed(Situation): the engine said something that changes what is shown.
        attached(Attached): a (new) engine answers.
        catalogue_listed(CatalogueListed): what can be captured here.
        stats_sampled(Stats): one second of figures.
        server_spoke(ServerSpoke): what the ingest said, verbatim.
    """

    situation_changed = Signal(object)
    attached = Signal(object)
    catalogue_listed = Signal(object)
    stats_sampled = Signal(object)
    server_spoke = Signal(object)

    def __init__(
        self,
        mailbox: Mailbox,
        preview: PreviewFeed,
        *,
        now_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._preview = preview
        self._situation = Situation()
        self._engine: Engine | None = None
        self._post: Deliver = mailbox.inlet(self._take, latest=_latest, replaced=self._give_back)
        preview.released.connect(self._release)

    @property
    def situation(self) -> Situation:
        """Everything the engine has said that still holds."""
        return self._situation

    def start(self, open_engine: Callable[[Deliver], Engine]) -> None:
        """Launch or find the engine that `open_engine` returns; does not wait for it."""
        self._engine = open_engine(self._post)
        self._engine.start()

    def set_programme(self, programme: Programme) -> None:
        """Ask for these sources."""
        self._send(SetProgramme(programme))

    def go_live(self, encoding: Encoding, destination: Destination) -> None:
        """Ask for the broadcast."""
        self._show(asked(self._situation, destination))
        self._send(GoLive(encoding, destination))

    def stop(self) -> None:
        """Ask for the end of the broadcast."""
        self._send(Stop())

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Ask for another video bitrate, on air."""
        self._send(SetBitrate(bitrate_bps))

    def retry_now(self) -> None:
        """Ask not to wait for the next attempt."""
        self._send(RetryNow())

    def list_catalogue(self) -> None:
        """Ask what can be captured now; also the wish that starts an engine that was given up."""
        self._send(ListCatalogue())

    def close(self) -> None:
        """Let go of the engine; a broadcast goes on without this window."""
        if self._engine is not None:
            self._engine.close()

    def _send(self, command: Command) -> None:
        if self._engine is not None:
            self._engine.send(command)

    def _take(self, event: SupervisedEvent) -> None:
        self._show(after(self._situation, event, self._now_s()))
        match event:
            case PreviewReady():
                self._preview.show(event)
            case Sampled(stats=stats):
                self.stats_sampled.emit(stats)
            case Attached():
                self.attached.emit(event)
            case CatalogueListed():
                self.catalogue_listed.emit(event)
            case ServerSpoke():
                self.server_spoke.emit(event)
            case _:
                pass

    def _show(self, situation: Situation) -> None:
        if situation is not self._situation:
            self._situation = situation
            self.situation_changed.emit(situation)

    def _release(self, slot: int) -> None:
        self._send(ReleasePreview(slot))

    def _give_back(self, event: SupervisedEvent) -> None:
        """Free the slot of a picture that a newer one overtook. Any thread."""
        if isinstance(event, PreviewReady):
            self._send(ReleasePreview(event.slot))


def _latest(event: SupervisedEvent) -> str | None:
    """Return what only the newest is wanted of."""
    if isinstance(event, PreviewReady | Sampled | Alive):
        return type(event).__name__
    return None

"""Where the stream goes: the chosen destinations with addresses and keys, and what they refuse."""

import itertools
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.bridges.cloudplaces import CloudPlaces
from desktop.bridges.practice import Practice
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkeys import StreamKeys
from desktop.store.cloudchoice import CloudChannel
from desktop.store.settings import MOST_DESTINATIONS, DestinationChoice
from encoder.endpoints import distinct_endpoints, endpoint_of
from encoder.errors import ErrorCode, Problem, SettingsError
from encoder.ingestlimits import limit_violations
from encoder.settings import Destination, IngestKind, StreamKey

MOST_NAME = 80


class Destinations(QObject):
    """The choices of the settings, completed by what the settings must not keep.

    Signals:
        changed(): another choice, address or key, or the practice ingest is there or gone.
    """

    changed = Signal()

    def __init__(
        self,
        keeper: SettingsKeeper,
        practice: Practice,
        keys: StreamKeys,
        places: CloudPlaces,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._keeper = keeper
        self._practice = practice
        self.keys = keys
        self._addresses: dict[str, str] = {}
        keeper.changed.connect(lambda _: self._want_practice())
        self._want_practice()
        practice.changed.connect(lambda _: self.changed.emit())
        keys.changed.connect(lambda _: self.changed.emit())
        places.changed.connect(self.changed)

    @property
    def choices(self) -> tuple[DestinationChoice, ...]:
        """All of them, in their order; never none."""
        return self._keeper.settings.destinations

    @property
    def enabled(self) -> tuple[DestinationChoice, ...]:
        """Those that Go live publishes to."""
        return tuple(choice for choice in self.choices if choice.is_enabled)

    @property
    def has_room(self) -> bool:
        """True where one more can be added."""
        return len(self.choices) < MOST_DESTINATIONS

    def choice(self, destination_id: str) -> DestinationChoice:
        """Return one of them; one that was removed is as if new, while its widgets last."""
        gone = DestinationChoice(id=destination_id)
        return next((each for each in self.choices if each.id == destination_id), gone)

    def address(self, destination_id: str) -> str:
        """Return an ingest address as entered, which may hold more than the settings keep."""
        return self._addresses.get(destination_id, self.choice(destination_id).url)

    def enter_address(self, destination_id: str, url: str) -> None:
        """Take an ingest address; what may be secret in it stays out of the settings."""
        self._addresses[destination_id] = url
        has_key = bool(self.keys.of(destination_id).key)
        self.change(destination_id, url=storable_address(url, has_key))
        self.changed.emit()

    def change(self, destination_id: str, **changes: object) -> None:
        """Change fields of one choice."""
        self._keep(
            tuple(
                msgspec.structs.replace(each, **changes) if each.id == destination_id else each
                for each in self.choices
            )
        )

    def add(
        self,
        kind: Literal["practice", "rtmp", "cloud"] = "rtmp",
        ingest: IngestKind = "ivs-standard",
    ) -> str:
        """Add one more at the end and return its id; nothing where there is no room ("")."""
        if not self.has_room:
            return ""
        taken = {choice.id for choice in self.choices}
        new_id = next(
            name for number in itertools.count(2) if (name := f"to-{number}") not in taken
        )
        self._keep((*self.choices, DestinationChoice(kind, ingest=ingest, id=new_id)))
        return new_id

    def remove(self, destination_id: str) -> None:
        """Remove one, with its key; the last one stays."""
        if len(self.choices) == 1:
            return
        gone = self.choice(destination_id)
        self._keep(tuple(each for each in self.choices if each.id != destination_id))
        self._addresses.pop(destination_id, None)
        self.keys.drop(destination_id, gone.url if gone.keeps_key else "")

    def use_channel(self, channel: CloudChannel, count: int) -> str:
        """Stream to a cloud channel, at so many addresses; return the first one's id ("": no room).

        Where only practice is chosen, nothing is lost by taking its place.
        """
        known = {choice.cloud: choice.id for choice in self.choices if choice.kind == "cloud"}
        wanted = [msgspec.structs.replace(channel, place=number) for number in range(count)]
        missing = [each for each in wanted if each not in known]
        only = self.choices[0] if len(self.choices) == 1 else None
        takes_place = only is not None and only.kind == "practice"
        room = MOST_DESTINATIONS - len(self.choices) + takes_place
        if len(missing) > room:
            return ""
        for each in missing:
            takes = takes_place and self.choices == (only,)
            added = self.choices[0].id if takes else self.add("cloud")
            self.change(added, kind="cloud", cloud=each, name="", is_enabled=True)
            known[each] = added
        for each in wanted:
            self.change(known[each], is_enabled=True)
        return known[wanted[0]]

    @property
    def is_waiting(self) -> bool:
        """The practice cloud is not ready for one of those that are enabled."""
        channels = self._practice.view.channels
        return any(each.kind == "practice" and each.id not in channels for each in self.enabled)

    def cloud_channels(self) -> tuple[CloudChannel, ...]:
        """Return the channels whose address and key have to be asked for before going live."""
        return tuple(each.cloud for each in self.enabled if each.kind == "cloud" and each.cloud)

    def destination(self, destination_id: str) -> Destination | None:
        """Return one as it would be published to; None while that is not known yet."""
        choice = self.choice(destination_id)
        if choice.kind == "cloud":
            place = self._places.of(choice.cloud) if choice.cloud is not None else None
            if place is None:
                return None
            return Destination(
                place.url, StreamKey(place.key), place.ingest, id=choice.id,
                name=choice.name or place.name[:MOST_NAME],
            )  # fmt: skip
        if choice.kind == "rtmp":
            return Destination(
                self.address(choice.id).strip(), self.keys.of(choice.id).key, choice.ingest,
                ca_file=choice.ca_file, id=choice.id, name=choice.name,
            )  # fmt: skip
        channel = self._practice.view.channels.get(destination_id)
        if channel is None:
            return None
        return Destination(
            channel.rtmp_url, StreamKey(channel.key), "practice", id=choice.id, name=choice.name
        )

    def to_publish(self) -> tuple[Destination, ...] | None:
        """Return all enabled ones; None while something of one of them is not known yet."""
        found = [self.destination(choice.id) for choice in self.enabled]
        ready = tuple(each for each in found if each is not None)
        return ready if len(ready) == len(found) else None

    def refusals(self, destination_id: str) -> tuple[Problem, ...]:
        """Return every reason known beforehand why this destination can't work."""
        destination = self.destination(destination_id)
        choice = self.choice(destination_id)
        if choice.kind == "cloud" and choice.cloud is None:
            return (Problem(ErrorCode.URL_INVALID, {"reason": "no cloud channel is chosen"}),)
        if destination is None:
            return ()
        settings = self._keeper.settings
        found = list(limit_violations(settings.canvas, settings.encoding, destination))
        try:
            endpoint_of(destination)
        except SettingsError as error:
            found.insert(0, error.problem)
        return tuple(found)

    def all_refusals(self) -> tuple[Problem, ...]:
        """Return every reason known beforehand why going live can't work, each once."""
        if not self.enabled:
            return (Problem(ErrorCode.DESTINATION_MISSING),)
        found: list[Problem] = []
        for choice in self.enabled:
            found += [each for each in self.refusals(choice.id) if each not in found]
        ready = self.to_publish()
        if found or not ready:
            return tuple(found)
        try:
            distinct_endpoints(ready)
        except SettingsError as error:
            return (error.problem,)
        return ()

    def refused(self) -> str:
        """Return the id of the first destination that is refused, else of the first."""
        refused = (choice.id for choice in self.enabled if self.refusals(choice.id))
        return next(refused, self.choices[0].id)

    def load_keys(self) -> None:
        """Ask the key store for every key that it should have."""
        for choice in self.choices:
            if choice.kind == "rtmp" and choice.keeps_key and choice.url:
                self.keys.of(choice.id).load(choice.url)

    def begin_anew(self) -> None:
        """Forget what was entered: the choices are those of another profile.

        The key of one profile must never go to the address of another.
        """
        self._addresses.clear()
        self.keys.forget_all()
        self._places.forget()
        self.load_keys()

    def _want_practice(self) -> None:
        """Have a channel for each destination that practises, for those in use first."""
        practising = [choice for choice in self.choices if choice.kind == "practice"]
        practising.sort(key=lambda choice: not choice.is_enabled)
        self._practice.want([choice.id for choice in practising])

    def _keep(self, choices: tuple[DestinationChoice, ...]) -> None:
        self._keeper.change(msgspec.structs.replace(self._keeper.settings, destinations=choices))


def storable_address(url: str, has_key: bool) -> str:
    """Return as much of an address as may be written to a file: no query, no stream name."""
    address = url.strip().partition("?")[0]
    scheme, separator, rest = address.partition("://")
    host, *path = rest.split("/")
    if not has_key and len([part for part in path if part]) > 1:
        path = [*[part for part in path if part][:-1], ""]
    host = host.rpartition("@")[2]
    return f"{scheme}{separator}{'/'.join([host, *path])}"

"""What the user chose, as a file: validated, versioned, written whole or not at all. No secrets."""

import contextlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from desktop.store.chatchoice import ChatChoice, ChatTaste
from desktop.store.cloudchoice import CloudChannel, CloudChoice
from desktop.store.migrations import (
    SCHEMA_VERSION,
    UnknownVersion,
    Values,
    migrate,
    version_of,
)
from encoder.errors import ErrorCode, SettingsError
from encoder.scenes import Programme, checked_programme
from encoder.settings import (
    Canvas,
    DestinationId,
    Encoding,
    IngestKind,
    Recording,
    decode_hook,
)

Language = Literal["system", "en", "ja"]
ThemeName = Literal["dark", "light", "system"]
BACKUP_SUFFIX = ".backup"
MAX_BYTES = 1_000_000
MOST_DESTINATIONS = 8


class DestinationChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to stream; the stream key is not here but in the key store, if anywhere."""

    kind: Literal["practice", "rtmp", "cloud"] = "practice"
    url: str = ""
    """Without query and stream name."""
    ingest: IngestKind = "ivs-standard"
    keeps_key: bool = False
    """Ask the operating system's key store for the key."""
    id: DestinationId = "main"
    name: Annotated[str, Meta(max_length=80)] = ""
    """As the user calls it; empty = what it is."""
    ca_file: str = ""
    """Certificates to trust instead of the system's, for rtmps."""
    is_enabled: bool = True
    """Go live publishes to it."""
    cloud: CloudChannel | None = None
    """Of a cloud destination: address and key are asked for when a broadcast begins."""

    @property
    def is_practice(self) -> bool:
        """Nobody but this computer sees what is sent there."""
        is_own = self.cloud is not None and self.cloud.account.is_practice
        return self.kind == "practice" or (self.kind == "cloud" and is_own)


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """A set of choices that is not in use now; `desktop.store.profiles` brings it back."""

    name: str
    canvas: Canvas = Canvas()
    encoding: Encoding = Encoding()
    programme: Programme | None = None
    destinations: tuple[DestinationChoice, ...] = (DestinationChoice(),)
    recording: Recording = Recording()
    records_with_broadcast: bool = False
    chat: ChatChoice = ChatChoice()


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is kept from one start to the next."""

    schema_version: int = SCHEMA_VERSION
    language: Language = "system"
    theme: ThemeName = "dark"
    canvas: Canvas = Canvas()
    """The programme's, and what it will be while there is none."""
    encoding: Encoding = Encoding()
    programme: Programme | None = None
    """None: one scene with the screen where there is one, else the test pattern."""
    destinations: Annotated[
        tuple[DestinationChoice, ...], Meta(min_length=1, max_length=MOST_DESTINATIONS)
    ] = (DestinationChoice(),)
    recording: Recording = Recording()
    records_with_broadcast: bool = False
    """Every broadcast is recorded."""
    chat: ChatChoice = ChatChoice()
    """Where the viewers talk."""
    chat_taste: ChatTaste = ChatTaste()
    """How this person reads it."""
    cloud: CloudChoice = CloudChoice()
    """What the cloud page begins with."""
    profile: str = "Livedesk"
    """Name of the profile in use."""
    profiles: tuple[Profile, ...] = ()
    """The others."""
    hides_viewers: bool = False
    """How many people watch is not shown."""
    hotkeys: dict[str, str] = {}
    """Shortcuts that differ from the usual ones, by the name of the action."""
    window_geometry: str = ""
    """What Qt's saveGeometry gave, in Base64."""


class Finding(StrEnum):
    """What was noticed while the settings were read."""

    FINE = "fine"
    NEW = "new"
    """There were none yet."""
    FROM_THE_FUTURE = "from-the-future"
    """A newer Livedesk wrote them: used as far as understood, and never overwritten."""
    FROM_BACKUP = "from-backup"
    """The file was damaged; the one before was used."""
    NOT_KEPT = "not-kept"
    """Nothing was read and nothing is saved: a run of its own with the defaults."""
    LOST = "lost"
    """File and backup were damaged; the defaults are used."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings as read, and what was noticed."""

    settings: Settings
    finding: Finding = Finding.FINE

    @property
    def is_read_only(self) -> bool:
        """True where the file must not be overwritten."""
        return self.finding in (Finding.FROM_THE_FUTURE, Finding.NOT_KEPT)


def load_settings(file: Path) -> LoadedSettings:
    """Read the settings; never raises for what is in the file. Blocking."""
    if not file.exists() and not _backup(file).exists():
        return LoadedSettings(Settings(), Finding.NEW)
    for path, finding in ((file, Finding.FINE), (_backup(file), Finding.FROM_BACKUP)):
        values = _read(path)
        if values is None:
            continue
        if version_of(values) > SCHEMA_VERSION:
            return LoadedSettings(_salvage(values), Finding.FROM_THE_FUTURE)
        with contextlib.suppress(msgspec.ValidationError, SettingsError, UnknownVersion):
            return LoadedSettings(_convert(migrate(values), Settings), finding)
    return LoadedSettings(Settings(), Finding.LOST)


def save_settings(file: Path, settings: Settings) -> None:
    """Write beside, flush to the disk, keep the file before as backup, replace. Blocking.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    content = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    with beside.open("wb") as output:
        output.write(content + b"\n")
        output.flush()
        os.fsync(output.fileno())
    if _read(file) is not None:  # a damaged file is no backup worth keeping
        file.replace(_backup(file))
    beside.replace(file)


def _backup(file: Path) -> Path:
    return file.with_name(file.name + BACKUP_SUFFIX)


def _read(file: Path) -> Values | None:
    """Return what is in the file, None where it can't be read as an object."""
    try:
        with file.open("rb") as opened:
            values = msgspec.json.decode(opened.read(MAX_BYTES))
    except (OSError, msgspec.DecodeError):
        return None
    return values if isinstance(values, dict) else None


def _convert(values: object, kind: type[Settings]) -> Settings:
    settings = msgspec.convert(values, kind, dec_hook=decode_hook)
    if settings.programme is not None:
        checked_programme(settings.programme)
    ids = [choice.id for choice in settings.destinations]
    if len(set(ids)) < len(ids):
        raise SettingsError(
            ErrorCode.SETTING_INVALID, setting="destinations", value=ids, limit="each id once"
        )
    return settings


def _salvage(values: Values) -> Settings:
    """Take every field that this version understands, and its default for the others."""
    settings = Settings()
    for name in Settings.__struct_fields__:
        if name == "schema_version" or name not in values:
            continue
        with contextlib.suppress(msgspec.ValidationError, SettingsError):
            one = _convert({name: values[name]}, Settings)
            settings = msgspec.structs.replace(settings, **{name: getattr(one, name)})
    return settings

"""What a window can offer: sources with their forms, devices and obstacles; encoders; headphones.

On Linux a new device is noticed within two seconds; elsewhere when somebody asks for the list.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from encoder.engine.headphones import list_headphones
from encoder.engine.provenencoders import ENCODERS_HERE, ProvenEncoders
from encoder.engine.sources import source_kinds
from encoder.engine.sources.base import OptionsT, SourceKind
from encoder.engine.sources.optionschema import options_schema
from encoder.messages import CatalogueListed, SourceKindInfo

LOOK_EVERY_S = 2.0
"""Looking takes less than a millisecond. The kernel's own messages (netlink) come before the node
may be opened, and not inside containers."""

Fingerprint = Callable[[], frozenset[str]]


def list_catalogue(encoders: ProvenEncoders = ENCODERS_HERE) -> CatalogueListed:
    """Return everything that can be used here, in the order to offer it; up to 1 s a kind.

    Encoders that were not tried yet are missing: a `CatalogueWatch` tries them, then says so.
    """
    return CatalogueListed(
        sources=tuple(describe(kind) for kind in source_kinds()),
        encoders=encoders.kinds,
        headphones=list_headphones(),
    )


def describe(kind: SourceKind[OptionsT]) -> SourceKindInfo:
    """Return what a window needs to know of one kind."""
    return SourceKindInfo(
        kind=kind.kind,
        title=kind.title,
        has_video=kind.has_video,
        has_audio=kind.has_audio,
        schema=options_schema(kind.options),
        devices=kind.list_devices(),
        problem=kind.problem(),
    )


def device_fingerprint(root: Path = Path("/")) -> frozenset[str]:
    """Return what differs when a camera, a sound card or a display has come or gone."""
    found = {*_inside(root / "sys/class/video4linux"), *_inside(root / "tmp/.X11-unix")}
    for name in _inside(root / "dev"):
        if name.startswith("video"):
            # A node appears first and may be opened a moment later.
            found.add(f"{name} {os.access(root / 'dev' / name, os.R_OK | os.W_OK)}")
    with contextlib.suppress(OSError):  # no sound system
        found.add((root / "proc/asound/cards").read_text(errors="replace"))
    return frozenset(found)


class CatalogueWatch:
    """Tries the encoders, then watches for devices; `changed` is called on its thread.

    `changed` means that `list_catalogue` has something new to say.
    """

    def __init__(
        self,
        changed: Callable[[], None],
        fingerprint: Fingerprint = device_fingerprint,
        period_s: float = LOOK_EVERY_S,
        encoders: ProvenEncoders = ENCODERS_HERE,
    ) -> None:
        self._changed = changed
        self._fingerprint = fingerprint
        self._period_s = period_s
        self._encoders = encoders
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine-devices")
        self._thread.start()

    def close(self) -> None:
        """Stop, ending a trial of encoders that still runs; joins the thread."""
        self._is_stopping.set()
        self._thread.join()

    def _run(self) -> None:
        seen = self._fingerprint()
        if self._encoders.probe(self._is_stopping):
            self._changed()
        while not self._is_stopping.wait(self._period_s):
            before, seen = seen, self._fingerprint()
            if seen != before:
                self._changed()


def _inside(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

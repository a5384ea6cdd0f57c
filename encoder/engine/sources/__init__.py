"""Finds what can be captured: every module of this folder that exports a KIND, and opens it."""

import importlib
import logging
import pkgutil
from collections.abc import Iterable
from functools import cache

import msgspec

from encoder.engine.sources.base import NowFunction, Source, SourceKind
from encoder.engine.sources.optionschema import reason_in_words
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas, SourceSpec

AnyKind = SourceKind[msgspec.Struct]

OFFER_ORDER = (
    "screen",
    "camera",
    "pattern",
    "mediafile",
    "image",
    "text",
    "alerts",
    "colour",
    "microphone",
    "systemsound",
    "tone",
    "silence",
)
"""The order in which a window offers them; kinds not named here follow by name."""

_logger = logging.getLogger(__name__)


@cache
def source_kinds() -> tuple[AnyKind, ...]:
    """Return the kinds of this folder, in the order to offer them."""
    return find_kinds(__name__, __path__)


def find_kinds(package: str, folders: Iterable[str]) -> tuple[AnyKind, ...]:
    """Return the kinds that the modules of a package export.

    A module that can't be imported is logged and left out: the others stay usable.
    """
    found: list[AnyKind] = []
    for module in pkgutil.iter_modules(folders):
        try:
            kind = getattr(importlib.import_module(f"{package}.{module.name}"), "KIND", None)
        except Exception:  # whatever a source's module does, it does it alone
            _logger.exception("The source module %s can't be used", module.name)
            continue
        if isinstance(kind, SourceKind):
            found.append(kind)
    return tuple(sorted(found, key=_offer_position))


def open_source(spec: SourceSpec, canvas: Canvas, now: NowFunction) -> Source:
    """Open the source that `spec` describes; may take as long as its device does.

    Raises SourceError: unknown kind, an option that is no option of this kind or outside its
    limits, or whatever keeps the source from opening.
    """
    return open_one_of(source_kinds(), spec, canvas, now)


def open_one_of(
    kinds: tuple[AnyKind, ...], spec: SourceSpec, canvas: Canvas, now: NowFunction
) -> Source:
    """Do the same with a choice of kinds."""
    kind = next((kind for kind in kinds if kind.kind == spec.kind), None)
    if kind is None:
        known = ", ".join(kind.kind for kind in kinds)
        raise SourceError(ErrorCode.SOURCE_UNKNOWN, kind=spec.kind, known=known)
    try:
        options = msgspec.convert(spec.options, kind.options)
    except msgspec.ValidationError as error:
        reason = reason_in_words(error, kind.options)
        raise SourceError(
            ErrorCode.SOURCE_OPTIONS_INVALID, kind=spec.kind, reason=reason
        ) from error
    return kind.open(options, canvas, now)


def _offer_position(kind: AnyKind) -> tuple[int, str]:
    place = OFFER_ORDER.index(kind.kind) if kind.kind in OFFER_ORDER else len(OFFER_ORDER)
    return place, kind.kind

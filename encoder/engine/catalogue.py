"""What a window can offer: the kinds of sources with their forms, devices and obstacles."""

from encoder.engine.sources import source_kinds
from encoder.engine.sources.base import OptionsT, SourceKind
from encoder.engine.sources.optionschema import options_schema
from encoder.messages import SourceKindInfo


def list_catalogue() -> tuple[SourceKindInfo, ...]:
    """Return every kind of source, in the order to offer them; up to 1 s each."""
    return tuple(describe(kind) for kind in source_kinds())


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

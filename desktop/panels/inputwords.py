"""What an input is called, which icon and which lamp it has."""

from pathlib import PurePath

from desktop.bridges.studio import Studio
from desktop.golive import SourceView
from desktop.language import hint_of, message_of, translated
from desktop.widgets.icon import IconName
from desktop.widgets.statuslamp import Lamp
from encoder.messages import SourceState
from encoder.scenes import Input

_ICONS = {
    "screen": IconName.SCREEN,
    "camera": IconName.CAMERA,
    "image": IconName.PICTURE,
    "text": IconName.TEXT,
    "pattern": IconName.PATTERN,
    "mediafile": IconName.FILE,
}
_LAMPS = {
    SourceState.RUNNING: Lamp.OK,
    SourceState.OPENING: Lamp.OFF,
    SourceState.FAILED: Lamp.BAD,
}
_OPENING = SourceView(SourceState.OPENING)


def kind_icon(kind: str, *, has_picture: bool = True) -> IconName:
    """Return the icon of a kind of source, also of one nobody has heard of yet."""
    return _ICONS.get(kind, IconName.PICTURE if has_picture else IconName.SOUND)


def input_title(studio: Studio, each: Input) -> str:
    """Return what the user calls an input, or its file, or what its kind is called."""
    path = each.source.options.get("path")
    file = PurePath(path).name if isinstance(path, str) else ""
    kinds = {info.kind: info.title for info in studio.catalogue}
    return each.name or file or translated(kinds.get(each.source.kind, each.source.kind))


def input_view(studio: Studio, input_id: str) -> SourceView:
    """Return how the source of an input is; opening, as long as the engine has not said."""
    situation = studio.broadcast.situation
    return situation.sources.get(input_id, _OPENING) if situation.is_attached else _OPENING


def input_lamp(studio: Studio, input_id: str) -> Lamp:
    """Return the lamp for how the source of an input is."""
    return _LAMPS[input_view(studio, input_id).state]


def input_trouble(studio: Studio, input_id: str) -> tuple[str, str]:
    """Return why an input has no picture and what to do; empty texts while all is well."""
    problem = input_view(studio, input_id).problem
    return ("", "") if problem is None else (message_of(problem), hint_of(problem))


def has_picture(studio: Studio, kind: str) -> bool:
    """Tell whether a kind of source has pictures; one that is not listed is taken to."""
    return next((info.has_video for info in studio.catalogue if info.kind == kind), True)

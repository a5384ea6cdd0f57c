"""Turns settings of older versions into those of this one, one version at a time."""

from collections.abc import Callable, Mapping

Values = dict[str, object]
Migration = Callable[[Values], Values]

SCHEMA_VERSION = 4


class UnknownVersion(Exception):
    """There is no way from that version to this one."""


def migrate(
    values: Values,
    migrations: Mapping[int, Migration] | None = None,
    target: int = SCHEMA_VERSION,
) -> Values:
    """Return `values` as version `target` would have written them; raises UnknownVersion."""
    known = MIGRATIONS if migrations is None else migrations
    version = version_of(values)
    while version < target:
        if version not in known:
            raise UnknownVersion(f"no migration from version {version}")
        values = known[version](dict(values)) | {"schema_version": version + 1}
        version += 1
    return values


def version_of(values: Mapping[str, object]) -> int:
    """Return the version that wrote `values`; 0 where it does not say."""
    version = values.get("schema_version", 0)
    return version if isinstance(version, int) and not isinstance(version, bool) else 0


def _scenes_and_destinations(values: Values) -> Values:
    """From 1: one picture, one sound and one destination become the first of several.

    Names and shapes are written out here: what later versions call things must not change this.
    """
    video, audio = values.pop("video", None), values.pop("audio", None)
    if audio is not None and video is None:
        # "Where there is one" was always so for who saw a window; if it can't be captured any
        # more the source says so, while a sound that is lost would say nothing.
        video = {"kind": "screen"}
    if video is not None:
        values["programme"] = _single_scene(values.get("canvas", {}), video, audio)
    destination = values.pop("destination", None)
    if isinstance(destination, Mapping):
        values["destinations"] = [{**destination, "id": "main"}]
    return values


def _single_scene(canvas: object, video: object, audio: object) -> Values:
    picture: Values = {"id": "picture", "source": video, "sound": {"is_muted": audio is not None}}
    sounds: list[Values] = [] if audio is None else [{"id": "sound", "source": audio}]
    layer: Values = {"id": "layer-1", "input": "picture"}
    return {
        "canvas": canvas,
        "inputs": [picture, *sounds],
        "scenes": [{"id": "scene-1", "layers": [layer]}],
        "scene_id": "scene-1",
    }


def _chat(values: Values) -> Values:
    """From 2: the chat came. Nothing else changed, but what was written since 2 can't read it."""
    return values


def _cloud(values: Values) -> Values:
    """From 3: the cloud came, and destinations that are channels of it; nothing else changed."""
    return values


MIGRATIONS: Mapping[int, Migration] = {1: _scenes_and_destinations, 2: _chat, 3: _cloud}
"""From which version, and what brings its settings to the next one; pure."""

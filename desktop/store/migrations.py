"""Turns settings of older versions into those of this one, one version at a time."""

from collections.abc import Callable, Mapping

Values = dict[str, object]
Migration = Callable[[Values], Values]

SCHEMA_VERSION = 1

MIGRATIONS: Mapping[int, Migration] = {}
"""From which version, and what brings its settings to the next one; pure."""


class UnknownVersion(Exception):
    """There is no way from that version to this one."""


def migrate(
    values: Values,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> Values:
    """Return `values` as version `target` would have written them; raises UnknownVersion."""
    version = version_of(values)
    while version < target:
        if version not in migrations:
            raise UnknownVersion(f"no migration from version {version}")
        values = migrations[version](dict(values)) | {"schema_version": version + 1}
        version += 1
    return values


def version_of(values: Mapping[str, object]) -> int:
    """Return the version that wrote `values`; 0 where it does not say."""
    version = values.get("schema_version", 0)
    return version if isinstance(version, int) and not isinstance(version, bool) else 0

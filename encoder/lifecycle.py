"""The only place that knows which phase of a broadcast may follow which."""

from encoder.messages import Phase

NEXT_PHASES: dict[Phase, frozenset[Phase]] = {
    Phase.IDLE: frozenset({Phase.STARTING}),
    Phase.STARTING: frozenset({Phase.LIVE, Phase.STOPPING, Phase.IDLE}),
    Phase.LIVE: frozenset({Phase.RECONNECTING, Phase.STOPPING, Phase.IDLE}),
    Phase.RECONNECTING: frozenset({Phase.LIVE, Phase.STOPPING, Phase.IDLE}),
    Phase.STOPPING: frozenset({Phase.IDLE}),
}

ON_AIR = frozenset({Phase.STARTING, Phase.LIVE, Phase.RECONNECTING, Phase.STOPPING})
"""Phases in which an engine must not exit because nobody watches it."""


class IllegalStep(Exception):
    """A phase was asked for that can't follow the present one: a fault in the caller."""


def advance(current: Phase, wanted: Phase) -> Phase:
    """Return `wanted`; raises IllegalStep unless it may follow `current` (or is the same)."""
    if wanted is not current and wanted not in NEXT_PHASES[current]:
        raise IllegalStep(f"{current.value} can't become {wanted.value}")
    return wanted

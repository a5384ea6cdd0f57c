"""Events of a show for the tests of the outbox."""

from cloud.outbox.events import MetricsUpdate, OutboxEvent, SessionEnded, SessionStarted

T0 = 1_790_000_040_000
CHANNEL = "abcdEFGH1234"


def started(session: str = "show-1") -> SessionStarted:
    """A show begins."""
    return SessionStarted(session, CHANNEL, T0, 0, "ann", "Speedrun", "1080p30")


def update(sequence: int, session: str = "show-1") -> MetricsUpdate:
    """Ten seconds of it."""
    return MetricsUpdate(session, CHANNEL, T0 + 10_000 * sequence, sequence, current_viewers=7)


def ended(sequence: int, session: str = "show-1") -> SessionEnded:
    """It ends."""
    return SessionEnded(session, CHANNEL, T0 + 10_000 * sequence, sequence, T0, 10.0 * sequence)


def a_show(updates: int, session: str = "show-1") -> list[OutboxEvent]:
    """All events of a show in order."""
    middle = [update(n, session) for n in range(1, updates + 1)]
    return [started(session), *middle, ended(updates + 1, session)]

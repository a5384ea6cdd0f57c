"""A room's logs for tests, plain and drawn, and what the plainest reading leaves of one."""

from collections.abc import Iterable

from hypothesis import strategies as st

from chatclient.wire.answers import Joined, Paged
from chatclient.wire.envelopes import (
    Body,
    ClearBody,
    DeleteBody,
    EffectBody,
    Envelope,
    Kind,
    MessageBody,
    PinBody,
    PurgeBody,
    RoomSettings,
    User,
    plain,
)
from chatclient.wire.pushed import Batch

KINDS: dict[type, Kind] = {
    MessageBody: Kind.MESSAGE,
    DeleteBody: Kind.DELETE,
    PurgeBody: Kind.PURGE,
    ClearBody: Kind.CLEAR,
    EffectBody: Kind.EFFECT,
    RoomSettings: Kind.SETTINGS,
    PinBody: Kind.PIN,
}
USERS = [User(name, name.title()) for name in ("aki", "ben", "chie")]


def envelope(seq: int, body: Body | None = None, user: User = USERS[0]) -> Envelope:
    body = body or MessageBody(f"message {seq}")
    return Envelope(seq, KINDS[type(body)], seq * 1000, user=user, body=plain(body))


def said(*numbers: int) -> tuple[Envelope, ...]:
    return tuple(envelope(seq) for seq in numbers)


def joined(*numbers: int, first: int = 1, gaps: tuple[tuple[int, int], ...] = ()) -> Joined:
    return Joined(True, "e", max(numbers, default=0), first, said(*numbers), gaps)


def batch(*numbers: int, head: int = 0, epoch: str = "e") -> Batch:
    return Batch(epoch, max(head, *numbers), said(*numbers))


def paged(
    *numbers: int, head: int, first: int = 1, gaps: tuple[tuple[int, int], ...] = ()
) -> Paged:
    return Paged(True, "e", head, first, said(*numbers), gaps)


BODIES = st.one_of(
    st.just(None),
    st.just(None),
    st.builds(EffectBody, st.just("hearts")),
    st.builds(DeleteBody, st.integers(1, 40)),
    st.builds(PurgeBody, st.sampled_from(["aki", "ben"]), st.integers(1, 40)),
    st.builds(ClearBody, st.integers(1, 40)),
)
LOGS = st.lists(st.tuples(BODIES, st.sampled_from(USERS)), min_size=1, max_size=40)


def log_of(drawn: list[tuple[Body | None, User]]) -> list[Envelope]:
    """Make a log of it in which everything points back."""
    log = []
    for seq, (body, user) in enumerate(drawn, 1):
        if isinstance(body, DeleteBody):
            body = DeleteBody(min(body.seq, seq - 1) or 1) if seq > 1 else None
        elif isinstance(body, PurgeBody):
            body = PurgeBody(body.user, min(body.up_to, seq - 1))
        elif isinstance(body, ClearBody):
            body = ClearBody(min(body.up_to, seq - 1))
        log.append(envelope(seq, body, user))
    return log


def left_of(log: Iterable[Envelope]) -> list[int]:
    """Return what is to be seen of these, by the plainest reading."""
    seen: dict[int, Envelope] = {}
    for one in log:
        kind, body, target = one.kind, one.body, one.seq
        if kind in (Kind.MESSAGE, Kind.EFFECT, Kind.CLEAR):
            seen[target] = one
        if kind == Kind.DELETE:
            seen.pop(body["seq"], None)  # type: ignore[call-overload]
        if kind in (Kind.CLEAR, Kind.PURGE):
            for seq, other in list(seen.items()):
                is_theirs = (
                    other.kind == Kind.MESSAGE and other.user and other.user.id == body.get("user")
                )
                if seq <= int(str(body["up_to"])) and (kind == Kind.CLEAR or is_theirs):
                    del seen[seq]
    return sorted(seen)

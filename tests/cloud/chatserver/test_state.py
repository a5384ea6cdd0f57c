import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    Action,
    Body,
    Envelope,
    HeldBody,
    Kind,
    LiveBody,
    LiveState,
    MessageBody,
    ModerationBody,
    NoticeBody,
    PinBody,
    PollBody,
    Role,
    RoomSettings,
    User,
    plain,
)
from cloud.chatserver import state as rooms
from cloud.chatserver.state import RoomState, Spoke
from cloud.chatserver.verdicts import KINDS

USERS = tuple(User(name, name.title()) for name in ("aki", "ben", "cho"))
MODERATOR = User("mo", "Mo", Role.MODERATOR)
names = st.sampled_from([user.id for user in USERS])
times = st.integers(0, 4_000_000)

records = st.builds(
    ModerationBody,
    st.sampled_from(Action),
    user=names,
    held=st.sampled_from(["h1", "h2"]),
    until_ms=st.none() | times,
    words=st.none() | st.lists(st.sampled_from(["bad", "バカ", "🖕"]), max_size=2).map(tuple),
)
bodies: st.SearchStrategy[Body] = st.one_of(
    st.builds(MessageBody, st.text(max_size=3), id=st.text(max_size=2)),
    st.builds(HeldBody, st.sampled_from(["h1", "h2", "h3"]), st.just("x"), st.just("link")),
    st.builds(RoomSettings, st.integers(0, 60), st.booleans(), paused=st.booleans()),
    st.builds(PinBody, st.integers(0, 3), st.none() | times),
    st.builds(PollBody, st.just("p"), st.just("?"), st.just(("a", "b")), st.booleans()),
    st.builds(LiveBody, st.sampled_from(LiveState)),
    records,
)


@st.composite
def logs(draw: st.DrawFn) -> list[Envelope]:
    """Draw a log of anything, in the order of its numbers."""
    log: list[Envelope] = []
    for body in draw(st.lists(bodies, max_size=25)):
        user = draw(st.sampled_from([*USERS, MODERATOR, None]))
        log.append(envelope(len(log) + 1, body, user, draw(times)))
    return log


def envelope(seq: int, body: Body, user: User | None = None, at_ms: int = 0) -> Envelope:
    """Return what the log tells."""
    return Envelope(seq, KINDS[type(body)], at_ms, user=user, body=plain(body))


def folded(log: list[Envelope], state: RoomState | None = None) -> RoomState:
    """Fold a log."""
    state = state or RoomState()
    for told in log:
        state.fold(told)
    return state


@settings(max_examples=40)
@given(logs(), st.data())
def test_a_restart_in_between_changes_nothing(log: list[Envelope], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(log)))
    restored = RoomState.restore(folded(log[:cut]).snapshot())

    assert folded(log[cut:], restored).snapshot() == folded(log).snapshot()
    assert restored.words == folded(log).words
    assert bool(restored.blocked) == bool(restored.words)


@settings(max_examples=40)
@given(logs(), st.data())
def test_what_was_folded_before_changes_nothing(log: list[Envelope], data: st.DataObject) -> None:
    once = folded(log)
    again = folded(log)
    for told in data.draw(st.lists(st.sampled_from(log), max_size=5)) if log else []:
        again.fold(told)

    assert again.snapshot() == once.snapshot()


@settings(max_examples=40)
@given(logs())
def test_a_room_that_begins_anew_becomes_the_same_from_the_same_log(log: list[Envelope]) -> None:
    state = folded(log)
    state.begin_anew()
    assert all(said.seq == 0 for user in USERS if (said := state.last_said(user.id)))
    folded(log, state)

    assert (state.seq, state.settings) == (len(log), folded(log).settings)
    assert [state.is_banned(user.id, 1) for user in USERS] == [
        folded(log).is_banned(user.id, 1) for user in USERS
    ]


@settings(max_examples=40)
@given(
    st.text(max_size=8), st.dictionaries(st.text(max_size=5), st.none() | st.text() | st.integers())
)
def test_no_envelope_of_any_shape_is_too_strange(kind: str, body: dict[str, object]) -> None:
    state = RoomState()
    for seq, name in enumerate([kind, *Kind], 1):
        state.fold(Envelope(seq, name, seq, user=USERS[0], body=body))

    assert state.seq == len(Kind) + 1
    state.snapshot()


def test_everything_is_bounded_and_the_oldest_goes() -> None:
    state = RoomState()
    seq = 0
    for number in range(rooms.MAX_BANS + 10):
        for body in (
            ModerationBody(Action.BAN, user=f"ban{number}"),
            ModerationBody(Action.TIMEOUT, user=f"out{number}", until_ms=10**9),
            HeldBody(f"held{number}", "x", "link"),
        ):
            seq += 1
            state.fold(envelope(seq, body, User(f"staff{number}", "", Role.MODERATOR), 1))
    for number in range(rooms.MAX_SPEAKERS + 10):
        state.spoke(f"user{number}", 1)

    assert len(state.held) == rooms.MAX_HELD
    assert state.is_banned("ban9", 2) is None
    assert state.is_banned("ban10", 2) is Code.BANNED
    assert state.is_banned(f"out{rooms.MAX_BANS + 9 - rooms.MAX_TIMEOUTS}", 2) is None
    assert state.last_said("user9") is None
    assert state.last_said("user10") is not None
    assert state.role_of("staff0") is Role.VIEWER
    assert len(state.snapshot()) < 400_000


def test_a_timeout_ends_by_itself() -> None:
    state = folded([envelope(1, ModerationBody(Action.TIMEOUT, user="aki", until_ms=5000))])

    assert state.is_banned("aki", 4999) is Code.TIMED_OUT
    assert state.timed_out_ms("aki", 4000) == 1000
    assert state.is_banned("aki", 5000) is None
    assert state.timed_out_ms("aki", 6000) == 0


def test_a_ban_takes_the_place_of_a_timeout_and_ends_with_it() -> None:
    state = folded(
        [
            envelope(1, ModerationBody(Action.TIMEOUT, user="aki", until_ms=5000)),
            envelope(2, ModerationBody(Action.BAN, user="aki")),
        ]
    )
    assert state.is_banned("aki", 1) is Code.BANNED

    state.fold(envelope(3, ModerationBody(Action.UNBAN, user="aki")))
    assert state.is_banned("aki", 1) is None


def test_a_pin_goes_when_its_time_has_passed() -> None:
    state = folded([envelope(1, PinBody(1, 5000, "Aki", "hi"), MODERATOR, 1000)])
    assert state.pin == PinBody(1, 5000, "Aki", "hi")

    state.fold(envelope(2, NoticeBody("later"), at_ms=5000))
    assert state.pin is None
    assert state.pin_writer == ""


def test_a_poll_is_there_until_it_is_closed() -> None:
    poll = PollBody("p", "?", ("a", "b"))
    state = folded([envelope(1, poll)])
    assert state.poll == poll

    state.fold(envelope(2, PollBody("p", "?", ("a", "b"), False, votes=(1, 2))))
    assert state.poll is None


def test_what_nobody_decided_on_waits_no_more() -> None:
    state = folded([envelope(1, HeldBody("old", "x", "link"), USERS[0], 0)])

    state.fold(envelope(2, HeldBody("new", "x", "link"), USERS[1], rooms.HELD_MS))

    assert [held.body["id"] for held in state.held] == ["new"]
    assert state.held_as("old") is None
    assert state.held_as("new") is not None


def test_who_spoke_is_known_before_the_log_tells() -> None:
    state = RoomState()
    state.spoke("aki", 1000, "a", 1)
    assert state.last_said("aki") == Spoke(1000, "a", 1)

    state.fold(envelope(1, MessageBody("hi", "a"), USERS[0], 900))
    assert state.last_said("aki") == Spoke(1000, "a", 1)


def test_only_the_newest_speakers_outlive_a_restart() -> None:
    state = RoomState()
    for number in range(rooms.KEPT_SPEAKERS + 1):
        state.spoke(f"user{number}", number)

    restored = RoomState.restore(state.snapshot())

    assert restored.last_said("user0") is None
    assert restored.last_said("user1") == Spoke(1)
    assert state.last_said("user0") == Spoke(0)


def test_a_moderator_who_comes_as_a_viewer_is_one() -> None:
    state = folded([envelope(1, MessageBody("hi"), MODERATOR)])
    assert state.role_of("mo") is Role.MODERATOR

    state.fold(envelope(2, MessageBody("hi"), User("mo", "Mo")))
    assert state.role_of("mo") is Role.VIEWER


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"seq": "many"}', b"\xff\xfe"])
def test_bytes_that_are_no_snapshot_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        RoomState.restore(raw)


def test_a_snapshot_of_a_newer_server_is_read() -> None:
    newer = msgspec.json.decode(RoomState().snapshot()) | {"seq": 3, "colour": "blue"}

    assert RoomState.restore(msgspec.json.encode(newer)).seq == 3

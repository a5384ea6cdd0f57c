import pytest

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    Action,
    ClearBody,
    DeleteBody,
    Kind,
    LiveState,
    ModerationBody,
    PinBody,
    PurgeBody,
    Role,
    RoomSettings,
    body_of,
)
from chatclient.wire.requests import (
    Ban,
    Clear,
    Delete,
    Hold,
    Live,
    Panic,
    Pin,
    Purge,
    Request,
    Send,
    Settings,
    Timeout,
    Unban,
)
from tests.cloud.chatserver.roomtalk import HOST, MODERATOR, START_MS, VIEWER, Room, claims

OTHER_MODERATOR = claims("mika", Role.MODERATOR)


@pytest.fixture
def room() -> Room:
    """Return a room where all spoke: the viewer (1), the moderators (2, 3) and the host (4)."""
    room = Room()
    for who in (VIEWER, MODERATOR, OTHER_MODERATOR, HOST):
        assert room.ask(Send("hello", f"I am {who.user.name}"), who).answer.ok
    return room


@pytest.mark.parametrize(
    ("request_", "effect", "record"),
    [
        (Delete(1), DeleteBody(1), ModerationBody(Action.DELETE, "aki", 1)),
        (Purge("aki"), PurgeBody("aki", 4), ModerationBody(Action.PURGE, "aki")),
        (
            Timeout("aki", 10),
            PurgeBody("aki", 4),
            ModerationBody(Action.TIMEOUT, "aki", until_ms=START_MS + 10_000),
        ),
        (Ban("aki"), PurgeBody("aki", 4), ModerationBody(Action.BAN, "aki")),
        (Clear(), ClearBody(4), ModerationBody(Action.CLEAR, seq=4)),
        (Panic(True), RoomSettings(paused=True), ModerationBody(Action.PANIC, detail="on")),
        (
            Settings(slow_s=30, holds_links=True),
            RoomSettings(slow_s=30, holds_links=True),
            ModerationBody(Action.SETTINGS, detail="slow_s=30 holds_links=True"),
        ),
        (
            Pin(1, 60),
            PinBody(1, START_MS + 60_000, "Aki", "I am Aki"),
            ModerationBody(Action.PIN, "aki", 1, until_ms=START_MS + 60_000),
        ),
    ],
)
def test_what_a_moderator_does_is_seen_by_all_and_recorded_with_who_and_when(
    room: Room, request_: Request, effect: object, record: ModerationBody
) -> None:
    assert room.ask(request_, MODERATOR).answer.ok

    seen, noted = room.log[4:]
    assert body_of(seen) == effect
    assert body_of(noted) == record
    assert (noted.kind, noted.user, noted.at_ms) == (Kind.MODERATION, MODERATOR.user, START_MS)


@pytest.mark.parametrize(
    "request_",
    [
        Delete(1), Purge("x"), Timeout("x", 1), Ban("x"), Unban("x"), Hold("x", True), Settings(),
        Panic(True), Clear(), Pin(1),
    ],
)  # fmt: skip
def test_a_viewer_moderates_nothing(room: Room, request_: Request) -> None:
    verdict = room.ask(request_, VIEWER)

    assert (verdict.answer.code, verdict.drafts) == (Code.FORBIDDEN, ())


@pytest.mark.parametrize("request_", [Delete(3), Delete(4), *(
    kind(user)
    for user in ("mika", "hana", "mo")
    for kind in (Purge, Ban, lambda user: Timeout(user, 10))
)])  # fmt: skip
def test_a_moderator_acts_neither_on_the_host_nor_on_moderators(
    room: Room, request_: Request
) -> None:
    verdict = room.ask(request_, MODERATOR)

    assert (verdict.answer.code, verdict.drafts) == (Code.FORBIDDEN, ())


def test_a_moderator_may_take_down_an_own_message(room: Room) -> None:
    assert room.ask(Delete(2), MODERATOR).answer.ok


def test_the_host_acts_on_moderators_but_not_on_themself(room: Room) -> None:
    assert room.ask(Ban("mo"), HOST).answer.ok
    assert room.ask(Ban("hana"), HOST).answer.code == Code.FORBIDDEN


def test_the_host_cannot_be_kept_out_by_a_ban_from_before(room: Room) -> None:
    fresh = Room()
    fresh.ask(Ban("hana"), MODERATOR)  # who was not known as the host yet

    assert fresh.ask(Send("a", "still here"), HOST).answer.ok


def test_only_what_somebody_said_can_be_taken_down(room: Room) -> None:
    room.ask(Panic(True), HOST)

    for seq in (5, 6, 99, 0):
        assert room.ask(Delete(seq), MODERATOR).answer.code == Code.NOT_FOUND


def test_taking_down_a_pinned_message_takes_down_the_pin(room: Room) -> None:
    room.ask(Pin(1), MODERATOR)

    room.ask(Delete(1), MODERATOR)

    assert room.state.pin is None
    assert [envelope.kind for envelope in room.public()[-2:]] == [Kind.DELETE, Kind.PIN]


def test_clearing_takes_down_the_pin(room: Room) -> None:
    room.ask(Pin(1), MODERATOR)
    room.ask(Clear(), MODERATOR)

    assert room.state.pin is None


def test_purging_the_writer_of_the_pinned_message_takes_down_the_pin(room: Room) -> None:
    room.ask(Pin(1), MODERATOR)
    room.ask(Ban("aki"), MODERATOR)

    assert room.state.pin is None


def test_a_pin_is_taken_down_once(room: Room) -> None:
    room.ask(Pin(1), MODERATOR)

    assert len(room.ask(Pin(0), MODERATOR).drafts) == 2
    assert room.state.pin is None
    assert room.ask(Pin(0), MODERATOR).drafts == ()


def test_only_words_are_pinned(room: Room) -> None:
    room.ask(Send("s", stamp="clap"), VIEWER)

    assert room.ask(Pin(5), MODERATOR).answer.code == Code.NOT_FOUND
    assert room.ask(Pin(99), MODERATOR).answer.code == Code.NOT_FOUND


def test_a_ban_ends_when_it_is_lifted(room: Room) -> None:
    room.ask(Ban("aki"), MODERATOR)
    assert room.ask(Send("a", "text")).answer.code == Code.BANNED

    assert room.ask(Unban("aki"), MODERATOR).answer.ok
    assert room.ask(Send("a", "text")).answer.ok
    assert room.ask(Unban("aki"), MODERATOR).answer.code == Code.NOT_FOUND


def test_an_approved_message_is_said_by_its_writer_under_its_own_id(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    held = room.ask(Send("mine", "www.example.com", reply_to=1))
    held_id = str(held.drafts[0].body["id"])

    verdict = room.ask(Hold(held_id, True), MODERATOR)

    said, record = verdict.drafts
    assert said.user == VIEWER.user
    assert said.body == {"text": "www.example.com", "id": "mine", "reply_to": 1}
    assert said.dedupe not in ("", held.drafts[0].dedupe)
    assert record.body["action"] == Action.APPROVE
    assert room.state.held == ()


def test_a_denied_message_is_seen_by_nobody(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    held_id = str(room.ask(Send("mine", "www.example.com")).drafts[0].body["id"])
    seen = len(room.public())

    verdict = room.ask(Hold(held_id, False), MODERATOR)

    assert [draft.body["action"] for draft in verdict.drafts] == [Action.DENY]
    assert len(room.public()) == seen
    assert room.state.held == ()
    assert room.ask(Hold(held_id, True), MODERATOR).answer.code == Code.NOT_FOUND


def test_what_a_banned_user_left_waiting_is_gone(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    held_id = str(room.ask(Send("mine", "www.example.com")).drafts[0].body["id"])
    room.ask(Ban("aki"), MODERATOR)

    assert room.state.held == ()
    assert room.ask(Hold(held_id, True), MODERATOR).answer.code == Code.NOT_FOUND


def test_blocked_words_are_known_to_moderators_only(room: Room) -> None:
    room.ask(Settings(words=(" bad ", "bad", "worse", "\u200b")), MODERATOR)

    assert room.state.words == ("bad", "worse")
    (record,) = room.log[4:]
    assert record.kind == Kind.MODERATION
    assert record.body["action"] == Action.WORDS


def test_settings_that_change_nothing_are_not_numbered(room: Room) -> None:
    room.ask(Settings(slow_s=5, words=("bad",)), MODERATOR)

    verdict = room.ask(Settings(slow_s=5, words=("bad",)), MODERATOR)

    assert verdict.answer.ok
    assert verdict.drafts == ()


def test_panic_ends_as_it_began(room: Room) -> None:
    room.ask(Settings(slow_s=5), MODERATOR)
    room.ask(Panic(True), MODERATOR)
    assert room.ask(Panic(True), MODERATOR).drafts == ()
    room.ask(Panic(False), MODERATOR)

    assert room.state.settings == RoomSettings(slow_s=5)


def test_what_is_the_hosts_is_not_the_moderators(room: Room) -> None:
    assert room.ask(Live(LiveState.START), MODERATOR).answer.code == Code.FORBIDDEN

import pytest

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import HeldBody, Kind, LiveState, Role, body_of
from chatclient.wire.requests import Ban, Hold, Live, Panic, Purge, Send, Settings, Timeout
from cloud.chatserver.speaking import HELD_RETRY_MS, MAX_HELD_OF_ONE, has_link
from cloud.chatserver.state import HELD_MS, MAX_HELD
from tests.cloud.chatserver.roomtalk import HOST, MODERATOR, START_MS, VIEWER, Room, claims

PAYMENTS = claims("payments", capabilities=["donation", "send"])
MEMBER = claims("mei", badges=("member",))


@pytest.fixture
def room() -> Room:
    return Room()


def test_what_a_viewer_says_is_drafted_in_the_name_that_the_token_vouches_for(room: Room) -> None:
    verdict = room.ask(Send("a", "  hello\nthere ", position_ms=4000))

    assert verdict.answer == Answer(True, id="a")
    (draft,) = verdict.drafts
    assert (draft.kind, draft.user, draft.at_ms) == (Kind.MESSAGE, VIEWER.user, START_MS)
    assert draft.body == {"text": "hello there", "id": "a"}
    assert draft.position_ms == 4000


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (Send("a"), Code.BAD_REQUEST),
        (Send("a", " \n\t "), Code.BAD_REQUEST),
        (Send("a", "\u200b\u202e\u200d\u3164\ufe0f"), Code.BAD_REQUEST),
        (Send("a", "x" * 501), Code.TOO_LONG),
        (Send("a", "x" * 1_000_000), Code.TOO_LONG),
        (Send("a", stamp="no such/thing"), Code.BAD_REQUEST),
        (Send("a", stamp="<b>"), Code.BAD_REQUEST),
        (Send("a", "words", stamp="clap"), Code.BAD_REQUEST),
        (Send("a", amount=100, currency="JPY"), Code.FORBIDDEN),
    ],
)
def test_what_is_wrong_in_itself_is_refused(room: Room, request_: Send, code: Code) -> None:
    verdict = room.ask(request_)

    assert verdict.answer == Answer(False, id="a", code=code)
    assert not verdict.drafts


def test_five_hundred_code_points_are_counted_after_tricks_are_taken_out(room: Room) -> None:
    assert room.ask(Send("a", "😀" * 500 + "\u200b" * 100)).answer.ok


def test_half_an_emoji_goes_and_the_rest_is_said(room: Room) -> None:
    (draft,) = room.ask(Send("a", "hi \ud83d")).drafts

    assert draft.body["text"] == "hi"


def test_a_stamp_is_a_kind_of_its_own(room: Room) -> None:
    (draft,) = room.ask(Send("a", stamp="clap")).drafts

    assert (draft.kind, draft.body) == (Kind.STAMP, {"stamp": "clap", "id": "a"})


def test_a_reply_to_what_was_never_said_is_an_ordinary_message(room: Room) -> None:
    room.ask(Send("a", "first"))
    room.ask(Send("b", "second", reply_to=1))
    room.ask(Send("c", "third", reply_to=99))

    assert [envelope.body.get("reply_to") for envelope in room.log] == [None, 1, None]


def test_a_message_sent_again_is_answered_with_its_number_whatever_the_rules_are_now(
    room: Room,
) -> None:
    room.ask(Send("a", "hello"))
    room.ask(Panic(True), HOST)

    assert room.ask(Send("a", "hello")).answer == Answer(True, 1, "a")
    assert len(room.public()) == 2


def test_two_users_ids_are_never_mistaken_for_one_another(room: Room) -> None:
    (first,) = room.ask(Send("b/c", "x"), claims("a")).drafts
    (second,) = room.ask(Send("c", "x"), claims("a/b")).drafts

    assert first.dedupe != second.dedupe


def test_only_payment_services_tell_donations(room: Room) -> None:
    (draft,) = room.ask(Send("a", "go on!", amount=500, currency="JPY"), PAYMENTS).drafts

    assert draft.kind == Kind.DONATION
    assert draft.body == {"amount": 500, "currency": "JPY", "text": "go on!", "id": "a"}


@pytest.mark.parametrize("currency", ["", "jp", "yen", "¥¥¥"])
def test_a_donation_names_its_currency(room: Room, currency: str) -> None:
    verdict = room.ask(Send("a", amount=500, currency=currency), PAYMENTS)

    assert verdict.answer.code == Code.BAD_REQUEST


def test_given_money_is_told_in_a_closed_room_but_not_the_bad_words_with_it(room: Room) -> None:
    room.ask(Settings(members_only=True, slow_s=60, words=("bad",), holds_links=True), HOST)
    room.ask(Panic(True), HOST)

    for number, text in enumerate(["bad", "see example.com", "well done"]):
        assert room.ask(Send(f"{number}", text, amount=1, currency="EUR"), PAYMENTS).answer.ok
    texts = [envelope.body.get("text") for envelope in room.public()[-3:]]
    assert texts == [None, None, "well done"]


def test_slow_mode_says_how_long_to_wait(room: Room) -> None:
    room.ask(Settings(slow_s=30), MODERATOR)
    assert room.ask(Send("a", "one")).answer.ok
    room.pass_s(10)

    assert room.ask(Send("b", "two")).answer == Answer(False, 0, "b", Code.SLOW_MODE, 20_000)
    room.pass_s(20)
    assert room.ask(Send("b", "two")).answer.ok


def test_slow_mode_is_not_for_moderators(room: Room) -> None:
    room.ask(Settings(slow_s=30), MODERATOR)

    assert all(room.ask(Send(f"{n}", "text"), MODERATOR).answer.ok for n in range(3))


def test_slow_mode_never_asks_for_longer_than_itself(room: Room) -> None:
    room.ask(Settings(slow_s=30), MODERATOR)
    room.state.spoke(VIEWER.user.id, START_MS + 3_600_000)  # the clock was set back since

    assert room.ask(Send("a", "text")).answer.retry_ms == 30_000


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (Settings(members_only=True), Code.MEMBERS_ONLY),
        (Settings(stamps_only=True), Code.STAMPS_ONLY),
        (Panic(True), Code.PAUSED),
        (Live(LiveState.END), Code.NOT_LIVE),
    ],
)
def test_a_closed_room_takes_words_from_moderators_only(
    room: Room, settings: Settings | Panic | Live, code: Code
) -> None:
    room.ask(settings, HOST)

    assert room.ask(Send("a", "text")).answer.code == code
    assert room.ask(Send("b", "text"), MODERATOR).answer.ok


def test_members_write_in_a_room_for_members_and_stamps_pass_in_one_for_stamps(
    room: Room,
) -> None:
    room.ask(Settings(members_only=True, stamps_only=True), HOST)

    assert room.ask(Send("a", stamp="clap"), MEMBER).answer.ok
    assert room.ask(Send("b", "text"), MEMBER).answer.code == Code.STAMPS_ONLY


def test_blocked_words_are_refused_to_viewers(room: Room) -> None:
    room.ask(Settings(words=("バカ",)), MODERATOR)

    assert room.ask(Send("a", "ﾊﾞｶですか")).answer.code == Code.BLOCKED_WORD
    assert room.ask(Send("b", "ばかと書かないで"), MODERATOR).answer.ok


def test_a_link_waits_for_a_moderator_and_says_so(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)

    verdict = room.ask(Send("a", "see www.example.com"))

    assert verdict.answer == Answer(False, 0, "a", Code.HELD)
    assert [draft.kind for draft in verdict.drafts] == [Kind.HELD]
    held = body_of(room.state.held[0])
    assert isinstance(held, HeldBody)
    assert (held.text, held.reason, held.client_id) == ("see www.example.com", "link", "a")
    assert len(room.public()) == 1


def test_a_held_message_sent_again_waits_once(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    room.ask(Send("a", "www.example.com"))

    verdict = room.ask(Send("a", "www.example.com"))

    assert (verdict.answer.code, verdict.drafts) == (Code.HELD, ())


@pytest.mark.parametrize("end", ["denied", "purged", "forgotten"])
def test_a_held_message_that_was_not_let_through_waits_no_more_when_it_is_sent_again(
    room: Room, end: str
) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    held = room.ask(Send("a", "www.example.com")).drafts[0]
    if end == "denied":
        room.ask(Hold(str(held.body["id"]), False), MODERATOR)
    elif end == "purged":
        room.ask(Purge("aki"), MODERATOR)
    else:
        room.pass_s(HELD_MS / 1000)
        room.ask(Send("b", "www.example.com"), claims("ben"))

    verdict = room.ask(Send("a", "www.example.com"))

    assert (verdict.answer.code, verdict.drafts) == (Code.DENIED, ())


def test_nobody_fills_the_queue_of_held_messages(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    for number in range(MAX_HELD_OF_ONE):
        assert room.ask(Send(f"{number}", "www.example.com")).answer.code == Code.HELD

    verdict = room.ask(Send("more", "www.example.com"))

    assert verdict.answer == Answer(False, 0, "more", Code.RATE_LIMITED, HELD_RETRY_MS)


def test_many_together_push_nothing_out_of_the_queue(room: Room) -> None:
    room.ask(Settings(holds_links=True), MODERATOR)
    for number in range(MAX_HELD + 5):
        last = room.ask(Send("a", "www.example.com"), claims(f"user{number}"))

    assert last.answer.code == Code.RATE_LIMITED
    assert len(room.state.held) == MAX_HELD
    assert room.state.held[0].user == claims("user0").user


def test_who_is_timed_out_is_told_for_how_long(room: Room) -> None:
    room.ask(Timeout("aki", 60), MODERATOR)
    room.pass_s(15)

    assert room.ask(Send("a", "text")).answer == Answer(False, 0, "a", Code.TIMED_OUT, 45_000)
    room.pass_s(45)
    assert room.ask(Send("a", "text")).answer.ok


def test_a_moderator_whom_the_host_banned_neither_writes_nor_moderates(room: Room) -> None:
    room.ask(Send("a", "text"), MODERATOR)
    room.ask(Ban("mo"), HOST)

    assert room.ask(Send("b", "text"), MODERATOR).answer.code == Code.BANNED
    assert room.ask(Panic(True), MODERATOR).answer.code == Code.BANNED


def test_who_may_not_send_is_told_so(room: Room) -> None:
    reader = claims("reader", Role.VIEWER, capabilities=[])

    assert room.ask(Send("a", "text"), reader).answer.code == Code.FORBIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "http://a.b",
        "HTTPS://EXAMPLE",
        "www.a",
        "example.com",
        "例え.jp",
        "ｗｗｗ．ａ",
        "a.co/x",
        "ex。com",
    ],
)
def test_links_are_seen(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    ["", "e.g. this", "1.5 times", "すごい。to be", "end.It was", "a/b", "clip.mp4", "wow..."],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert not has_link(text)

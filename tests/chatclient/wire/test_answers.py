import msgspec

from chatclient.wire.answers import Answer, Joined, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    Envelope,
    LiveBody,
    LiveState,
    PinBody,
    PollBody,
    Role,
    RoomSettings,
    User,
)


def test_a_refusal_says_why_and_when_to_try_again() -> None:
    assert msgspec.json.encode(refused(Code.SLOW_MODE, 5000, "a")) == (
        b'{"ok":false,"id":"a","code":"slow_mode","retry_ms":5000}'
    )


def test_done_is_short() -> None:
    assert msgspec.json.encode(Answer(True, 7)) == b'{"ok":true,"seq":7}'


def test_a_code_of_the_future_is_a_code() -> None:
    answer = msgspec.json.decode(b'{"ok":false,"code":"too_happy","why":"?"}', type=Answer)

    assert (answer.ok, answer.code) == (False, "too_happy")


def test_a_whole_room_comes_back_as_it_was() -> None:
    joined = Joined(
        True,
        "epoch",
        9,
        1,
        (Envelope(9, "msg", 5),),
        ((1, 3), (5, 8)),
        1_800_000_000_000,
        User("a", "あき", Role.HOST),
        ("send", "delete"),
        RoomSettings(slow_s=5),
        PinBody(9, 5, "あき", "hi"),
        PollBody("p", "?", ("a", "b")),
        LiveBody(LiveState.START, "title"),
        (Envelope(8, "held", 4),),
        ("word",),
    )

    assert msgspec.json.decode(msgspec.json.encode(joined), type=Joined) == joined


def test_an_empty_room_is_a_room() -> None:
    raw = b'{"ok":true,"epoch":"e","head":0,"first":1,"items":[]}'

    assert msgspec.json.decode(raw, type=Joined).settings == RoomSettings()
    assert msgspec.json.decode(raw, type=Paged) == Paged(True, "e", 0, 1, ())

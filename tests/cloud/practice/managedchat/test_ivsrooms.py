from typing import Any

import msgspec
import pytest

from cloud.practice.managedchat.ivsrooms import IvsRooms, Member
from cloud.practice.managedchat.ivstokens import Capability, CreateChatToken, Grant
from cloud.practice.managedchat.knobs import Board, Knobs
from tests.fakes.way import Way

ALL: tuple[Capability, ...] = ("SEND_MESSAGE", "DELETE_MESSAGE", "DISCONNECT_USER")


class House:
    """Rooms, and whoever comes."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.board = Board()
        self.rooms = IvsRooms(self.board, lambda: self.now_s)

    def enter(self, user: str, *can: Capability, room: str = "room") -> tuple[Member, Way]:
        way = Way()
        asked = CreateChatToken(room, user, can, attributes={"displayName": user.title()})
        return self.rooms.enter(Grant(asked, 60.0, 3600.0), way), way

    def ask(self, member: Member, action: str, **fields: Any) -> None:
        frame = {"Action": action, "RequestId": "r", **fields}
        self.rooms.take(member, msgspec.json.encode(frame).decode())


@pytest.fixture
def house() -> House:
    return House()


def test_a_message_goes_to_everybody_in_its_room_with_its_request_id(house: House) -> None:
    hana, at_hana = house.enter("hana", "SEND_MESSAGE")
    _, at_ben = house.enter("ben")
    _, elsewhere = house.enter("kai", room="other")

    house.ask(hana, "SEND_MESSAGE", Content="hello", Attributes={"a": "b"})

    assert at_hana.told == at_ben.told
    assert elsewhere.told == []
    said = at_ben.told[0]
    assert len(said.pop("Id")) == 12
    assert said == {
        "Type": "MESSAGE", "RequestId": "r", "Content": "hello", "Attributes": {"a": "b"},
        "Sender": {"UserId": "hana", "Attributes": {"displayName": "Hana"}},
        "SendTime": "1970-01-01T00:00:00.000Z",
    }  # fmt: skip


def test_keys_may_begin_with_small_letters(house: House) -> None:
    hana, way = house.enter("hana", "SEND_MESSAGE")

    house.rooms.take(hana, '{"action":"SEND_MESSAGE","requestId":"q","content":"hello"}')

    assert (way.told[0]["Content"], way.told[0]["RequestId"]) == ("hello", "q")


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("rubbish", 400),
        ("[" * 100_000, 400),
        ('{"Action":"FLY"}', 400),
        ('{"Action":7}', 400),
        ('{"Action":"SEND_MESSAGE"}', 400),
        ('{"Action":"SEND_MESSAGE","Content":"' + "猫" * 501 + '"}', 400),
        ('{"Action":"SEND_MESSAGE","Content":"a","Attributes":{"a":1}}', 400),
        ('{"Action":"SEND_MESSAGE","Content":"a","Attributes":{"a":"' + "x" * 1024 + '"}}', 413),
        ('{"Action":"SEND_MESSAGE","Content":"buy spam"}', 406),
        ('{"Action":"DELETE_MESSAGE","Id":"short"}', 400),
        ('{"Action":"DELETE_MESSAGE","Id":"aaaaaaaaaaaa","Reason":"' + "x" * 257 + '"}', 413),
        ('{"Action":"DISCONNECT_USER"}', 400),
    ],
)
def test_what_is_wrong_is_told_by_its_code(house: House, frame: str, code: int) -> None:
    hana, way = house.enter("hana", *ALL)
    house.board.turn(Knobs(denied_words=("spam",)))

    house.rooms.take(hana, frame)

    assert [(one["Type"], one["ErrorCode"]) for one in way.told] == [("ERROR", code)]


def test_five_hundred_code_points_fit(house: House) -> None:
    hana, way = house.enter("hana", "SEND_MESSAGE")

    house.ask(hana, "SEND_MESSAGE", Content="猫" * 500)

    assert way.told[0]["Type"] == "MESSAGE"


def test_without_the_capability_it_is_forbidden(house: House) -> None:
    hana, way = house.enter("hana")

    house.ask(hana, "SEND_MESSAGE", Content="hello")
    house.ask(hana, "DELETE_MESSAGE", Id="aaaaaaaaaaaa")
    house.ask(hana, "DISCONNECT_USER", UserId="ben")

    assert [(one["ErrorCode"], one["RequestId"]) for one in way.told] == [(403, "r")] * 3


def test_ten_a_second_over_one_connection_are_taken(house: House) -> None:
    hana, way = house.enter("hana", "SEND_MESSAGE")

    for _ in range(11):
        house.ask(hana, "SEND_MESSAGE", Content="x")
    house.now_s += 1.0
    house.ask(hana, "SEND_MESSAGE", Content="x")

    kinds = [one["Type"] for one in way.told]
    assert kinds == ["MESSAGE"] * 10 + ["ERROR", "MESSAGE"]
    assert way.told[10]["ErrorCode"] == 429


def test_a_burst_of_refusals_can_be_had(house: House) -> None:
    hana, way = house.enter("hana", "SEND_MESSAGE")
    house.board.turn(Knobs(throttles=1))

    house.ask(hana, "SEND_MESSAGE", Content="x")
    house.ask(hana, "SEND_MESSAGE", Content="x")

    assert [one.get("ErrorCode") for one in way.told] == [429, None]


def test_a_deletion_is_an_event_that_names_the_message_twice(house: House) -> None:
    mo, _ = house.enter("mo", *ALL)
    _, at_ben = house.enter("ben")

    house.ask(mo, "DELETE_MESSAGE", Id="aaaaaaaaaaaa", Reason="spam")

    told = at_ben.told[0]
    assert (told["Type"], told["EventName"]) == ("EVENT", "aws:DELETE_MESSAGE")
    assert told["Attributes"] == {
        "MessageID": "aaaaaaaaaaaa", "MessageId": "aaaaaaaaaaaa", "Reason": "spam",
    }  # fmt: skip


def test_who_is_thrown_out_loses_every_connection(house: House) -> None:
    mo, at_mo = house.enter("mo", *ALL)
    ways = [house.enter("ben")[1] for _ in range(2)]

    house.ask(mo, "DISCONNECT_USER", UserId="ben", Reason="spam")

    assert [way.ended for way in ways] == [[1000], [1000]]
    assert at_mo.told[0]["Attributes"] == {"UserId": "ben", "Reason": "spam"}
    assert at_mo.ended == []


def test_a_session_that_ran_out_is_told_so_and_closed(house: House) -> None:
    _, way = house.enter("hana")

    house.rooms.expire_all()

    assert way.told[0]["ErrorCode"] == 401
    assert way.ended == [1000]


def test_who_left_is_told_nothing(house: House) -> None:
    hana, way = house.enter("hana")

    house.rooms.leave(hana)
    house.rooms.send_event("room", "effect", {"name": "snow"})

    assert way.told == []
    assert len(house.rooms) == 0

from dataclasses import dataclass

import pytest

from chatclient.wire.envelopes import Role, RoomSettings, User
from chatclient.wire.requests import (
    CAPABILITIES,
    Ban,
    Clear,
    Delete,
    Effect,
    OpenPoll,
    Panic,
    Pin,
    Purge,
    Request,
    Settings,
    Timeout,
    Unban,
)
from desktop.chatting.commands import (
    Asked,
    Fault,
    Opened,
    Parsed,
    Wrong,
    is_command,
    parse,
    seconds_in,
)
from desktop.chatting.commandtable import COMMANDS

PEOPLE = {
    "aki": (User("u1", "Aki"),),
    "aki tanaka": (User("u2", "Aki Tanaka"),),
    "route 66": (User("u3", "Route 66"),),
    "bo": (User("u4", "Bo"), User("u5", "BO")),
}


MEMBERS_ONLY = RoomSettings(members_only=True)


@dataclass
class FakeRoom:
    capabilities: frozenset[str] = CAPABILITIES[Role.HOST]
    settings: RoomSettings = MEMBERS_ONLY
    words: tuple[str, ...] = ("spam",)
    selected_seq: int = 0

    def named(self, name: str) -> tuple[User, ...]:
        return PEOPLE.get(name.lower(), ())


def said(text: str, room: FakeRoom | None = None) -> Parsed:
    return parse(text, room or FakeRoom())


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("/ban aki", Ban("u1")),
        ("/ban @Aki Tanaka", Ban("u2")),
        ("/unban aki", Unban("u1")),
        ("/purge aki", Purge("u1")),
        ("/timeout aki", Timeout("u1", 600)),
        ("/timeout aki 5m", Timeout("u1", 300)),
        ("/timeout @Aki Tanaka 24h", Timeout("u2", 86_400)),
        ("/timeout Route 66", Timeout("u3", 600)),
        ("/timeout Route 66 30m", Timeout("u3", 1800)),
        ("/clear", Clear()),
        ("/slow 12", Settings(slow_s=12)),
        ("/slow 2m", Settings(slow_s=120)),
        ("/slow off", Settings(slow_s=0)),
        ("/members on", Settings(members_only=True)),
        ("/members", Settings(members_only=False)),
        ("/stamps on", Settings(stamps_only=True)),
        ("/links off", Settings(holds_links=True)),
        ("/links on", Settings(holds_links=False)),
        ("/panic", Panic(True)),
        ("/panic off", Panic(False)),
        ("/words add かさ", Settings(words=("spam", "かさ"))),
        ("/words remove ＳＰＡＭ", Settings(words=())),
        ("/unpin", Pin(0)),
        ("/poll Which? | A | B", OpenPoll("Which?", ("A", "B"))),
        ("/effect Confetti", Effect("confetti")),
        ("/ＳＬＯＷ ５ｓ", Settings(slow_s=5)),
    ],
)
def test_a_command_becomes_the_request_it_means(text: str, request_: Request) -> None:
    parsed = said(text)

    assert isinstance(parsed, Asked)
    assert parsed.request == request_


def test_what_is_about_a_message_is_about_the_selected_one() -> None:
    room = FakeRoom(selected_seq=7)

    assert said("/delete", room) == Asked(Delete(7))
    assert said("/pin 5m", room) == Asked(Pin(7, 300))
    assert said("/delete") == Wrong(Fault.NOT_SELECTED, command="delete")
    assert said("/pin") == Wrong(Fault.NOT_SELECTED, command="pin")


@pytest.mark.parametrize(
    ("text", "fault", "value"),
    [
        ("/dance", Fault.UNKNOWN, "/dance"),
        ("/", Fault.UNKNOWN, "/"),
        ("/ban", Fault.NAME_MISSING, ""),
        ("/ban nobody", Fault.NOBODY, "nobody"),
        ("/ban bo", Fault.AMBIGUOUS, "bo"),
        ("/timeout aki 5x", Fault.BAD_TIME, "5x"),
        ("/timeout aki 99d", Fault.BAD_TIME, "99d"),
        ("/slow soon", Fault.BAD_TIME, "soon"),
        ("/members maybe", Fault.BAD_SWITCH, "maybe"),
        ("/poll Which? | A", Fault.BAD_POLL, "Which? | A"),
        ("/effect rain", Fault.BAD_EFFECT, "rain"),
        ("/words spam", Fault.BAD_WORD, "spam"),
        ("/words add spam", Fault.WORD_KNOWN, "spam"),
        ("/words remove egg", Fault.WORD_UNKNOWN, "egg"),
        ("/clear all", Fault.EXTRA, "all"),
    ],
)
def test_what_is_wrong_is_named(text: str, fault: Fault, value: str) -> None:
    parsed = said(text)

    assert isinstance(parsed, Wrong)
    assert (parsed.fault, parsed.value) == (fault, value)


def test_what_cannot_be_undone_is_final() -> None:
    final = {"/clear", "/ban aki", "/purge aki"}
    for text in (*final, "/timeout aki", "/slow 5", "/panic"):
        parsed = said(text)
        assert isinstance(parsed, Asked)
        assert parsed.is_final is (text in final)


def test_who_may_not_is_told_so() -> None:
    viewer = FakeRoom(capabilities=CAPABILITIES[Role.VIEWER])

    assert said("/ban aki", viewer) == Wrong(Fault.FORBIDDEN, command="ban")
    assert said("/help", viewer) is Opened.HELP
    assert said("/poll") is Opened.POLL


def test_two_slashes_are_words_for_the_room() -> None:
    assert is_command("/help")
    assert not is_command("//help")
    assert not is_command("help")


def test_every_planned_command_can_be_said() -> None:
    for plan in COMMANDS:
        parsed = said(f"/{plan.name}")
        assert not (isinstance(parsed, Wrong) and parsed.fault is Fault.UNKNOWN)


@pytest.mark.parametrize("text", ["", "0", "-5", "5x", "1.5m", "9999999d", "５", "10S"])
def test_a_time_is_seconds_or_none(text: str) -> None:
    assert seconds_in(text) == {"５": 5, "10S": 10}.get(text)

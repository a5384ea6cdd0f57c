import pytest
from PySide6.QtWidgets import QApplication

from chatclient.messages import Entry
from chatclient.wire.envelopes import (
    Action,
    Body,
    ClearBody,
    EffectBody,
    Envelope,
    HeldBody,
    Kind,
    LiveBody,
    LiveState,
    ModerationBody,
    NoticeBody,
    PinBody,
    PollBody,
    RoomSettings,
    User,
)
from desktop.chatting.rows import RowWords
from desktop.language import LanguageSwitch
from desktop.panels.chatrowwords import TranslatedRows
from tests.fakes.chat import HOST, entry_of

POLL = PollBody("p1", "Next song?", ("A", "B"))


@pytest.fixture
def words(qapp: QApplication) -> RowWords:
    return TranslatedRows()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (EffectBody("snow"), "Effect: Snow"),
        (PinBody(3, text="Rules"), "Pinned: Rules"),
        (PinBody(), "The pinned message was taken down"),
        (ClearBody(9), "The chat was cleared"),
        (RoomSettings(members_only=True), "Members only"),
        (RoomSettings(), "Everybody may write"),
        (LiveBody(LiveState.START), "The show began"),
        (LiveBody(LiveState.START, "Friday"), "On air: Friday"),
        (LiveBody(LiveState.END, "Friday"), "The show is over"),
        (POLL, "Poll: Next song?"),
        (PollBody("p1", "Next?", ("A", "B"), False, votes=(2, 5)), "Poll closed: Next? → B (5)"),
        (PollBody("p1", "Next?", ("A", "B"), False), "Poll closed: Next?"),
        (NoticeBody("<b>as it is</b>"), "<b>as it is</b>"),
        (ModerationBody(Action.BAN, "spammer"), "Studio banned spammer"),
        (HeldBody("h1", "look", "link"), "Held: look"),
    ],
)
def test_what_happened_is_said(words: RowWords, body: Body, text: str) -> None:
    assert words.notice(entry_of(1, body, HOST)) == text


@pytest.mark.parametrize("action", list(Action))
def test_every_action_is_told(words: RowWords, action: Action) -> None:
    assert words.notice(entry_of(1, ModerationBody(action), HOST)).startswith("Studio ")


def test_a_kind_that_is_not_known_is_shown_as_it_is(words: RowWords) -> None:
    assert words.notice(Entry(Envelope(1, "raid", 0))) == "raid"


def test_gaps_count_in_the_present_language(words: RowWords, language: LanguageSwitch) -> None:
    assert words.gap(1) == "1 message is missing here"
    assert words.gap(1200) == "1,200 messages are missing here"


def test_foreign_badges_keep_their_name(words: RowWords) -> None:
    assert (words.badge("host"), words.badge("founder")) == ("Host", "founder")


@pytest.mark.parametrize(
    ("done", "text"),
    [
        (ModerationBody(Action.SETTINGS, detail="slow_s=5 members_only=True"),
         "Mo changed who may write: Slow mode 5 s, Members only on"),
        (ModerationBody(Action.SETTINGS, detail="slow_s=0 holds_links=False"),
         "Mo changed who may write: no slow mode, Links are held off"),
        (ModerationBody(Action.PANIC, detail="on"), "Mo switched the panic mode: on"),
        (ModerationBody(Action.EFFECT, detail="snow"), "Mo set off an effect: Snow"),
        (ModerationBody(Action.DENY, "u1", detail="buy"),
         "Mo did not let a held message of u1 through: buy"),
        (ModerationBody(Action.CLEAR), "Mo cleared the chat"),
    ],
)  # fmt: skip
def test_the_log_says_what_exactly_was_done(
    words: RowWords, done: ModerationBody, text: str
) -> None:
    assert words.notice(entry_of(1, done, User("m", "Mo"))) == text


def test_the_log_calls_people_by_their_name_where_it_is_known(qapp: QApplication) -> None:
    words = TranslatedRows({"u1": "Aki"}.__getitem__)
    banned = entry_of(1, ModerationBody(Action.BAN, "u1"), User("m", "Mo"))

    assert words.notice(banned) == "Mo banned Aki"


def test_the_log_says_that_nobody_decided(words: RowWords) -> None:
    over = Entry(Envelope(1, Kind.MODERATION, 0), ModerationBody(Action.DENY, "u1", detail="buy"))

    assert words.notice(over) == "Nobody decided on a message of u1: buy"

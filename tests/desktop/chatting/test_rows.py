from datetime import UTC, timedelta, timezone

import pytest

from chatclient.messages import Entry, OwnChanged, OwnState
from chatclient.wire.envelopes import (
    DonationBody,
    EffectBody,
    Envelope,
    MessageBody,
    NoticeBody,
    Role,
    StampBody,
    User,
)
from desktop.chatting.rows import LONGEST_QUOTE, REMEMBERED, Presenter
from desktop.widgets.chatrow import RowKind, RowSpanKind
from tests.fakes.chat import AKI, AT_MS, HOST, entry_of

TOKYO = timezone(timedelta(hours=9))


class Plain:
    """RowWords that name what is asked for."""

    def badge(self, name: str) -> str:
        return name.title()

    def refusal(self, code: str, retry_ms: int) -> str:
        return f"refused: {code} {retry_ms}"

    def stamp(self, name: str) -> str:
        return f"[{name}]"

    def gap(self, count: int) -> str:
        return f"{count} missing"

    def notice(self, entry: Entry) -> str:
        return f"notice {entry.envelope.kind}"


@pytest.fixture
def presenter() -> Presenter:
    made = Presenter(Plain(), TOKYO)
    made.follow(HOST, ("新曲",))
    return made


def test_a_message_has_its_author_its_time_and_what_stands_out(presenter: Presenter) -> None:
    row = presenter.row(entry_of(7, MessageBody("新曲 https://example.com/a")))

    assert (row.key, row.kind, row.author, row.author_id) == (7, RowKind.MESSAGE, "Aki", "aki")
    assert row.text == "新曲 https://example.com/a"
    assert [(span.start, span.length, span.kind) for span in row.spans] == [
        (0, 2, RowSpanKind.KEYWORD),
        (3, 21, RowSpanKind.LINK),
    ]
    assert row.spans[1].target == "https://example.com/a"


def test_times_are_those_of_the_clock_on_the_wall() -> None:
    entry = entry_of(1, MessageBody("x"), at_ms=AT_MS - AT_MS % 86_400_000)

    assert Presenter(Plain(), TOKYO).row(entry).time == "09:00"
    assert Presenter(Plain(), UTC).row(entry).time == "00:00"


def test_a_time_that_is_none_is_not_shown(presenter: Presenter) -> None:
    assert presenter.row(entry_of(1, MessageBody("x"), at_ms=10**18)).time == ""


def test_a_colour_stays_with_its_author(presenter: Presenter) -> None:
    renamed = User("aki", "Aki II")
    colours = {presenter.row(entry_of(1, MessageBody("x"), user)).colour for user in (AKI, renamed)}

    assert len(colours) == 1
    assert presenter.row(entry_of(1, MessageBody("x"), HOST)).colour not in colours


def test_roles_and_badges_are_signs_each_once(presenter: Presenter) -> None:
    user = User("m", "Mod", Role.MODERATOR, ("member", "moderator"))

    row = presenter.row(entry_of(1, MessageBody("x"), user))

    assert [(badge.icon, badge.title) for badge in row.badges] == [
        ("moderator", "Moderator"),
        ("member", "Member"),
    ]


def test_who_speaks_to_the_reader_stands_out(presenter: Presenter) -> None:
    assert presenter.row(entry_of(1, MessageBody("hello @studio"))).is_mention
    assert presenter.row(entry_of(1, MessageBody("＠Ｓｔｕｄｉｏ さん"))).is_mention
    assert not presenter.row(entry_of(1, MessageBody("hello studio"))).is_mention
    assert not presenter.row(entry_of(1, MessageBody("@studio"), HOST)).is_mention


def test_an_answer_to_the_reader_is_a_mention_and_quotes_what_it_answers(
    presenter: Presenter,
) -> None:
    mine, answer = entry_of(1, MessageBody("when?"), HOST), entry_of(2, MessageBody("now", "", 1))

    assert presenter.heard([mine, answer]) == 1
    row = presenter.row(answer)

    assert row.is_mention
    assert (row.reply_key, row.reply) == (1, "Studio: when?")


def test_a_long_quote_is_cut_and_an_unknown_one_is_left_out(presenter: Presenter) -> None:
    presenter.heard([entry_of(1, MessageBody("word " * 90)), entry_of(2, StampBody("clap"))])

    assert len(presenter.row(entry_of(3, MessageBody("a", "", 1))).reply) == LONGEST_QUOTE
    assert presenter.row(entry_of(3, MessageBody("a", "", 2))).reply == "Aki: [clap]"
    assert presenter.row(entry_of(3, MessageBody("a", "", 99))).reply == ""


def test_only_so_much_is_remembered(presenter: Presenter) -> None:
    for start in range(1, 4 * REMEMBERED, 1000):
        presenter.heard([entry_of(seq, MessageBody("x")) for seq in range(start, start + 1000)])

    assert presenter.row(entry_of(1, MessageBody("a", "", 3 * REMEMBERED))).reply == "Aki: x"
    assert presenter.row(entry_of(1, MessageBody("a", "", 1))).reply == ""


def test_nothing_is_remembered_of_another_room(presenter: Presenter) -> None:
    presenter.heard([entry_of(1, MessageBody("x"))])

    presenter.forget()

    assert presenter.row(entry_of(2, MessageBody("a", "", 1))).reply == ""


def test_a_donation_has_its_amount(presenter: Presenter) -> None:
    row = presenter.row(entry_of(1, DonationBody(2000, "JPY", "がんばれ")))

    assert (row.kind, row.amount, row.tier, row.text) == (
        RowKind.DONATION, "¥2,000", 3, "がんばれ",
    )  # fmt: skip


def test_a_stamp_is_spoken_by_its_name(presenter: Presenter) -> None:
    row = presenter.row(entry_of(1, StampBody("clap")))

    assert (row.kind, row.stamp, row.text) == (RowKind.STAMP, "clap", "")
    assert row.accessible.startswith("Aki: [clap]")


def test_what_nobody_said_is_told_in_words(presenter: Presenter) -> None:
    assert presenter.row(entry_of(1, EffectBody("snow"), None)).kind is RowKind.EFFECT
    notice = presenter.row(entry_of(1, NoticeBody("x"), None))
    assert (notice.kind, notice.text) == (RowKind.NOTICE, "notice notice")


def test_a_gap_says_how_many_are_missing(presenter: Presenter) -> None:
    row = presenter.row(Entry(Envelope(5, "gap", AT_MS), None, 9))

    assert (row.key, row.kind, row.text) == (5, RowKind.GAP, "5 missing")


def test_what_was_taken_down_is_marked(presenter: Presenter) -> None:
    assert presenter.row(entry_of(1, MessageBody("x")), is_removed=True).is_removed


def test_own_messages_say_how_they_fare(presenter: Presenter) -> None:
    sending = OwnChanged("own-1", "hello")
    held = OwnChanged("own-1", "hello", "", OwnState.HELD, code="link")
    rejected = OwnChanged("own-2", "again", "", OwnState.REJECTED, code="slow_mode", retry_ms=900)

    assert presenter.row(sending).state == "sending"
    assert presenter.row(held).note == "refused: link 0"
    assert presenter.row(rejected).note == "refused: slow_mode 900"
    assert presenter.row(sending).author == "Studio"
    assert presenter.key_of(held) == presenter.key_of(sending) < 0
    assert presenter.key_of(rejected) != presenter.key_of(held)


def test_a_line_without_an_author_is_shown_all_the_same(presenter: Presenter) -> None:
    assert presenter.row(entry_of(1, MessageBody("x"), None)).author == ""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.chatlaid import NOT_SELECTED, HitKind, Selection
from desktop.widgets.chatrow import ChatRow, RowBadge, RowKind, RowSpan, RowSpanKind
from desktop.widgets.chatspeech import SpeechRow
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK, LIGHT

WIDTH = 320.0
LINK = "https://example.org/"
TEXT = f"😀 see {LINK} now"
ROW = ChatRow(
    1,
    time="12:30",
    author="aki",
    badges=(RowBadge("host", "Host"),),
    text=TEXT,
    spans=(RowSpan(6, len(LINK), RowSpanKind.LINK, LINK),),
)


@pytest.fixture
def style(dressed: QApplication) -> ChatStyle:
    return ChatStyle(DARK)


def _laid(style: ChatStyle, **changed: object) -> SpeechRow:
    return SpeechRow(replace(ROW, **changed), style, WIDTH)  # type: ignore[arg-type]


def _picture(laid: SpeechRow, selection: Selection = NOT_SELECTED) -> QImage:
    onto = QImage(int(WIDTH), int(laid.height), QImage.Format.Format_RGB32)
    onto.fill(0)
    painter = QPainter(onto)
    laid.draw(painter, selection)
    painter.end()
    return onto


def _kinds(laid: SpeechRow) -> list[HitKind]:
    """Return what one meets on the way along the first line, each once in a row."""
    kinds: list[HitKind] = []
    for x in range(0, int(WIDTH), 2):
        kind = laid.hit(QPointF(x, laid.top + 12)).kind
        if not kinds or kinds[-1] is not kind:
            kinds.append(kind)
    return kinds


def test_badge_name_and_link_stand_in_their_order(style: ChatStyle) -> None:
    kinds = [kind for kind in _kinds(_laid(style)) if kind is not HitKind.TEXT]

    assert kinds == [HitKind.BADGE, HitKind.AUTHOR, HitKind.LINK]


def test_a_link_behind_an_emoji_leads_where_it_says(style: ChatStyle) -> None:
    laid = _laid(style)
    hits = [laid.hit(QPointF(x, 12)) for x in range(int(WIDTH))]
    linked = {hit.offset for hit in hits if hit.kind is HitKind.LINK}

    assert {hit.target for hit in hits if hit.kind is HitKind.LINK} == {LINK}
    assert laid.text[min(linked) : max(linked)] == LINK


def test_a_badge_says_what_it_means(style: ChatStyle) -> None:
    laid = _laid(style)
    hits = [laid.hit(QPointF(x, 12)) for x in range(int(WIDTH))]

    assert {hit.target for hit in hits if hit.kind is HitKind.BADGE} == {"Host"}


def test_what_is_answered_stands_above_and_can_be_hit(style: ChatStyle) -> None:
    plain, reply = _laid(style), _laid(style, reply="aki: a long, long excerpt " * 9)

    assert reply.height == plain.height + style.small_pitch
    assert reply.hit(QPointF(100, 8)).kind is HitKind.REPLY


@pytest.mark.parametrize("state", ["sending", "held", "rejected"])
def test_the_states_of_own_messages_look_different(style: ChatStyle, state: str) -> None:
    plain = _picture(_laid(style, note="why"))

    assert _picture(_laid(style, note="why", state=state)) != plain


def test_a_long_reason_is_written_in_full(style: ChatStyle) -> None:
    short = _laid(style, state="rejected", note="why")
    long = _laid(style, state="rejected", note="this is why it could not be taken " * 4)

    assert long.height >= short.height + 2 * style.small_pitch


@pytest.mark.parametrize(
    "change",
    [
        {"is_mention": True},
        {"is_removed": True},
        {"colour": 9},
        {"kind": RowKind.DONATION, "amount": "¥500", "tier": 2},
        {"spans": (RowSpan(2, 3, RowSpanKind.KEYWORD),)},
        {"spans": (RowSpan(2, 3, RowSpanKind.MENTION),)},
        {"badges": (RowBadge("moderator", "Moderator"),)},
        {"badges": (RowBadge("vip", "VIP"),)},
        {"time": "12:31"},
    ],
)
def test_what_a_row_says_of_itself_is_seen(style: ChatStyle, change: dict[str, object]) -> None:
    assert _picture(_laid(style, **change)) != _picture(_laid(style))


def test_a_donation_is_taller_with_a_text_than_without(style: ChatStyle) -> None:
    given = {"kind": RowKind.DONATION, "amount": "¥500", "spans": ()}

    assert _laid(style, **given).height > _laid(style, **given, text="").height


def test_a_stamp_stands_below_its_sender(style: ChatStyle) -> None:
    stamp = _laid(style, kind=RowKind.STAMP, stamp="heart", text="", spans=())

    assert stamp.height > style.pitch + style.stamp_px


def test_selected_characters_look_selected(style: ChatStyle) -> None:
    laid = _laid(style)
    pictures = [
        _picture(laid, selection)
        for selection in (NOT_SELECTED, Selection(2, 6), Selection(is_whole=True))
    ]

    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


@pytest.mark.parametrize("text", ["<b>bold</b>", "&amp;", '<img src="x">', "a\u202eb", "a\nb"])
def test_markup_and_control_characters_are_text(style: ChatStyle, text: str) -> None:
    laid = _laid(style, text=text, spans=())

    shown = text.replace("\u202e", "\ufffd").replace("\n", "\u2028")
    assert laid.text == f"aki\u2002{shown}"


def test_a_name_from_right_to_left_does_not_turn_what_follows(style: ChatStyle) -> None:
    laid = _laid(style, author="مستخدم", text="one two", spans=())
    line = laid._lines.layout.lineAt(0)
    begins = laid.text.index("one")

    assert line.cursorToX(begins)[0] < line.cursorToX(begins + 7)[0]  # type: ignore[index]
    assert HitKind.AUTHOR in _kinds(laid)


def test_removed_text_is_struck_and_its_name_is_not(style: ChatStyle) -> None:
    struck = [
        part
        for part in _laid(style, is_removed=True)._lines.layout.formats()
        if part.format.fontStrikeOut()
    ]

    assert [part.start for part in struck] == [len("aki ")]


def test_larger_and_airier_rows_are_taller(dressed: QApplication) -> None:
    heights = [
        SpeechRow(ROW, style, WIDTH).height
        for style in (
            ChatStyle(LIGHT, is_compact=True),
            ChatStyle(LIGHT),
            ChatStyle(LIGHT, 1.5),
            ChatStyle(LIGHT, 2.0),
        )
    ]

    assert heights == sorted(set(heights))

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.widgets.chatlines import (
    NOT_FIRST,
    NOT_LAST,
    Lines,
    from_utf16_units,
    is_right_to_left,
    shown,
    units_before,
    utf16_units,
)
from desktop.widgets.tokens import ui_font

PITCH = 20.0


@pytest.fixture
def font(qtbot: QtBot) -> QFont:
    return ui_font()


def _broken(text: str, font: QFont, width: float) -> list[str]:
    lines = Lines(text, font, ())
    lines.break_at(width, PITCH, 15.0)
    layout = lines.layout
    each = (layout.lineAt(number) for number in range(layout.lineCount()))
    return [lines.units[at.textStart() : at.textStart() + at.textLength()] for at in each]


@pytest.mark.parametrize(
    "text",
    [
        "今日は、とても。いい「天気」ですねー。ちょっとしゃっくりがキャッチして々ヶ、まったくだ。",
        "これは10,000円です。100%ですよ。（笑）！？あゝゞ〜か゛は゜・き；く：そしてまた続きます",
        "それは『本当』？！…………です――――とか……なんとか言っていました",
        "😀😀「絵文字」、も、😀。です！と書いて、改行が、どこに、来ても、いい、はずです",
    ],
)
def test_no_line_begins_or_ends_where_japanese_forbids_it(text: str, font: QFont) -> None:
    wrong = set()
    for width in range(140, 400, 2):
        lines = _broken(text, font, width)
        wrong |= {line[0] for line in lines[1:]} & NOT_FIRST
        wrong |= {line[-1] for line in lines[:-1]} & NOT_LAST
        assert "".join(lines) == utf16_units(text)

    assert not wrong


def test_a_comma_does_not_begin_a_line_after_a_word_as_long_as_the_line(font: QFont) -> None:
    text = "w" * 60 + "、日本"

    for width in range(100, 300):
        assert "、" not in {line[0] for line in _broken(text, font, width)}


def test_a_row_of_marks_longer_than_a_line_is_broken_all_the_same(font: QFont) -> None:
    lines = _broken("えっ" + "！" * 100, font, 150)

    assert len(lines) > 5
    assert "".join(lines) == "えっ" + "！" * 100


def test_a_long_word_is_broken_rather_than_cut_off(font: QFont) -> None:
    assert len(_broken("a" * 500, font, 200)) > 10


def test_lines_are_as_high_with_japanese_as_without(font: QFont) -> None:
    latin, mixed = Lines("one", font, ()), Lines("一one😀", font, ())
    latin.break_at(300, PITCH, 15.0)
    mixed.break_at(300, PITCH, 15.0)

    assert latin.height == mixed.height == PITCH


def test_the_character_under_a_point_is_found(font: QFont) -> None:
    lines = Lines("一二三四", font, ())
    lines.break_at(1000, PITCH, 15.0)
    wide = lines.layout.lineAt(0).naturalTextWidth() / 4

    assert lines.character_at(QPointF(2.5 * wide, 5), PITCH) == 2
    assert lines.character_at(QPointF(4.5 * wide, 5), PITCH) == -1
    assert lines.character_at(QPointF(1, PITCH + 5), PITCH) == -1
    assert lines.at(QPointF(1.9 * wide, 5), PITCH) == 2
    assert lines.at(QPointF(1000, 5), PITCH) == 4


@pytest.mark.parametrize("trick", ["\u202e", "\u2066", "\u200f", "\u061c", "\x1b", "\x00"])
def test_what_steers_text_is_shown_and_steers_nothing(trick: str) -> None:
    assert shown(f"a{trick}b") == "a\ufffdb"


def test_markup_is_shown_as_it_is() -> None:
    assert shown("<b>&amp;</b>\tx\ny") == "<b>&amp;</b> x\u2028y"


def test_what_is_written_from_right_to_left_is_known() -> None:
    assert is_right_to_left("مرحبا")
    assert is_right_to_left("a שלום")
    assert not is_right_to_left("こんにちは hello 😀")


def test_qt_counts_an_emoji_as_two() -> None:
    text = "a😀b"

    assert units_before(text, 2) == 3
    assert from_utf16_units(utf16_units(text)[0:3]) == "a😀"
    assert from_utf16_units(utf16_units(text)[0:2]) == "a"

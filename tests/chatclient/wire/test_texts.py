import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.texts import MAX_MARKS, cleaned, cleaned_name, folded, is_blank

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
tricky = st.text(
    st.characters()
    | st.sampled_from(
        TURNING + "\u200b\u200c\u200d\ufeff\u00ad\u0301\u0336\ufe0f\n\r\t \u3000😀🇯🇵"
    ),
    max_size=40,
)
WHOLE = [
    "👨‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🇯🇵",
    "❤️",
    "👍🏽",
    "1️⃣",
    "🏳️‍🌈",
    "が",
    "か\u3099",
    "नि",
    "می‌خواهم",
    "é",
    "ขึ้น",
]


@pytest.mark.parametrize("text", WHOLE)
def test_emoji_and_the_scripts_of_the_world_stay_whole(text: str) -> None:
    assert cleaned(f"a {text} b") == f"a {text} b"


def test_a_message_of_five_hundred_emoji_is_left_as_it_is() -> None:
    assert cleaned("👨‍👩‍👧‍👦" * 500) == "👨‍👩‍👧‍👦" * 500


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  plain  text ", "plain text"),
        ("two\nlines\r\nand\ta tab", "two lines and a tab"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a b c d e f"),
        ("wide\u3000space\u00a0hard", "wide space hard"),
        ("in\u200bvis\ufeffib\u2060le\u00ad", "invisible"),
        (f"tur{TURNING}ned", "turned"),
        ("bell\x07 nul\x00 esc\x1b[31m", "bell nul esc[31m"),
        ("half \ud83d emoji", "half emoji"),
        ("private \ue000 use", "private use"),
        ("<b>bold</b> &amp;", "<b>bold</b> &amp;"),
        ("", ""),
    ],
)
def test_tricks_go_and_words_stay(text: str, clean: str) -> None:
    assert cleaned(text) == clean


def test_the_short_way_comes_to_the_same_as_the_long_one() -> None:
    for code in (*range(0x20, 0x3100), 0x4E00, 0x9FFF, 0xAC00, *range(0xFF01, 0xFFA1)):
        text = f"a{chr(code)}b"

        # A character of private use makes the way a long one, and goes.
        assert cleaned(text) == cleaned(f"{text}\ue000"), hex(code)


def test_a_tower_of_marks_is_cut() -> None:
    tower = "Z" + "\u0351" * 100 + "algo" + "\u0336" * 3

    assert cleaned(tower) == "Z" + "\u0351" * MAX_MARKS + "algo" + "\u0336" * 3


def test_a_tower_is_not_saved_by_what_is_invisible_in_it() -> None:
    tower = cleaned("Z" + "\u0351\u200d\u200b" * 100)

    assert sum(char == "\u0351" for char in tower) == MAX_MARKS


@given(tricky)
def test_what_is_clean_has_one_line_and_one_direction_and_stays_clean(text: str) -> None:
    clean = cleaned(text)

    assert cleaned(clean) == clean
    assert len(clean) <= len(text)
    assert clean == clean.strip()
    assert not set(clean) & set(TURNING)
    assert len(clean.splitlines()) <= 1
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") for char in clean)
    clean.encode()


@pytest.mark.parametrize(
    "name",
    [
        "A\u200bki", "A\u200dki", "Aki\u202e", "\ufeffAki", "Aki\u3164", "Aki\ufe0f", "A\u034fki",
        "Aki\u2800", "Aki\uffa0", "Ak\u115fi", " Aki \n", "Aki\U000e0041", "Aki\U000e0100",
    ],
)  # fmt: skip
def test_a_name_cannot_pass_for_another_by_what_nobody_sees(name: str) -> None:
    assert cleaned_name(name) == "Aki"


@given(tricky)
def test_a_cleaned_name_is_short_and_stays_as_it_is(name: str) -> None:
    clean = cleaned_name(name)

    assert len(clean) <= 50
    assert cleaned_name(clean) == clean


@pytest.mark.parametrize("name", ["", " ", "\u200b\u202e", "\u3164", "\ufe0f\u200d", "\n\t"])
def test_a_name_of_nothing_is_no_name(name: str) -> None:
    assert cleaned_name(name) == ""
    assert is_blank(name)


@pytest.mark.parametrize("text", ["a", "。", "❤️", "👨‍👩‍👧", "\u3164 x", "あ"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@given(tricky)
def test_whoever_has_a_name_is_not_blank(name: str) -> None:
    assert not (is_blank(name) and not is_blank(cleaned_name(name)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("ﾊﾞｶ", "ばか"),
        ("バカ", "ばか"),
        ("ヴ", "ゔ"),
        ("ｶﾞ", "が"),
        ("か\u3099", "が"),
        ("STRASSE", "straße"),
        ("a\u200bb\u200dc", "abc"),
        ("①", "1"),
        ("㍻", "平成"),
    ],
)
def test_width_case_and_kana_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("は", "ば"), ("つ", "っ"), ("cafe", "café"), ("a", "b")]
)
def test_other_letters_are_others(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(tricky)
def test_every_text_can_be_folded(text: str) -> None:
    assert not any(unicodedata.category(char) == "Cf" for char in folded(text))

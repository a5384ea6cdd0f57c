import pytest
from PIL import ImageFont

from encoder.engine.sources.fonts import (
    WITHOUT_FONTCONFIG,
    Font,
    first_of,
    list_families,
    load_font,
    pattern_for,
)

JAPANESE = "配信テスト"


def shapes(font: Font, text: str) -> set[bytes]:
    return {bytes(font.getmask(letter)) for letter in text}


def test_japanese_letters_are_letters_and_not_one_box_for_all() -> None:
    font = load_font("", 40, JAPANESE)

    assert len(shapes(font, JAPANESE)) == len(set(JAPANESE))


def test_a_family_without_the_letters_is_helped_out() -> None:
    families = [device.id for device in list_families()]
    if "DejaVu Sans" not in families:
        pytest.skip("DejaVu Sans is not installed")
    font = load_font("DejaVu Sans", 40, JAPANESE)

    assert len(shapes(font, JAPANESE)) == len(set(JAPANESE))
    latin = load_font("DejaVu Sans", 40, "Livedesk")
    assert isinstance(latin, ImageFont.FreeTypeFont)
    assert latin.getname()[0] == "DejaVu Sans"


def test_a_family_that_does_not_exist_gives_another_font() -> None:
    assert load_font("No Such Family", 20, "Livedesk").getlength("Livedesk") > 20


def test_the_pattern_asks_for_the_letters_and_for_japanese_shapes() -> None:
    assert pattern_for("", "") == "sans"
    assert pattern_for("A-B:C", "é") == r"A\-B\:C:charset=e9"
    assert pattern_for("Noto", "あ") == "Noto:charset=3042:lang=ja"


def test_families_are_listed_once_each() -> None:
    names = [device.id for device in list_families()]

    assert names == sorted(set(names))


def test_without_fontconfig_a_known_font_writes_japanese() -> None:
    font = first_of(WITHOUT_FONTCONFIG, 40)

    assert len(shapes(font, JAPANESE)) == len(set(JAPANESE))


def test_without_any_font_of_the_system_there_is_pillows_own() -> None:
    font = first_of(["no-such-font.ttf"], 30)

    assert font.getlength("Livedesk") > 30

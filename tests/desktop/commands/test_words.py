import argparse

import pytest

from desktop.commands.words import bitrate, people, rate, seconds, size


@pytest.mark.parametrize(
    ("text", "bps"), [("3000k", 3_000_000), ("4.5M", 4_500_000), ("128000", 128_000)]
)
def test_a_bitrate_is_given_in_bits_kilobits_or_megabits(text: str, bps: int) -> None:
    assert bitrate(text) == bps


def test_a_size_is_width_and_height() -> None:
    assert size("1280x720") == (1280, 720)


@pytest.mark.parametrize("text", ["", "1280", "1280x", "1280x720x30", "-1x5", "123456x1"])
def test_what_is_no_size_says_how_one_is_written(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="1280x720"):
        size(text)


@pytest.mark.parametrize("text", ["", "fast", "-3k", "3g", "1e6"])
def test_what_is_no_bitrate_says_how_one_is_written(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="3000k"):
        bitrate(text)


def test_seconds_are_more_than_none() -> None:
    assert seconds("0.5") == 0.5
    for text in ("0", "-1", "soon", "nan", "inf", "1e9"):
        with pytest.raises(argparse.ArgumentTypeError):
            seconds(text)


@pytest.mark.parametrize("text", ["0", "-1", "many", "10001", "1.5", ""])
def test_a_crowd_has_a_number_of_people(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="1 to 10000"):
        people(text)
    assert people("200") == 200


@pytest.mark.parametrize("text", ["0", "-1", "nan", "1001", "fast"])
def test_a_crowd_says_so_much_a_second(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="up to 1000"):
        rate(text)
    assert rate("0.5") == 0.5

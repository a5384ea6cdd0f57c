import argparse
from pathlib import Path

import pytest

from desktop.commandline import main, parser


def parsed(*words: str) -> argparse.Namespace:
    return parser().parse_args(words)


def test_without_a_word_the_window_opens() -> None:
    options = parsed()

    assert not options.headless
    assert options.run.__name__ == "open_window"


def test_a_data_folder_may_stand_before_or_behind_the_command() -> None:
    before = parsed("--data-dir", "/x", "devices")
    behind = parsed("devices", "--data-dir", "/x")

    assert before.data_dir == behind.data_dir == Path("/x")


@pytest.mark.parametrize(
    ("text", "bps"), [("3000k", 3_000_000), ("4.5M", 4_500_000), ("128000", 128_000)]
)
def test_a_bitrate_is_given_in_bits_kilobits_or_megabits(text: str, bps: int) -> None:
    assert parsed("broadcast", "--to", "x", "--bitrate", text).bitrate == bps


@pytest.mark.parametrize(
    "words",
    [
        ("--size", "1280"),
        ("--size", "1280x720x30"),
        ("--bitrate", "fast"),
        ("--bitrate", "-3k"),
        ("--seconds", "0"),
        ("--seconds", "soon"),
        ("--fps", "many"),
    ],
)
def test_a_word_that_means_nothing_is_a_usage_error(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parsed("broadcast", "--to", "x", *words)

    assert caught.value.code == 2
    assert words[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--fps", "61"), "fps can't be 61"),
        (("--size", "1281x720"), "width can't be 1281"),
        (("--preset", "magic"), "preset can't be magic. Choose fast, faster"),
        (("--ingest", "moon"), "ingest can't be moon"),
        (("--option", "volume"), "--option can't be volume. Choose NAME=VALUE"),
    ],
)
def test_a_setting_that_cannot_work_is_named_with_what_can(
    data_dir: Path,
    words: tuple[str, ...],
    named: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["broadcast", "--to", "rtmp://x/y/z", "--data-dir", str(data_dir), *words])

    assert code == 2
    assert named in capsys.readouterr().err


def test_without_a_display_the_window_says_what_to_do(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")

    assert main(["--data-dir", str(data_dir)]) == 2
    assert "--headless" in capsys.readouterr().err

import subprocess
import sys

import pytest

from desktop.playbackreader import PlaybackReader, Reading, Runner

URL = "http://127.0.0.1:1/index.m3u8"
BOTH = (
    '{"streams": [{"codec_type": "video", "nb_read_frames": "90"},'
    ' {"codec_type": "audio", "nb_read_frames": "141"}]}'
)


def answers(*texts: str) -> tuple[Runner, list[list[str]]]:
    """Return a runner that gives these answers, the last one for ever, and what was run."""
    left = list(texts)
    commands: list[list[str]] = []

    def run(command: list[str], timeout_s: float) -> tuple[int, str, str]:
        commands.append(command)
        text = left.pop(0) if len(left) > 1 else left[0]
        return (0, text, "") if text else (1, "", "404 Not Found\n")

    return run, commands


def test_frames_of_both_tracks_are_the_proof() -> None:
    run, commands = answers(BOTH)

    reading = PlaybackReader("ffprobe", run).read(URL, 5.0)

    assert reading == Reading("ffprobe", 90, 141)
    assert reading.has_both_tracks
    assert commands[0][0] == "ffprobe"
    assert commands[0][-1] == URL


def test_a_playlist_that_is_not_there_yet_is_tried_again() -> None:
    run, commands = answers("", BOTH)

    assert PlaybackReader("ffprobe", run).read(URL, 5.0).has_both_tracks
    assert len(commands) == 2


def test_one_track_is_no_proof() -> None:
    run, _ = answers('{"streams": [{"codec_type": "video", "nb_read_frames": "90"}]}')

    assert not PlaybackReader("ffprobe", run).read(URL, 0.0).has_both_tracks


def test_a_failure_is_told_in_the_readers_own_words() -> None:
    run, _ = answers("")

    assert PlaybackReader("ffprobe", run).read(URL, 0.0).complaint == "404 Not Found"


@pytest.mark.parametrize("text", ["[]", "no json", '{"streams": [{"nb_read_frames": "x"}]}'])
def test_an_answer_that_makes_no_sense_is_said_to_be_one(text: str) -> None:
    run, _ = answers(text)

    assert "no sense" in PlaybackReader("ffprobe", run).read(URL, 0.0).complaint


def test_a_reader_that_hangs_is_told() -> None:
    def hang(command: list[str], timeout_s: float) -> tuple[int, str, str]:
        raise subprocess.TimeoutExpired(command, timeout_s)

    assert "no answer" in PlaybackReader("ffprobe", hang).read(URL, 0.0).complaint


def test_a_cancelled_reader_makes_no_further_attempt() -> None:
    run, commands = answers("")
    reader = PlaybackReader("ffprobe", run)

    reader.cancel()
    reader.read(URL, 60.0)

    assert len(commands) == 1


def test_without_ffprobe_another_program_reads_by_pyav() -> None:
    run, commands = answers('{"video_frames": 90, "audio_frames": 141}')

    reading = PlaybackReader("", run).read(URL, 0.0)

    assert reading == Reading("PyAV", 90, 141)
    assert commands[0][:3] == [sys.executable, "-m", "cloud.practice.reader"]


def test_a_real_program_is_run() -> None:
    reading = PlaybackReader("").read("/nowhere/index.m3u8", 0.0)

    assert not reading.has_both_tracks
    assert "No such file" in reading.complaint

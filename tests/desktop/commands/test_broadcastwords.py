import argparse
import io
from pathlib import Path

import pytest

from desktop.commands.broadcast import BroadcastPlan
from desktop.commands.broadcastwords import add_broadcast_words, plan_of
from encoder.errors import SettingsError
from encoder.scenes import PICTURE_ID


def planned(folder: Path, *words: str, keys: str = "") -> BroadcastPlan:
    command = argparse.ArgumentParser()
    add_broadcast_words(command)
    return plan_of(command.parse_args(words), folder, io.StringIO(keys))


def test_one_picture_fills_the_canvas(tmp_path: Path) -> None:
    words = ("--source", "file:/a.mp4", "--option", "loops=true", "--size", "640x360")
    plan = planned(tmp_path, "--to", "rtmp://h/a/b", *words)
    source = plan.programme.input(PICTURE_ID).source

    assert (plan.programme.canvas.width, plan.programme.canvas.height) == (640, 360)
    assert source.kind == "mediafile"
    assert source.options == {"path": "/a.mp4", "loops": True}
    assert plan.recording is None


def test_each_address_has_a_line_with_its_key(tmp_path: Path) -> None:
    keys = "sk_one\n\nsk_three\n"
    addresses = ("rtmp://one/app", "rtmp://two/app/instance", "rtmps://three/app")
    words = [word for address in addresses for word in ("--to", address)]
    plan = planned(tmp_path, *words, "--key-stdin", "--ingest", "medialive", keys=keys)

    assert [each.url for each in plan.destinations] == list(addresses)
    assert [each.key.reveal() for each in plan.destinations] == ["sk_one", "", "sk_three"]
    assert [each.id for each in plan.destinations] == ["main", "to-2", "to-3"]
    assert {each.ingest for each in plan.destinations} == {"medialive"}


def test_nothing_is_read_unless_keys_are_announced(tmp_path: Path) -> None:
    assert not planned(tmp_path, "--to", "rtmp://h/a/b", keys="sk_one\n").destinations[0].key


def test_recordings_go_to_the_named_folder(tmp_path: Path) -> None:
    recording = planned(tmp_path, "--to", "rtmp://h/a/b", "--record", "videos").recording

    assert recording is not None
    assert recording.folder == str(Path.cwd() / "videos")  # the engine runs elsewhere


def test_another_encoder_can_be_named(tmp_path: Path) -> None:
    plan = planned(tmp_path, "--to", "rtmp://h/a/b", "--encoder", "h264_vaapi", "--bitrate", "2M")

    assert plan.encoding.video.encoder == "h264_vaapi"
    assert plan.encoding.video.bitrate_bps == 2_000_000


@pytest.mark.parametrize("words", [("--fps", "61"), ("--ingest", "moon"), ("--option", "volume")])
def test_what_can_not_work_is_refused_by_name(tmp_path: Path, words: tuple[str, str]) -> None:
    with pytest.raises(SettingsError) as caught:
        planned(tmp_path, "--to", "rtmp://h/a/b", *words)

    assert words[1] in caught.value.problem.message

"""The commands as scripts use them: exit codes, JSON, and a real screen."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.endtoend.livedesk import ffprobe, finish, livedesk, packets, start_livedesk
from tests.endtoend.nginxrtmp import NginxRtmp, free_port

SMALL = ("--size", "320x180", "--bitrate", "300k", "--json")


def test_a_finished_broadcast_exits_0_and_accounts_for_every_frame(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    result = livedesk(
        "broadcast", "--to", nginx.url, "--key-stdin", "--seconds", "3", *SMALL,
        "--data-dir", data_dir, key="practice-endtoend",
    )  # fmt: skip

    assert result.code == 0, result.messages
    summary = result.json
    assert summary["exit_code"] == 0
    assert summary["seconds_live"] == pytest.approx(3, abs=0.3)
    assert summary["frames"]["encoded"] == pytest.approx(90, abs=10)
    assert summary["frames"]["sent"] == summary["frames"]["encoded"]
    assert summary["frames"]["dropped"].keys() == {"render", "encoder", "network"}
    assert summary["frames"]["dropped"]["network"] == 0
    assert summary["problem"] is None


def test_a_real_screen_reaches_the_server(nginx: NginxRtmp, data_dir: Path, xvfb: str) -> None:
    result = livedesk(
        "broadcast", "--source", "screen", "--to", nginx.url, "--key-stdin", "--seconds", "3",
        *SMALL, "--data-dir", data_dir, key="practice-endtoend", display=xvfb,
    )  # fmt: skip
    nginx.stop()

    assert result.code == 0, result.messages
    (recording,) = nginx.recordings()
    frames = ffprobe(
        f"movie={recording},signalstats", "-f", "lavfi", "-show_entries", "frame_tags"
    )["frames"]
    brightness = [float(frame["tags"]["lavfi.signalstats.YAVG"]) for frame in frames]
    assert len(brightness) > 60
    # A white root window is Y 235 in limited range; the cursor takes a little away.
    assert min(brightness[15:]) > 225


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--source", "nonsense"), 3, "source-unknown"),
        (("--source", "file:/nowhere.mp4"), 3, "file-missing"),
        (("--source", "pattern", "--option", "volume=loud"), 3, "source-options-invalid"),
        (("--source", "screen", "--option", "display=:4711"), 3, "display-unreachable"),
        (("--preset", "medium", "--ingest", "ivs-basic", "--bitrate", "9M"), 2, "over-limit"),
    ],
)
def test_what_cannot_be_broadcast_exits_with_its_family(
    data_dir: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    result = livedesk(
        "broadcast", "--to", f"rtmp://127.0.0.1:{free_port()}/live", "--key-stdin", "--json",
        "--data-dir", data_dir, *arguments, key="practice-endtoend",
    )  # fmt: skip

    assert result.code == code
    assert result.json["exit_code"] == code
    assert problem in result.json["problem"]["code"]
    assert result.json["problem"]["message"] in result.messages
    assert result.json["problem"]["hint"] in result.messages


def test_a_server_that_refuses_the_key_exits_5(nginx: NginxRtmp, data_dir: Path) -> None:
    result = livedesk(
        "broadcast", "--to", nginx.guarded_url, "--key-stdin", *SMALL, "--data-dir", data_dir,
        key="practice-endtoend",
    )  # fmt: skip

    assert result.code == 5, result.messages
    assert result.json["problem"]["code"] == "key-refused"


def test_an_address_nobody_answers_exits_6(data_dir: Path) -> None:
    result = livedesk(
        "broadcast", "--to", f"rtmp://127.0.0.1:{free_port()}/live", "--key-stdin", *SMALL,
        "--give-up", "2", "--data-dir", data_dir, key="practice-endtoend",
    )  # fmt: skip

    assert result.code == 6
    assert result.json["problem"]["code"] == "connection-refused"


@pytest.mark.parametrize(
    "arguments",
    [
        ("broadcast",),
        ("broadcast", "--to", "http://127.0.0.1/live", "--key-stdin"),
        ("broadcast", "--to", "rtmp://127.0.0.1/live", "--key-stdin", "--size", "big"),
        ("broadcast", "--to", "rtmp://127.0.0.1/live", "--key-stdin", "--fps", "500"),
        ("broadcast", "--to", "rtmp://127.0.0.1/live", "--key-stdin", "--preset", "magic"),
        ("nonsense",),
    ],
)
def test_a_wrong_word_exits_2_with_a_sentence(data_dir: Path, arguments: tuple[str, ...]) -> None:
    result = livedesk(*arguments, "--data-dir", data_dir, key="practice-endtoend")

    assert result.code == 2
    assert len(result.messages.strip()) > 20
    assert "Traceback" not in result.messages


def test_ctrl_c_ends_the_broadcast_in_order(nginx: NginxRtmp, data_dir: Path) -> None:
    process = start_livedesk(
        "broadcast", "--to", nginx.url, "--key-stdin", *SMALL, "--data-dir", data_dir,
        key="practice-endtoend",
    )  # fmt: skip
    assert process.stderr is not None
    assert "On air" in process.stderr.readline()
    process.send_signal(2)
    result = finish(process)

    assert result.code == 0, result.messages
    assert result.json["frames"]["sent"] > 0
    assert list(data_dir.iterdir()) == []


def test_ctrl_c_before_anything_is_on_air_is_no_success(data_dir: Path) -> None:
    process = start_livedesk(
        "broadcast", "--to", f"rtmp://127.0.0.1:{free_port()}/live", "--key-stdin", *SMALL,
        "--data-dir", data_dir, key="practice-endtoend",
    )  # fmt: skip
    assert process.stderr is not None
    assert "Nothing answers" in process.stderr.readline()
    process.send_signal(2)
    result = finish(process)

    assert result.code == result.json["exit_code"] == 130
    assert result.json["seconds_live"] == 0


def test_two_addresses_get_the_same_stream_and_a_recording_has_it_too(
    nginx: NginxRtmp, data_dir: Path, tmp_path: Path
) -> None:
    result = livedesk(
        "broadcast", "--to", nginx.url, "--to", nginx.url, "--key-stdin", "--seconds", "3", *SMALL,
        "--record", tmp_path, "--data-dir", data_dir, key="practice-one\npractice-two",
    )  # fmt: skip
    nginx.stop()

    assert result.code == 0, result.messages
    assert [row["problem"] for row in result.json["destinations"]] == [None, None]
    assert min(row["frames_sent"] for row in result.json["destinations"]) > 60
    one, two = (
        {packet["size"]: packet["pts_time"] for packet in packets(file, "v")}
        for file in nginx.recordings()
    )
    assert one.keys() & two.keys()
    recording = Path(result.json["recording"]["file"])
    assert recording.parent == tmp_path
    assert len(packets(recording, "v")) > 60
    assert result.json["recording"]["seconds"] > 1.5


def test_devices_lists_every_kind_with_its_options(data_dir: Path, xvfb: str) -> None:
    result = livedesk("devices", "--json", "--data-dir", data_dir, display=xvfb)

    assert result.code == 0, result.messages
    kinds = {source["kind"]: source for source in result.json["sources"]}
    wanted = {"screen", "camera", "microphone", "mediafile", "image", "text", "pattern", "tone"}
    assert wanted <= kinds.keys()
    assert result.json["encoders"][0]["name"] == "libx264"
    assert result.json["encoders"][0]["problem"] is None
    assert xvfb in [device["id"] for device in kinds["screen"]["devices"]]
    assert kinds["pattern"]["options"]["properties"]["motion"]["enum"]


def test_the_version_is_printed(data_dir: Path) -> None:
    assert livedesk("--version").output.startswith("livedesk 0.")


def test_headless_commands_load_no_qt() -> None:
    for module in ("desktop.commandline", "desktop.commands.broadcast", "desktop.commands.devices"):
        done = subprocess.run(
            [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "PySide6" not in done.stdout

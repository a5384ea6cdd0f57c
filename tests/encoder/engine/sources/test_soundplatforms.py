from pathlib import Path

import pytest

from encoder.engine.sources.capturedevice import CaptureFailed
from encoder.engine.sources.soundplatforms import (
    DEFAULT,
    MONITOR,
    SoundMachine,
    alsa_devices,
    alsa_request,
    platform_of,
)
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device

CARDS = """\
 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7c30000 irq 31
 2 [Snowball       ]: USB-Audio - Blue Snowball
                      BLUE MICROPHONE Blue Snowball at usb-0000:00:14.0-1, full speed
"""
PCM = """\
00-00: ALC295 Analog : ALC295 Analog : playback 1 : capture 1
00-03: HDMI 0 : HDMI 0 : playback 1
02-00: USB Audio : USB Audio : capture 1
"""
SNOWBALL = "plughw:CARD=Snowball,DEV=0"
FAILURE = CaptureFailed(5, "input/output error")


@pytest.fixture
def asound(tmp_path: Path) -> Path:
    """What the kernel says of two cards."""
    folder = tmp_path / "asound"
    (folder / "Snowball/pcm0c/sub0").mkdir(parents=True)
    (folder / "cards").write_text(CARDS)
    (folder / "pcm").write_text(PCM)
    (folder / "Snowball/pcm0c/sub0/status").write_text("closed\n")
    return folder


def linux(asound: Path, **environ: str) -> SoundMachine:
    return SoundMachine("linux", environ, asound)


def code(problem: Problem | None) -> ErrorCode | None:
    return None if problem is None else problem.code


def test_alsa_lists_the_default_and_then_what_can_record(asound: Path) -> None:
    machine = linux(asound)

    assert platform_of(machine).list_microphones(machine) == (
        Device(DEFAULT, "Default"),
        Device("plughw:CARD=PCH,DEV=0", "HDA Intel PCH, ALC295 Analog"),
        Device(SNOWBALL, "Blue Snowball, USB Audio"),
    )


def test_alsa_lists_what_can_play(asound: Path) -> None:
    devices = alsa_devices(linux(asound), "playback")

    assert [each.id for each in devices] == [
        DEFAULT,
        "plughw:CARD=PCH,DEV=0",
        "plughw:CARD=PCH,DEV=3",
    ]


def test_without_cards_and_without_a_sound_server_there_is_no_microphone(tmp_path: Path) -> None:
    machine = linux(tmp_path / "none")

    assert alsa_devices(machine, "capture") == ()
    obstacle = platform_of(machine).microphone_obstacle(machine)
    assert code(obstacle) is ErrorCode.MICROPHONE_MISSING


@pytest.mark.parametrize("socket", ["pulse/native", "pipewire-0"])
def test_a_sound_server_makes_a_default(tmp_path: Path, socket: str) -> None:
    machine = linux(tmp_path / "none", XDG_RUNTIME_DIR=str(tmp_path))
    (tmp_path / socket).parent.mkdir(exist_ok=True)
    (tmp_path / socket).touch()

    assert alsa_devices(machine, "capture") == (Device(DEFAULT, "Default"),)
    assert platform_of(machine).microphone_obstacle(machine) is None


def test_alsa_is_asked_for_48_khz_stereo() -> None:
    request = platform_of(SoundMachine("linux")).microphone("", SoundMachine("linux"))

    assert (request.input_format, request.name) == ("alsa", DEFAULT)
    assert request.options == {"sample_rate": "48000", "ch_layout": "stereo"}
    assert alsa_request(SNOWBALL).name == SNOWBALL


def test_system_sound_needs_a_server_and_the_plug_in_for_it(tmp_path: Path) -> None:
    alsa = platform_of(SoundMachine("linux"))
    alone = linux(tmp_path)
    assert code(alsa.system_sound_obstacle(alone)) is ErrorCode.SOUND_SERVER_MISSING
    bare = linux(tmp_path, PULSE_SERVER="unix:/run/native", ALSA_PLUGIN_DIR=str(tmp_path))
    assert code(alsa.system_sound_obstacle(bare)) is ErrorCode.SOUND_PLUGIN_MISSING

    (tmp_path / "libasound_module_pcm_pulse.so").touch()
    assert alsa.system_sound_obstacle(bare) is None
    assert alsa.system_sound(bare).name == MONITOR


def test_an_alsa_failure_is_explained_by_what_the_kernel_says(asound: Path) -> None:
    machine = linux(asound)
    alsa = platform_of(machine)

    assert alsa.problem_of(FAILURE, DEFAULT, machine) is None
    served = linux(asound, PULSE_SERVER="unix:/run/native")
    no_way = alsa.problem_of(FAILURE, DEFAULT, served)
    assert code(no_way) is ErrorCode.SOUND_PLUGIN_MISSING
    assert alsa.problem_of(FAILURE, SNOWBALL, machine) is None
    (asound / "Snowball/pcm0c/sub0/status").write_text("state: RUNNING\nowner_pid: 1\n")
    assert code(alsa.problem_of(FAILURE, SNOWBALL, machine)) is ErrorCode.DEVICE_BUSY
    gone = alsa.problem_of(FAILURE, "plughw:CARD=Gone,DEV=0", machine)
    assert gone == Problem(ErrorCode.DEVICE_MISSING, {"device": "Gone"})


@pytest.mark.parametrize(
    ("platform", "default", "chosen", "input_format"),
    [("win32", "audio=m1", "audio=m2", "dshow"), ("darwin", ":default", ":m2", "avfoundation")],
)
def test_elsewhere_the_devices_are_those_ffmpeg_lists(
    platform: str, default: str, chosen: str, input_format: str
) -> None:
    asked: list[str] = []
    listed = (Device("m1", "Microphone"), Device("m2", "Stereo Mix (Realtek)"))

    def listing(format_name: str) -> tuple[Device, ...]:
        asked.append(format_name)
        return listed

    machine = SoundMachine(platform, list_devices=listing)
    way = platform_of(machine)

    assert way.list_microphones(machine) == listed
    assert way.microphone("", machine).name == default
    assert way.microphone("m2", machine).name == chosen
    assert way.microphone_obstacle(machine) is None
    assert way.system_sound_obstacle(machine) is None
    assert way.system_sound(machine).name == chosen
    assert {*asked} == {input_format}
    assert way.problem_of(FAILURE, "m1", machine) is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_other_programs_are_heard_through_a_loopback_device_only(platform: str) -> None:
    machine = SoundMachine(platform, list_devices=lambda input_format: ())
    way = platform_of(machine)

    assert code(way.microphone_obstacle(machine)) is ErrorCode.MICROPHONE_MISSING
    assert code(way.system_sound_obstacle(machine)) is ErrorCode.LOOPBACK_MISSING

"""How each platform's sound devices are found and opened, as values: devices, obstacles, requests.

Linux is ALSA; a sound server (PipeWire, PulseAudio) is reached through ALSA's plug-ins. It was
tried with PulseAudio 16. Windows (dshow) and macOS (avfoundation) are written from FFmpeg's
documentation ("FFmpeg Devices") and have never run.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import av

from encoder.engine.sources.capturedevice import CaptureFailed, CaptureRequest
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device
from encoder.settings import SAMPLE_RATE_HZ

Direction = Literal["capture", "playback"]
DEFAULT = "default"
MONITOR = 'plug:{SLAVE {type pulse device "@DEFAULT_MONITOR@"}}'
"""What the default output plays. ALSA's `pulse` plug-in takes PulseAudio's own names, and those
of PipeWire's PulseAudio server; ALSA takes a device's definition in place of its name."""
_PULSE_PLUGIN = "libasound_module_pcm_pulse.so"
_PIPEWIRE_PLUGIN = "libasound_module_pcm_pipewire.so"
_LOOPBACKS = (
    "stereo mix",
    "ステレオ ミキサー",
    "blackhole",
    "loopback",
    "soundflower",
    "vb-cable",
    "cable output",
)


def ask_ffmpeg(input_format: str) -> tuple[Device, ...]:
    """Return the sound devices that FFmpeg lists for an input format; none where it can't."""
    try:
        found = av.enumerate_input_devices(input_format)
    except (ValueError, av.FFmpegError):
        return ()
    heard = (each for each in found if "audio" in each.media_types or not each.media_types)
    return tuple(Device(each.name, each.description or each.name) for each in heard)


@dataclass(frozen=True, slots=True)
class SoundMachine:
    """What of the machine matters; `platform` is `sys.platform`."""

    platform: str
    environ: Mapping[str, str] = field(default_factory=dict)
    proc_asound: Path = Path("/proc/asound")
    list_devices: Callable[[str], tuple[Device, ...]] = ask_ffmpeg


class SoundPlatform(NamedTuple):
    """One platform's way."""

    list_microphones: Callable[[SoundMachine], tuple[Device, ...]]
    microphone: Callable[[str, SoundMachine], CaptureRequest]
    """What to open for a device's id ("" = the default)."""
    microphone_obstacle: Callable[[SoundMachine], Problem | None]
    system_sound: Callable[[SoundMachine], CaptureRequest]
    system_sound_obstacle: Callable[[SoundMachine], Problem | None]
    problem_of: Callable[[CaptureFailed, str, SoundMachine], Problem | None]
    """What a failure of this device means; None = nothing better than what it says."""


def platform_of(machine: SoundMachine) -> SoundPlatform:
    """Return the way for this machine; every other system than these two is taken for ALSA."""
    return {"win32": WINDOWS, "darwin": MACOS}.get(machine.platform, ALSA)


# ---- ALSA ------------------------------------------------------------------------------------


def alsa_devices(machine: SoundMachine, direction: Direction) -> tuple[Device, ...]:
    """Return the default device, if there can be one, and then the hardware's."""
    hardware = _alsa_hardware(machine.proc_asound, direction)
    if not hardware and not has_sound_server(machine.environ):
        return ()
    return (Device(DEFAULT, "Default"), *hardware)


def has_sound_server(environ: Mapping[str, str]) -> bool:
    """Tell whether a PulseAudio or PipeWire server can be expected; asks nobody."""
    if environ.get("PULSE_SERVER"):
        return True
    folder = environ.get("XDG_RUNTIME_DIR")
    sockets = ("pulse/native", "pipewire-0")
    return bool(folder) and any(Path(str(folder), name).exists() for name in sockets)


def _alsa_hardware(proc_asound: Path, direction: Direction) -> tuple[Device, ...]:
    cards = _alsa_cards(_text(proc_asound / "cards"))
    devices = []
    # 00-02: ALC295 Alt Analog : ALC295 Alt Analog : playback 1 : capture 1
    for line in _text(proc_asound / "pcm").splitlines():
        place, name, _, *directions = (part.strip() for part in line.split(":"))
        card, _, number = place.partition("-")
        if int(card) in cards and any(each.startswith(direction) for each in directions):
            card_id, card_title = cards[int(card)]
            title = card_title if name in card_title else f"{card_title}, {name}"
            # plughw converts whatever the hardware speaks.
            devices.append(Device(f"plughw:CARD={card_id},DEV={int(number)}", title))
    return tuple(devices)


def _alsa_cards(listing: str) -> dict[int, tuple[str, str]]:
    """Return id and title of each card."""
    #  0 [PCH            ]: HDA-Intel - HDA Intel PCH
    found = re.findall(r"^ *(\d+) \[(\S+) *\]: \S+ - (.+)$", listing, re.MULTILINE)
    return {int(number): (card_id, title.strip()) for number, card_id, title in found}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # no ALSA in this kernel, or none allowed here
        return ""


def alsa_request(name: str) -> CaptureRequest:
    """Return what to open for an ALSA device's name; "" is the default."""
    options = {"sample_rate": str(SAMPLE_RATE_HZ), "ch_layout": "stereo"}
    return CaptureRequest("alsa", name or DEFAULT, options)


def _alsa_microphone_obstacle(machine: SoundMachine) -> Problem | None:
    missing = Problem(ErrorCode.MICROPHONE_MISSING)
    return None if alsa_devices(machine, "capture") else missing


def _alsa_monitor_obstacle(machine: SoundMachine) -> Problem | None:
    if not has_sound_server(machine.environ):
        return Problem(ErrorCode.SOUND_SERVER_MISSING)
    if _has_plugin(machine, _PULSE_PLUGIN):
        return None
    return Problem(ErrorCode.SOUND_PLUGIN_MISSING)


def _has_plugin(machine: SoundMachine, *names: str) -> bool:
    folder = machine.environ.get("ALSA_PLUGIN_DIR")
    return bool(folder) and any(Path(str(folder), name).exists() for name in names)


def _alsa_problem(failure: CaptureFailed, name: str, machine: SoundMachine) -> Problem | None:
    """Look at what the kernel says: FFmpeg calls every failure of ALSA an input/output error."""
    place = re.fullmatch(r"(?:plug)?hw:CARD=([^,]+),DEV=(\d+)", name)
    if place is None:
        has_way = _has_plugin(machine, _PULSE_PLUGIN, _PIPEWIRE_PLUGIN)
        if name == DEFAULT and has_sound_server(machine.environ) and not has_way:
            return Problem(ErrorCode.SOUND_PLUGIN_MISSING)  # the server holds the hardware
        return None
    pcm = machine.proc_asound / place[1] / f"pcm{place[2]}c"
    if not pcm.exists():
        return Problem(ErrorCode.DEVICE_MISSING, {"device": place[1]})
    states = [_text(status).strip() for status in sorted(pcm.glob("sub*/status"))]
    if states and "closed" not in states:
        return Problem(ErrorCode.DEVICE_BUSY, {"device": place[1]})
    return None


ALSA = SoundPlatform(
    lambda machine: alsa_devices(machine, "capture"),
    lambda name, machine: alsa_request(name),
    _alsa_microphone_obstacle,
    lambda machine: alsa_request(MONITOR),
    _alsa_monitor_obstacle,
    _alsa_problem,
)


# ---- Windows and macOS -----------------------------------------------------------------------


def _listed(input_format: str) -> Callable[[SoundMachine], tuple[Device, ...]]:
    return lambda machine: machine.list_devices(input_format)


def _loopback(devices: tuple[Device, ...]) -> Device | None:
    """Return the device that gives what other programs play, as far as its name tells."""
    return next((each for each in devices if each.title.lower().startswith(_LOOPBACKS)), None)


def _named(
    input_format: str, request: Callable[[str], CaptureRequest], default: str
) -> SoundPlatform:
    """Return the way of a platform whose devices FFmpeg lists; `default`: "" = the first."""
    devices = _listed(input_format)

    def microphone(name: str, machine: SoundMachine) -> CaptureRequest:
        first = next((each.id for each in devices(machine)), "")
        return request(name or default or first)

    def microphone_obstacle(machine: SoundMachine) -> Problem | None:
        return None if devices(machine) else Problem(ErrorCode.MICROPHONE_MISSING)

    def system_sound(machine: SoundMachine) -> CaptureRequest:
        found = _loopback(devices(machine))
        return request("" if found is None else found.id)

    def system_sound_obstacle(machine: SoundMachine) -> Problem | None:
        return None if _loopback(devices(machine)) else Problem(ErrorCode.LOOPBACK_MISSING)

    return SoundPlatform(
        devices,
        microphone,
        microphone_obstacle,
        system_sound,
        system_sound_obstacle,
        lambda failure, name, machine: None,
    )


WINDOWS = _named(
    "dshow",
    # In blocks of 20 ms; the driver's own choice is half a second.
    lambda name: CaptureRequest("dshow", f"audio={name}", {"audio_buffer_size": "20"}),
    default="",
)
MACOS = _named(
    "avfoundation", lambda name: CaptureRequest("avfoundation", f":{name}"), default=DEFAULT
)

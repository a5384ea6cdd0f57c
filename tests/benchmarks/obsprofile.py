"""A profile that makes OBS do the one job: capture the screen, encode as we do, publish at once."""

import json
import uuid
from pathlib import Path
from typing import Any

GLOBAL = """\
[General]
Pre19Defaults=false
Pre21Defaults=false
Pre23Defaults=false
Pre24.1Defaults=false
FirstRun=true
EnableAutoUpdates=false
ConfirmOnExit=false
LastVersion=486539266
InfoIncrement=100
[Basic]
Profile=bench
ProfileDir=bench
SceneCollection=bench
SceneCollectionFile=bench
ConfigOnNewProfile=false
[BasicWindow]
PreviewEnabled=false
WarnBeforeStartingStream=false
WarnBeforeStoppingStream=false
"""
PROFILE = """\
[General]
Name=bench
[Video]
BaseCX=1920
BaseCY=1080
OutputCX=1280
OutputCY=720
FPSType=1
FPSInt=30
ScaleType=bilinear
ColorFormat=NV12
ColorSpace=709
ColorRange=Partial
[Audio]
SampleRate=48000
ChannelSetup=Stereo
[Output]
Mode=Advanced
[AdvOut]
Encoder=obs_x264
ApplyServiceSettings=false
TrackIndex=1
Track1Bitrate=160
Rescale=false
"""
ENCODER = {
    "rate_control": "CBR",
    "bitrate": 3000,
    "use_bufsize": True,
    "buffer_size": 3000,
    "keyint_sec": 2,
    "preset": "veryfast",
    "profile": "main",
    "tune": "zerolatency",
}


def write_profile(home: Path, server_url: str) -> None:
    """Write everything OBS wants to find below its home."""
    root = home / ".config" / "obs-studio"
    profile, scenes = root / "basic" / "profiles" / "bench", root / "basic" / "scenes"
    for folder in (profile, scenes, home / "run"):
        folder.mkdir(parents=True)
    (home / "run").chmod(0o700)
    (root / "global.ini").write_text(GLOBAL)
    (profile / "basic.ini").write_text(PROFILE)
    (profile / "streamEncoder.json").write_text(json.dumps(ENCODER))
    service = {"server": server_url, "key": "obs", "use_auth": False, "bwtest": False}
    (profile / "service.json").write_text(json.dumps({"type": "rtmp_custom", "settings": service}))
    (scenes / "bench.json").write_text(json.dumps(_collection()))


def _collection() -> dict[str, Any]:
    screen = _source("Screen", "xshm_input", {"screen": 0, "show_cursor": False})
    scene = _source("Scene", "scene", {"id_counter": 1, "items": [_item("Screen")]})
    return {
        "name": "bench",
        "current_scene": "Scene",
        "current_program_scene": "Scene",
        "scene_order": [{"name": "Scene"}],
        "sources": [screen, scene],
        "groups": [],
        "transitions": [],
        "current_transition": "Cut",
        "transition_duration": 300,
    }


def _source(name: str, kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "id": kind,
        "versioned_id": kind,
        "uuid": str(uuid.uuid4()),
        "settings": settings,
        "enabled": True,
        "volume": 1.0,
    }


def _item(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "id": 1,
        "visible": True,
        "align": 5,
        "pos": {"x": 0.0, "y": 0.0},
        "scale": {"x": 1.0, "y": 1.0},
        "bounds_type": 0,
    }

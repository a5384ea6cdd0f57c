import json
from pathlib import Path

import pytest

from desktop.commands.devices import run_devices
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    CatalogueListed,
    Device,
    EncoderKind,
    EngineChanged,
    EngineState,
    SourceKindInfo,
)
from tests.desktop.commands.scriptedengine import ScriptedEngine

CATALOGUE = CatalogueListed(
    (
        SourceKindInfo("screen", "Screen", True, False, {"type": "object"}, (Device(":1", "One"),)),
        SourceKindInfo(
            "file", "File", True, True, {}, (), Problem(ErrorCode.FILE_MISSING, {"file": "x"})
        ),
    ),
    (
        EncoderKind("libx264", "x264", False),
        EncoderKind("h264_nvenc", "NVIDIA", True, Problem(ErrorCode.FILE_MISSING, {"file": "x"})),
    ),
    (Device("hw:0", "Headset"),),
)
ENCODERS_UNTRIED = CatalogueListed(CATALOGUE.sources, CATALOGUE.encoders[:1])


def test_sources_are_printed_with_devices_options_and_problems(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_devices(True, data_dir, ScriptedEngine({}, [CATALOGUE]))

    screen, file = json.loads(capsys.readouterr().out)["sources"]
    assert code == 0
    assert screen["devices"] == [{"id": ":1", "title": "One"}]
    assert screen["options"] == {"type": "object"}
    assert file["problem"]["code"] == "file-missing"


def test_for_people_every_kind_and_device_has_a_line(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_devices(False, data_dir, ScriptedEngine({}, [CATALOGUE]))

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["screen", "Screen"]
    assert ":1" in lines[1]
    assert "doesn't exist" in lines[2]
    assert lines[3].split() == ["libx264", "x264"]
    assert "doesn't exist" in lines[4]
    assert lines[5].split() == ["headphones", "Headset", "hw:0"]


def test_the_encoders_are_waited_for_while_they_are_tried(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_devices(True, data_dir, ScriptedEngine({}, [ENCODERS_UNTRIED, CATALOGUE]))

    x264, nvenc = json.loads(capsys.readouterr().out)["encoders"]
    assert (x264["name"], x264["problem"]) == ("libx264", None)
    assert nvenc["problem"]["code"] == "file-missing"


def test_a_machine_that_has_x264_alone_is_waited_for_no_longer_than_that(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_devices(True, data_dir, ScriptedEngine({}, [ENCODERS_UNTRIED]), encoders_s=0.01)

    (x264,) = json.loads(capsys.readouterr().out)["encoders"]
    assert x264["name"] == "libx264"


def test_an_engine_that_does_not_start_exits_7(data_dir: Path) -> None:
    gone = EngineChanged(
        EngineState.GONE, Problem(ErrorCode.ENGINE_NOT_STARTED, {"reason": "exit code 1"})
    )

    assert run_devices(True, data_dir, ScriptedEngine({}, [gone])) == 7

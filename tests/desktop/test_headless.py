import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.commands.results import HeadlessResult
from desktop.headless import Rehearsal, RehearsalPlan, Stage
from desktop.playbackreader import PlaybackReader
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationSummary,
    Drops,
    EngineChanged,
    EngineState,
    GoLive,
    Levelled,
    Levels,
    Phase,
    PhaseChanged,
    PreviewReady,
    StartRecording,
    Stop,
    Stopped,
    StopRecording,
    Summary,
)
from tests.desktop.conftest import Shown
from tests.fakes.practice import LIVE_READING, channel_of


class FakeReader(PlaybackReader):
    """Decodes at once, or never."""

    def __init__(self, frames: int) -> None:
        answer = {"video_frames": frames, "audio_frames": frames}
        text = msgspec.json.encode(answer).decode()
        super().__init__("", lambda command, timeout_s: (0, text, ""))
        self.cancel()  # one attempt is enough


class Clock:
    """Runs as fast as the test wants."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def rehearse(shown: Shown, clock: Clock, home: Path, frames: int = 90) -> Rehearsal:
    plan = RehearsalPlan(20.0, "Xvfb", home / "shots" / "window.png", home / "rehearsed")
    return Rehearsal(
        plan,
        shown.window,
        shown.app.tasks,
        lambda: None,
        reader=FakeReader(frames),
        now_s=clock,
    )


def reported(
    rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any], str]:
    code = rehearsal.report()
    output = capsys.readouterr()
    msgspec.json.decode(output.out, type=HeadlessResult)
    return code, json.loads(output.out), output.err


def opens_everything(shown: Shown, qtbot: QtBot) -> None:
    """Let every input of the rehearsal's programme run, so that Go live can be pressed."""
    studio = shown.app.studio
    qtbot.waitUntil(lambda: len(studio.destinations.choices) == 2, timeout=3000)
    for each in studio.programme().inputs:
        shown.outside.engine.runs_source(each.source.kind, each.id)
    shown.app.mailbox.drain_all()


def shows_and_sounds(shown: Shown, *, is_first_scene: bool) -> None:
    """Let the engine deliver a picture of one scene, and its sound."""
    shown.outside.pictures.shade = 0x80 if is_first_scene else 0x20
    loud = (-12.0, -12.0)
    shown.says(
        PreviewReady(0, 64, 36),
        Levelled((Levels("corner", loud, loud, is_heard=is_first_scene),)),
    )


def chats(shown: Shown, qtbot: QtBot) -> None:
    """Let somebody speak in the chat, and take what the rehearsal says there."""
    door = shown.outside.chat_door
    qtbot.waitUntil(lambda: bool(door.clients), timeout=3000)
    shown.hears(door.client.enters)
    shown.hears(lambda: door.client.hears("hello"))
    qtbot.waitUntil(lambda: bool(door.client.said), timeout=3000)
    (said,) = door.client.said
    shown.hears(lambda: door.client.accepts(said.id))


def through_to_the_end(shown: Shown, clock: Clock, rehearsal: Rehearsal, qtbot: QtBot) -> None:
    engine, studio = shown.outside.engine, shown.app.studio
    film = rehearsal._plan.screenshot.with_name("film.mp4")
    film.parent.mkdir()
    film.write_bytes(b"film")
    opens_everything(shown, qtbot)
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.GOING_LIVE, timeout=3000)
    engine.goes_live("main", "to-2")
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.ON_AIR, timeout=3000)
    shown.outside.practice_cloud.reading = LIVE_READING
    shown.hears(studio.practice._ask)
    chats(shown, qtbot)
    clock.now += 2.0
    qtbot.waitUntil(lambda: was_sent(shown, StartRecording), timeout=3000)
    engine.records(str(film))
    shows_and_sounds(shown, is_first_scene=True)
    clock.now += 5.0
    qtbot.waitUntil(lambda: studio.programme().scene_id == "scene-2", timeout=3000)
    shows_and_sounds(shown, is_first_scene=False)
    clock.now += 4.0
    qtbot.waitUntil(lambda: studio.programme().scene_id == "scene-1", timeout=3000)
    shows_and_sounds(shown, is_first_scene=True)
    clock.now += 8.0
    qtbot.waitUntil(lambda: was_sent(shown, StopRecording), timeout=3000)
    engine.ends_recording(str(film))
    clock.now += 2.0
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.STOPPING, timeout=3000)
    both = tuple(DestinationSummary(name, 1795, 5, 23_000_000, 1) for name in ("main", "to-2"))
    engine.stops(Summary(60.0, 1800, Drops(3, 1, 5), both))
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.OVER, timeout=3000)


def was_sent(shown: Shown, kind: type) -> bool:
    return any(isinstance(command, kind) for command in shown.outside.engine.sent)


def test_a_broadcast_is_rehearsed_by_its_own_buttons(
    shown: Shown, clock: Clock, home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = rehearse(shown, clock, home)

    through_to_the_end(shown, clock, rehearsal, qtbot)

    code, result, messages = reported(rehearsal, capsys)
    assert code == 0
    assert messages == ""
    assert result["reader"] == {
        "program": "PyAV", "video_frames": 90, "audio_frames": 90, "complaint": "",
    }  # fmt: skip
    assert result["frames"]["dropped"] == {"render": 3, "encoder": 1, "network": 5}
    for row in result["destinations"]:
        assert row["address"].startswith("rtmp://127.0.0.1")
        assert (row["frames_sent"], row["problem"]) == (1795, None)
    assert [each["destination"] for each in result["ingests"]] == ["main", "to-2"]
    assert result["ingests"][1]["watch_url"] == channel_of("to-2").watch_url
    assert result["scenes"]["shown"] == ["scene-1", "scene-2", "scene-1"]
    assert result["recording"]["bytes"] == 4
    assert result["complaints"] == []
    assert result["chat"]["own"] == "accepted"
    assert [each[1] for each in shown.outside.practice_cloud.crowds] == [200, 0]
    assert result["seconds_live"] == 60.0
    assert Path(result["screenshot"]).read_bytes().startswith(b"\x89PNG")
    kinds = [type(command) for command in shown.outside.engine.sent]
    assert kinds.count(GoLive) == kinds.count(Stop) == 1
    assert kinds.count(StartRecording) == kinds.count(StopRecording) == 1


def test_without_proof_of_both_tracks_it_has_failed(
    shown: Shown, clock: Clock, home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = rehearse(shown, clock, home, frames=0)

    through_to_the_end(shown, clock, rehearsal, qtbot)

    code, result, messages = reported(rehearsal, capsys)
    assert code == result["exit_code"] == 1
    assert "could not decode both tracks" in messages
    assert "the recording can't be played" in messages
    assert len(result["complaints"]) == 2


def test_what_the_engine_refuses_ends_it_with_the_code_of_its_family(
    shown: Shown, clock: Clock, home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = Problem(ErrorCode.ENCODER_UNAVAILABLE, {"encoder": "libx264", "reason": "none"})
    rehearsal = rehearse(shown, clock, home)
    opens_everything(shown, qtbot)
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.GOING_LIVE, timeout=3000)

    shown.says(
        PhaseChanged(Phase.STARTING, 1.0),
        PhaseChanged(Phase.STOPPING, 1.0, problem),
        Stopped(Summary(0.0, 0, Drops(), problem=problem)),
        PhaseChanged(Phase.IDLE, 1.0, problem),
    )
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.OVER, timeout=3000)

    code, result, messages = reported(rehearsal, capsys)
    assert code == 4
    assert result["problem"]["code"] == "encoder-unavailable"
    assert "libx264" in messages


def test_an_engine_that_is_gone_ends_it(
    shown: Shown, clock: Clock, home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = rehearse(shown, clock, home)
    problem = Problem(ErrorCode.ENGINE_NOT_STARTED, {"reason": "exit code 1"})

    shown.says(EngineChanged(EngineState.GONE, problem))
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.OVER, timeout=3000)

    assert reported(rehearsal, capsys)[0] == 7


@pytest.mark.parametrize("stage", [Stage.GOING_LIVE, Stage.STOPPING])
def test_every_stage_has_its_time_limit(
    shown: Shown,
    clock: Clock,
    home: Path,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    stage: Stage,
) -> None:
    rehearsal = rehearse(shown, clock, home)
    opens_everything(shown, qtbot)
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.GOING_LIVE, timeout=3000)
    shown.hears(shown.outside.engine.begins)
    if stage is Stage.STOPPING:
        clock.now += 31.0
        qtbot.waitUntil(lambda: rehearsal.stage is Stage.STOPPING, timeout=3000)

    clock.now += 60.0
    qtbot.waitUntil(lambda: rehearsal.stage is not stage, timeout=3000)
    clock.now += 60.0
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.OVER, timeout=3000)

    code, _, messages = reported(rehearsal, capsys)
    assert code == 7
    assert "not live within 30 s" in messages


def test_a_broadcast_that_is_already_on_air_is_left_alone(
    shown: Shown, clock: Clock, home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    shown.is_live()

    rehearsal = rehearse(shown, clock, home)
    qtbot.waitUntil(lambda: rehearsal.stage is Stage.OVER, timeout=3000)

    assert reported(rehearsal, capsys)[0] == 2
    assert Stop not in [type(command) for command in shown.outside.engine.sent]

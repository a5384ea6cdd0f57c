import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.preview import PreviewPanel
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.videoview import ViewState
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    EngineChanged,
    EngineState,
    PreviewReady,
    ReleasePreview,
    SourceChanged,
    SourceState,
)
from encoder.scenes import PICTURE_ID, SCENE_ID, Programme, Scene
from tests.fakes.desk import Desk

LOST = Problem(ErrorCode.DISPLAY_UNREACHABLE, {"display": ":0"})
PICTURE = PreviewReady(0, 64, 36)


@pytest.fixture
def preview(desk: Desk, stage: QWidget) -> PreviewPanel:
    made = PreviewPanel(desk.studio, stage, now_s=desk.clock)
    made.show()
    return made


def test_until_the_engine_is_there_it_says_so(desk: Desk, preview: PreviewPanel) -> None:
    assert preview.view.state is ViewState.LOADING
    assert preview.view.sentence == "The broadcast engine is starting…"

    desk.hears(desk.engine.attaches)
    assert preview.view.sentence == "Opening the source…"
    assert preview.source_lamp.text == "Screen: opening"


def test_the_newest_picture_is_shown(desk: Desk, preview: PreviewPanel) -> None:
    desk.hears(desk.engine.attaches)
    desk.hears(desk.engine.runs_source)

    desk.says(PICTURE)

    assert preview.view.state is ViewState.RUNNING
    assert preview.view.picture_size.width() == 64
    assert (preview.source_lamp.lamp, preview.source_lamp.text) == (Lamp.OK, "Screen")


def test_a_source_that_failed_is_named_and_the_picture_goes_on(
    desk: Desk, preview: PreviewPanel
) -> None:
    desk.hears(desk.engine.attaches)
    desk.says(PICTURE)

    desk.says(SourceChanged(PICTURE_ID, "screen", SourceState.FAILED, LOST), PICTURE)
    assert preview.view.state is ViewState.RUNNING  # the slate stands in it
    lamps = [(preview.source_lamp.lamp, preview.source_lamp.text)]

    desk.says(SourceChanged(PICTURE_ID, "screen", SourceState.RUNNING), PICTURE)
    lamps.append((preview.source_lamp.lamp, preview.source_lamp.text))
    assert lamps == [(Lamp.BAD, "Screen: not available"), (Lamp.OK, "Screen")]


def test_an_empty_scene_says_so(desk: Desk, preview: PreviewPanel) -> None:
    desk.hears(desk.engine.attaches)

    desk.studio.change_programme(Programme(inputs=(), scenes=(Scene(SCENE_ID),)))

    assert preview.source_lamp.text == "This scene is empty"


def test_layers_can_be_gripped_only_while_there_is_a_picture(
    desk: Desk, preview: PreviewPanel
) -> None:
    assert not preview.overlay.isVisible()

    desk.hears(desk.engine.attaches)
    desk.says(PICTURE)

    assert preview.overlay.isVisible()
    assert preview.overlay.size() == preview.view.size()


def test_a_picture_that_gets_old_says_how_old(
    desk: Desk, preview: PreviewPanel, qtbot: QtBot
) -> None:
    desk.hears(desk.engine.attaches)
    desk.says(PICTURE)

    desk.clock.now += 3.0

    qtbot.waitUntil(lambda: preview.view.state is ViewState.STALE, timeout=2000)
    assert preview.view.sentence == "No new picture for 3 s"


def test_an_engine_that_is_gone_is_an_error_with_an_action(
    desk: Desk, preview: PreviewPanel
) -> None:
    desk.hears(desk.engine.attaches)
    desk.says(PICTURE)
    problem = Problem(ErrorCode.ENGINE_NOT_STARTED, {"reason": "exit code 1"})

    desk.says(EngineChanged(EngineState.GONE, problem))

    assert preview.view.state is ViewState.ERROR
    assert "Restart Livedesk" in preview.view.accessibleDescription()


def test_a_hidden_preview_costs_nothing_but_keeps_the_engine_going(
    desk: Desk, preview: PreviewPanel
) -> None:
    desk.hears(desk.engine.attaches)
    preview.hide()

    desk.says(PICTURE)

    assert desk.pictures.reads == []
    assert desk.sent(ReleasePreview) == [ReleasePreview(0)]

    preview.show()
    desk.says(PICTURE)
    assert desk.pictures.reads == [0]

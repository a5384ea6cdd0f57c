import msgspec
import pytest
from pytestqt.qtbot import QtBot

from cloud.errors import CallDenied
from cloud.settings import Account
from desktop.bridges.clouddoor import IngestPlace
from desktop.bridges.studio import default_source
from desktop.store.cloudchoice import CloudChannel
from desktop.store.settings import DestinationChoice
from encoder.errors import ErrorCode, Problem, SettingsError
from encoder.messages import (
    GoLive,
    ListCatalogue,
    OnAir,
    Phase,
    RunningRecording,
    SetProgramme,
    StartRecording,
)
from encoder.scenes import Input, Layer, Programme, Scene, single_scene
from encoder.settings import Canvas, Destination, Encoding, SourceSpec, StreamKey, VideoEncoding
from tests.fakes.desk import Desk
from tests.fakes.engine import CATALOGUE, ENCODERS, HEADPHONES, PATTERN, SCREEN

NO_SCREEN = msgspec.structs.replace(SCREEN, problem=Problem(ErrorCode.DISPLAY_MISSING))
THERE = Destination("rtmp://ingest.example.com/app", StreamKey("secret"), "custom")


def chosen(desk: Desk, **changes: object) -> None:
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, **changes))


def moved(programme: Programme, x: float) -> Programme:
    """Return the programme with its first layer at `x`."""
    scene = programme.scenes[0]
    layer = msgspec.structs.replace(scene.layers[0], x=x)
    scene = msgspec.structs.replace(scene, layers=(layer, *scene.layers[1:]))
    return msgspec.structs.replace(programme, scenes=(scene, *programme.scenes[1:]))


def sent(desk: Desk) -> list[Programme]:
    return [command.programme for command in desk.sent(SetProgramme)]


def test_the_screen_is_shown_where_there_is_one_else_the_pattern() -> None:
    assert default_source(CATALOGUE) == SourceSpec("screen")
    assert default_source((NO_SCREEN, PATTERN)) == SourceSpec("pattern")
    assert default_source(()) == SourceSpec("pattern")


def test_the_programme_runs_as_soon_as_an_engine_is_there(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)

    assert sent(desk) == [single_scene(Canvas(), SourceSpec("screen"))]
    assert desk.studio.encoders == ENCODERS
    assert desk.studio.headphones == HEADPHONES


def test_which_picture_is_shown_stays_open_when_its_size_is_chosen(desk: Desk) -> None:
    desk.studio.change_canvas(Canvas(1920, 1080, 60))
    assert desk.keeper.settings.programme is None

    desk.hears(desk.engine.attaches)

    assert sent(desk) == [single_scene(Canvas(1920, 1080, 60), SourceSpec("screen"))]


def test_a_canvas_being_typed_is_sent_once_the_user_pauses(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(desk.engine.attaches)
    for fps in (25, 24, 60):
        desk.studio.change_canvas(Canvas(fps=fps))

    qtbot.waitUntil(lambda: len(sent(desk)) == 2, timeout=2000)
    assert sent(desk)[-1].canvas.fps == 60


def test_options_being_typed_are_sent_once_the_user_pauses(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(desk.engine.attaches)
    for text in ("a", "ab", "abc"):
        spec = SourceSpec("text", {"text": text})
        desk.studio.change_programme(single_scene(Canvas(), spec))

    assert len(sent(desk)) == 1
    qtbot.waitUntil(lambda: len(sent(desk)) == 2, timeout=2000)
    assert sent(desk)[-1].inputs[0].source.options == {"text": "abc"}


def test_a_settled_change_is_sent_at_once_and_kept(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(desk.engine.attaches)
    wanted = moved(desk.studio.programme(), 0.25)

    with qtbot.waitSignal(desk.studio.programme_changed) as told:
        desk.studio.change_programme(wanted)

    assert told.args == [wanted]
    assert sent(desk)[-1] == wanted
    assert desk.keeper.settings.programme == wanted


def test_a_new_input_is_sent_at_once(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    before = desk.studio.programme()
    wanted = msgspec.structs.replace(
        before, inputs=(*before.inputs, Input("logo", SourceSpec("image")))
    )

    desk.studio.change_programme(wanted)

    assert sent(desk)[-1] == wanted


def test_dragging_tells_the_engine_now_and_then_and_the_settings_at_its_end(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.hears(desk.engine.attaches)
    start = desk.studio.programme()
    for step in range(50):
        desk.studio.change_programme(moved(start, step / 100), is_settled=False)

    assert len(sent(desk)) == 2
    assert desk.studio.programme() == moved(start, 0.49)
    assert desk.keeper.settings.programme is None
    qtbot.waitUntil(lambda: sent(desk)[-1] == moved(start, 0.49), timeout=2000)

    desk.studio.change_programme(moved(start, 0.5))
    assert sent(desk)[-1] == moved(start, 0.5)
    assert desk.keeper.settings.programme == moved(start, 0.5)


def test_a_drag_back_to_where_it_began_is_sent_too(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    start = moved(desk.studio.programme(), 0.0)
    desk.studio.change_programme(start)
    desk.studio.change_programme(moved(start, 0.3), is_settled=False)

    desk.studio.change_programme(start)

    assert sent(desk)[-1] == start


def test_parts_that_do_not_fit_are_refused_and_change_nothing(desk: Desk) -> None:
    before = desk.studio.programme()
    broken = Programme(scenes=(Scene("scene-1", layers=(Layer("layer-1", "nothing"),)),))

    with pytest.raises(SettingsError):
        desk.studio.change_programme(broken)

    assert desk.studio.programme() == before


def test_going_live_sends_the_programme_first(desk: Desk) -> None:
    desk.is_ready()
    desk.studio.change_canvas(Canvas(fps=60))

    assert desk.studio.go_live()

    assert [type(command) for command in desk.engine.sent[-2:]] == [SetProgramme, GoLive]
    assert [each.ingest for each in desk.sent(GoLive)[0].destinations] == ["practice"]


def test_one_broadcast_goes_to_every_destination_that_is_switched_on(desk: Desk) -> None:
    desk.is_ready()
    added = desk.studio.destinations.add(ingest="custom")
    desk.studio.destinations.keys.of(added).enter("k")
    desk.studio.destinations.enter_address(added, "rtmp://10.0.0.1/live")
    off = desk.studio.destinations.add()
    desk.studio.destinations.change(off, is_enabled=False)

    assert desk.studio.go_live()

    published = desk.sent(GoLive)[0].destinations
    assert [each.id for each in published] == ["main", added]
    assert set(desk.broadcast.situation.destinations) == {"main", added}


def test_what_any_ingest_would_disconnect_is_refused(desk: Desk) -> None:
    desk.is_ready()
    choice = DestinationChoice("rtmp", "rtmps://ingest.example.com/app", "ivs-basic", id="to-2")
    chosen(
        desk,
        destinations=(DestinationChoice(), choice),
        encoding=Encoding(VideoEncoding(bitrate_bps=6_000_000)),
    )
    desk.keys.of("to-2").enter("sk_live")

    refusals = desk.studio.refusals()

    assert [problem.code for problem in refusals] == [ErrorCode.SETTING_OVER_LIMIT]
    assert not desk.studio.go_live()
    assert desk.sent(GoLive) == []


def test_nothing_is_asked_twice_while_on_air(desk: Desk) -> None:
    desk.is_live()

    assert not desk.studio.go_live()
    assert len(desk.sent(GoLive)) == 1


def test_a_broadcast_that_was_running_fills_the_choices(desk: Desk) -> None:
    programme = single_scene(
        Canvas(1920, 1080, 60), SourceSpec("pattern", {"motion": "busy"}), SourceSpec("tone")
    )
    encoding = Encoding(VideoEncoding(bitrate_bps=5_000_000))
    on_air = OnAir(programme, GoLive(encoding, (THERE,)), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    settings = desk.keeper.settings
    assert settings.canvas == programme.canvas
    assert settings.programme == programme
    assert settings.encoding == encoding
    assert sent(desk) == []


def test_so_does_a_recording_that_was_running(desk: Desk) -> None:
    programme = single_scene(Canvas(1920, 1080, 60), SourceSpec("pattern"))
    recording = RunningRecording(StartRecording(Encoding()), "/videos/1.mp4", 900.0)

    desk.hears(lambda: desk.engine.attaches(programme=programme, recording=recording))

    assert desk.keeper.settings.programme == programme
    assert sent(desk) == []


def test_an_engine_that_was_given_up_is_started_by_a_wish(desk: Desk) -> None:
    desk.studio.start_engine()

    assert desk.sent(ListCatalogue)


CHANNEL = CloudChannel(Account(), "show")
CLOUD_KEY = "sk_ap-northeast-1_NotARealKey"
CLOUD_PLACE = IngestPlace("rtmps://a.example.com:443/app/", CLOUD_KEY, "ivs-standard", "Show")


def test_going_live_to_the_cloud_fetches_the_key_first(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.the_places = (CLOUD_PLACE,)
    desk.is_ready()
    desk.studio.destinations.use_channel(CHANNEL, 1)

    assert desk.studio.go_live()
    assert desk.sent(GoLive) == []
    desk.mailbox.drain_all()

    (sent,) = desk.sent(GoLive)
    assert sent.destinations[0].url == CLOUD_PLACE.url
    assert sent.destinations[0].key.reveal() == CLOUD_KEY
    assert CLOUD_KEY not in desk.keeper.settings.__repr__()


def test_without_a_key_nothing_is_broadcast(desk: Desk) -> None:
    side = desk.is_in_cloud()
    desk.is_ready()
    desk.studio.destinations.use_channel(CHANNEL, 1)
    side.error = CallDenied("ivs:GetStreamKey")

    desk.hears(desk.studio.go_live)

    assert desk.sent(GoLive) == []
    assert desk.studio.places.fetched.problem is not None


def test_while_the_cloud_is_asked_going_live_is_not_asked_twice(desk: Desk) -> None:
    desk.is_in_cloud().the_places = (CLOUD_PLACE,)
    desk.is_ready()
    desk.studio.destinations.use_channel(CHANNEL, 1)

    assert desk.studio.go_live()
    assert not desk.studio.go_live()


def test_a_practice_account_is_kept_while_it_is_streamed_to(desk: Desk) -> None:
    desk.is_in_cloud().the_places = (CLOUD_PLACE,)
    desk.hears(lambda: desk.cloud.show(False))
    desk.is_ready()
    desk.studio.destinations.use_channel(CHANNEL, 1)

    desk.hears(desk.studio.go_live)
    desk.hears(desk.engine.goes_live)

    assert desk.cloud.account._timer.isActive()

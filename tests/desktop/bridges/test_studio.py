import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.bridges.studio import default_source, storable_address
from desktop.store.settings import DestinationChoice
from encoder.errors import ErrorCode, Problem
from encoder.messages import GoLive, ListCatalogue, OnAir, Phase, SetProgramme
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    Programme,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)
from tests.fakes.desk import Desk
from tests.fakes.engine import CATALOGUE, PATTERN, SCREEN
from tests.fakes.practice import CHANNEL

NO_SCREEN = msgspec.structs.replace(SCREEN, problem=Problem(ErrorCode.DISPLAY_MISSING))


def chosen(desk: Desk, **changes: object) -> None:
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, **changes))


def test_the_screen_is_shown_where_there_is_one_else_the_pattern() -> None:
    assert default_source(CATALOGUE) == SourceSpec("screen")
    assert default_source((NO_SCREEN, PATTERN)) == SourceSpec("pattern")
    assert default_source(()) == SourceSpec("pattern")


def test_the_programme_runs_as_soon_as_an_engine_is_there(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)

    assert desk.sent(SetProgramme) == [SetProgramme(Programme(video=SourceSpec("screen")))]


def test_another_choice_is_sent_once_the_user_pauses(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(desk.engine.attaches)
    for fps in (25, 24, 60):
        chosen(desk, canvas=Canvas(fps=fps))

    qtbot.waitUntil(lambda: len(desk.sent(SetProgramme)) == 2, timeout=2000)
    assert desk.sent(SetProgramme)[-1].programme.canvas.fps == 60


def test_practice_is_where_it_goes_unless_something_else_was_chosen(desk: Desk) -> None:
    assert desk.studio.destination() is None

    desk.is_ready()

    assert desk.studio.destination() == Destination(
        CHANNEL.rtmp_url, StreamKey(CHANNEL.key), "practice"
    )


def test_going_live_sends_the_programme_first(desk: Desk) -> None:
    desk.is_ready()
    chosen(desk, canvas=Canvas(fps=60))

    assert desk.studio.go_live()

    assert [type(command) for command in desk.engine.sent[-2:]] == [SetProgramme, GoLive]
    assert desk.sent(GoLive)[0].destination.ingest == "practice"


def test_what_the_ingest_would_disconnect_is_refused_with_value_and_limit(desk: Desk) -> None:
    desk.is_ready()
    choice = DestinationChoice("rtmp", "rtmps://ingest.example.com/app", "ivs-basic")
    chosen(
        desk,
        destination=choice,
        encoding=Encoding(VideoEncoding(bitrate_bps=6_000_000)),
    )
    desk.key.enter("sk_live")
    desk.studio.enter_address("rtmps://ingest.example.com/app")

    refusals = desk.studio.refusals()

    assert [problem.code for problem in refusals] == [ErrorCode.SETTING_OVER_LIMIT]
    assert refusals[0].params["value"] == "6160 kbit/s"
    assert refusals[0].params["limit"] == "3500 kbit/s"
    assert not desk.studio.go_live()
    assert desk.sent(GoLive) == []


@pytest.mark.parametrize(
    ("url", "key", "code"),
    [
        ("http://ingest.example.com/app", "k", ErrorCode.URL_INVALID),
        ("", "k", ErrorCode.URL_INVALID),
        ("rtmps://ingest.example.com/app", "", ErrorCode.KEY_MISSING),
    ],
)
def test_an_address_that_can_not_work_is_refused(
    desk: Desk, url: str, key: str, code: ErrorCode
) -> None:
    chosen(desk, destination=DestinationChoice("rtmp"))
    desk.key.enter(key)
    desk.studio.enter_address(url)

    assert [problem.code for problem in desk.studio.refusals()] == [code]


def test_nothing_is_asked_twice_while_on_air(desk: Desk) -> None:
    desk.is_live()

    assert not desk.studio.go_live()
    assert len(desk.sent(GoLive)) == 1


def test_a_broadcast_that_was_running_fills_the_choices(desk: Desk) -> None:
    programme = Programme(Canvas(1920, 1080, 60), SourceSpec("pattern", {"motion": "busy"}))
    encoding = Encoding(VideoEncoding(bitrate_bps=5_000_000))
    there = Destination("rtmp://ingest.example.com/app", StreamKey("secret"), "custom")
    on_air = OnAir(programme, GoLive(encoding, there), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    settings = desk.keeper.settings
    assert settings.canvas == programme.canvas
    assert settings.video == programme.video
    assert settings.encoding == encoding
    assert desk.sent(SetProgramme) == []


def test_an_engine_that_was_given_up_is_started_by_a_wish(desk: Desk) -> None:
    desk.studio.start_engine()

    assert desk.sent(ListCatalogue)


@pytest.mark.parametrize(
    ("url", "has_key", "stored"),
    [
        ("rtmps://host:443/app/", True, "rtmps://host:443/app/"),
        ("rtmps://host/app?token=secret", True, "rtmps://host/app"),
        ("rtmp://10.0.0.1:1935/app/instance", False, "rtmp://10.0.0.1:1935/app/"),
        ("rtmp://10.0.0.1/app", False, "rtmp://10.0.0.1/app"),
        ("rtmp://me:secret@host/app/", True, "rtmp://host/app/"),
        ("nonsense", False, "nonsense"),
        ("", False, ""),
    ],
)
def test_only_what_is_no_secret_of_an_address_is_stored(
    url: str, has_key: bool, stored: str
) -> None:
    assert storable_address(url, has_key) == stored


def test_the_settings_never_hold_the_key(desk: Desk) -> None:
    chosen(desk, destination=DestinationChoice("rtmp", keeps_key=True))
    desk.key.enter("sk_secret")
    desk.studio.enter_address("rtmps://host/app?auth=sk_secret")

    desk.keeper.close()

    assert "sk_secret" not in desk.settings_file.read_text()
    assert desk.studio.address == "rtmps://host/app?auth=sk_secret"

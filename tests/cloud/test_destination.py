import pytest

from cloud.destination import places_of
from cloud.errors import CallDenied, NotThere
from cloud.models import OutputValue, StackPhase, StackStatus
from cloud.patterns.metadata import OutputRole
from tests.fakes.aws import LIVE, PRACTICE, FakeClient, fake_aws, refusal

ARN = "arn:aws:ivs:us-east-1:123456789012:channel/abcd"
KEY = "sk_us-east-1_secret"


def status(*outputs: OutputValue) -> StackStatus:
    return StackStatus("show", StackPhase.READY, "CREATE_COMPLETE", "live", outputs=outputs)


CHANNEL = status(OutputValue("ChannelArn", ARN, OutputRole.CHANNEL_ARN))


def ivs(
    endpoint: str = "abc.global-contribute.live-video.net", kind: str = "STANDARD"
) -> FakeClient:
    return FakeClient(
        get_channel={"channel": {"ingestEndpoint": endpoint, "type": kind, "name": "show"}},
        list_stream_keys={"streamKeys": [{"arn": "arn:key"}]},
        get_stream_key={"streamKey": {"value": KEY}},
    )


@pytest.mark.parametrize(
    ("kind", "ingest"),
    [("STANDARD", "ivs-standard"), ("BASIC", "ivs-basic"), ("ADVANCED_HD", "ivs-advanced")],
)
def test_ivs_is_reached_by_rtmps_with_the_key_of_its_channel(kind: str, ingest: str) -> None:
    (place,) = places_of(fake_aws(LIVE, ivs=ivs(kind=kind)), CHANNEL)

    assert place.url == "rtmps://abc.global-contribute.live-video.net:443/app/"
    assert (place.key, place.ingest, place.channel_arn) == (KEY, ingest, ARN)


def test_a_place_never_prints_its_key() -> None:
    (place,) = places_of(fake_aws(LIVE, ivs=ivs()), CHANNEL)

    assert KEY not in repr(place)


def test_in_practice_the_ingest_of_this_machine_is_meant() -> None:
    (place,) = places_of(fake_aws(PRACTICE, ivs=ivs("127.0.0.1:19350")), CHANNEL)

    assert (place.url, place.ingest) == ("rtmp://127.0.0.1:19350/live", "practice")


def test_viewers_of_ivs_open_its_playback_url() -> None:
    client = ivs()
    client.answers["get_channel"]["channel"]["playbackUrl"] = "https://a.example.com/show.m3u8"

    (place,) = places_of(fake_aws(LIVE, ivs=client), CHANNEL)

    assert place.watch_url == "https://a.example.com/show.m3u8"


def test_viewers_in_practice_open_the_page_of_the_ingest() -> None:
    client = ivs("127.0.0.1:19350")
    client.answers["get_channel"]["channel"]["playbackUrl"] = "http://127.0.0.1:8080/a/index.m3u8"

    (place,) = places_of(fake_aws(PRACTICE, ivs=client), CHANNEL)

    assert place.watch_url == "http://127.0.0.1:8080/a/"


def test_what_medialive_packages_can_be_watched_but_not_in_practice() -> None:
    show = status(
        OutputValue("First", "rtmp://10.0.0.1:1935/show/a", OutputRole.INGEST_URL),
        OutputValue("PlaybackUrl", "https://a.example.com/index.m3u8", OutputRole.PLAYBACK_URL),
    )

    (live,), (practice,) = places_of(fake_aws(LIVE), show), places_of(fake_aws(PRACTICE), show)

    assert (live.watch_url, practice.watch_url) == ("https://a.example.com/index.m3u8", "")


def test_medialive_has_two_addresses_and_no_key() -> None:
    found = places_of(
        fake_aws(LIVE),
        status(
            OutputValue("Second", "rtmp://10.0.0.2:1935/show/b", OutputRole.INGEST_URL_2),
            OutputValue("First", "rtmp://10.0.0.1:1935/show/a", OutputRole.INGEST_URL),
        ),
    )

    assert [(each.url, each.key, each.name) for each in found] == [
        ("rtmp://10.0.0.1:1935/show/a", "", "show 1"),
        ("rtmp://10.0.0.2:1935/show/b", "", "show 2"),
    ]


def test_a_stack_that_takes_no_stream_has_no_place() -> None:
    assert places_of(fake_aws(LIVE), status()) == ()


def test_without_permission_the_action_is_named() -> None:
    denied = ivs()
    denied.answers["get_stream_key"] = refusal("AccessDeniedException")

    with pytest.raises(CallDenied, match="ivs:GetStreamKey"):
        places_of(fake_aws(LIVE, ivs=denied), CHANNEL)


def test_a_channel_without_a_key_says_so() -> None:
    empty = ivs()
    empty.answers["list_stream_keys"] = {"streamKeys": []}

    with pytest.raises(NotThere):
        places_of(fake_aws(LIVE, ivs=empty), CHANNEL)

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.errors import EndpointError
from encoder.rtmp.url import MAX_PRIORITY, Endpoint, parse_endpoint

KEY = "sk_us-west-2_secret"


def test_an_ivs_address_and_key() -> None:
    endpoint = parse_endpoint("rtmps://a1b2.global-contribute.live-video.net:443/app/", KEY)

    assert endpoint == Endpoint("rtmps", "a1b2.global-contribute.live-video.net", 443, "app", KEY)
    assert endpoint.is_encrypted
    assert endpoint.tc_url == "rtmps://a1b2.global-contribute.live-video.net:443/app"


def test_a_medialive_address_holds_its_stream_name() -> None:
    endpoint = parse_endpoint("rtmp://203.0.113.7:1935/live/instance")

    assert (endpoint.app, endpoint.stream_name) == ("live", "instance")
    assert not endpoint.is_encrypted


@pytest.mark.parametrize(
    ("url", "key", "app", "stream_name"),
    [
        ("rtmp://h/app", "key", "app", "key"),
        ("rtmp://h/app/", "key", "app", "key"),
        ("rtmp://h/app/instance", "key", "app/instance", "key"),
        ("rtmp://h/app/instance/key", "", "app/instance", "key"),
        ("rtmp://h/app/key?a=1", "", "app", "key?a=1"),
        ("rtmp://h/app?token=1", "key?a=1", "app?token=1", "key?a=1"),
        ("rtmp://h/app/key#1", "", "app", "key#1"),
        ("  rtmp://h/app \n", " key\t", "app", "key"),
        ("rtmp://h/app", "key/with/parts", "app", "key/with/parts"),
    ],
)
def test_the_application_and_the_stream_name_are_told_apart(
    url: str, key: str, app: str, stream_name: str
) -> None:
    endpoint = parse_endpoint(url, key)

    assert (endpoint.app, endpoint.stream_name) == (app, stream_name)


@pytest.mark.parametrize(
    ("url", "host", "port", "tc_url"),
    [
        ("rtmp://Host.Example/a/b", "host.example", 1935, "rtmp://host.example:1935/a"),
        ("RTMPS://h/a/b", "h", 443, "rtmps://h:443/a"),
        ("rtmp://[::1]:19350/a/b", "::1", 19350, "rtmp://[::1]:19350/a"),
    ],
)
def test_host_and_port_have_their_usual_forms(url: str, host: str, port: int, tc_url: str) -> None:
    endpoint = parse_endpoint(url)

    assert (endpoint.host, endpoint.port, endpoint.tc_url) == (host, port, tc_url)


@pytest.mark.parametrize(
    ("url", "key", "code"),
    [
        ("", KEY, "empty"),
        ("  ", KEY, "empty"),
        (KEY, KEY, "scheme"),
        ("https://h/app", KEY, "scheme"),
        ("rtmpt://h/app", KEY, "scheme"),
        ("h:1935/app", KEY, "scheme"),
        ("rtmp:///app", KEY, "host"),
        ("rtmp://:1935/app", KEY, "host"),
        ("rtmp://[::1/app", KEY, "host"),
        ("rtmp://h:0/app", KEY, "port"),
        ("rtmp://h:65536/app", KEY, "port"),
        ("rtmp://h:port/app", KEY, "port"),
        ("rtmp://user:pw@h/app", KEY, "user"),
        ("rtmp://h", KEY, "app"),
        ("rtmp://h/", KEY, "app"),
        ("rtmp://h/app", "", "key"),
        ("rtmp://h/app/", "", "key"),
        ("rtmp://h/app?a=1", "", "key"),
        ("rtmp://h/app", "?priority=1", "key"),
        ("rtmp://h/my app", KEY, "blank"),
        ("rtmp://h/app", f"{KEY} {KEY}", "blank"),
        ("rtmp://h/app", f"{KEY}\x00", "blank"),
    ],
)
def test_a_bad_address_is_named_in_a_sentence_that_does_not_quote_it(
    url: str, key: str, code: str
) -> None:
    with pytest.raises(EndpointError) as refused:
        parse_endpoint(url, key)

    assert refused.value.code == f"rtmp.endpoint.{code}"
    assert refused.value.reason.endswith(".")
    assert KEY not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize(
    ("stream_name", "expected"),
    [
        ("key", "key?priority=9"),
        ("key?a=1", "key?a=1&priority=9"),
        ("key?priority=8", "key?priority=9"),
        ("key?priority=8&a=1&priority=3", "key?a=1&priority=9"),
        ("key?", "key?priority=9"),
        ("key?mypriority=1", "key?mypriority=1&priority=9"),
    ],
)
def test_a_priority_takes_the_place_of_an_earlier_one(stream_name: str, expected: str) -> None:
    endpoint = parse_endpoint("rtmp://h/app", stream_name)

    assert endpoint.with_priority(9).stream_name == expected


@pytest.mark.parametrize("priority", [0, -1, MAX_PRIORITY + 1])
def test_a_priority_out_of_range_is_refused(priority: int) -> None:
    with pytest.raises(EndpointError):
        parse_endpoint("rtmp://h/app", KEY).with_priority(priority)


def test_the_key_stays_out_of_the_repr() -> None:
    endpoint = parse_endpoint(f"rtmp://h/app/{KEY}?token={KEY}").with_priority(1)

    assert KEY not in repr(endpoint)
    assert KEY not in repr(parse_endpoint(f"rtmp://h/app?token={KEY}", KEY))


@given(st.text(), st.text())
def test_any_text_gives_an_endpoint_or_a_named_error(url: str, key: str) -> None:
    for address in (url, f"rtmp://{url}", f"rtmp://h/{url}"):
        with suppress(EndpointError):
            endpoint = parse_endpoint(address, key)
            assert endpoint.app
            assert endpoint.stream_name

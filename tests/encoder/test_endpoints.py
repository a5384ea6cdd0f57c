import os
from pathlib import Path

import pytest

from encoder.endpoints import distinct_endpoints, endpoint_of, shown_host
from encoder.errors import ErrorCode, SettingsError
from encoder.settings import Destination, StreamKey
from tests.fakes.certificate import self_signed

KEY = "sk_hunter2"


def test_the_key_becomes_the_stream_name_of_the_address() -> None:
    endpoint = endpoint_of(Destination("rtmps://ingest.example:443/app/", StreamKey(KEY)))

    assert (endpoint.host, endpoint.port, endpoint.app) == ("ingest.example", 443, "app")
    assert endpoint.stream_name == KEY


def test_without_a_key_the_last_part_of_the_address_is_the_stream() -> None:
    endpoint = endpoint_of(Destination("rtmp://192.0.2.7:1935/app/instance", StreamKey("")))

    assert (endpoint.app, endpoint.stream_name) == ("app", "instance")


@pytest.mark.parametrize("url", ["", "http://host/app", "rtmp://", "rtmp://host:99999/app"])
def test_an_address_that_cannot_work_is_refused_with_its_reason(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        endpoint_of(Destination(url, StreamKey(KEY)))

    assert caught.value.problem.code is ErrorCode.URL_INVALID
    assert len(caught.value.problem.params["reason"]) > 10
    assert KEY not in str(caught.value)


def test_a_missing_key_is_asked_for() -> None:
    with pytest.raises(SettingsError) as caught:
        endpoint_of(Destination("rtmps://host/app/", StreamKey("")))

    assert caught.value.problem.code is ErrorCode.KEY_MISSING


def test_a_ca_file_is_read_before_anything_connects(tmp_path: Path) -> None:
    wrong = tmp_path / "words.pem"
    wrong.write_text("no certificate")

    for path in (wrong, tmp_path / "missing.pem"):
        with pytest.raises(SettingsError) as caught:
            endpoint_of(Destination("rtmps://host/app/", StreamKey(KEY), ca_file=str(path)))
        assert caught.value.problem.code is ErrorCode.SETTING_INVALID
        assert caught.value.problem.params["value"] == str(path)


def refused_together(*destinations: Destination) -> str:
    with pytest.raises(SettingsError) as caught:
        distinct_endpoints(destinations)
    assert KEY not in repr(caught.value.problem)
    return caught.value.problem.message


def test_several_destinations_each_have_their_own_id_and_stream() -> None:
    a = Destination("rtmp://192.0.2.7/app", StreamKey(KEY), id="a")
    b = Destination("rtmp://192.0.2.8/app", StreamKey(KEY), id="b")
    assert [endpoint.host for endpoint in distinct_endpoints((a, b))] == ["192.0.2.7", "192.0.2.8"]

    renamed = Destination("rtmp://192.0.2.8/app", StreamKey(KEY), id="a")
    assert "id can't be a." in refused_together(a, renamed)
    otherwise_spelt = Destination("rtmp://192.0.2.7:1935/app/", StreamKey(KEY), id="b")
    assert "192.0.2.7" in refused_together(a, otherwise_spelt)
    assert "empty" in refused_together()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (" rtmps://me:secret@Ingest.example.com:443/app/key?x=1", "ingest.example.com"),
        ("rtmp://[::1", ""),
        ("nonsense", ""),
    ],
)
def test_of_an_address_the_host_alone_is_shown(url: str, host: str) -> None:
    assert shown_host(url) == host


def test_a_file_of_certificates_is_judged_as_it_was_written_last(tmp_path: Path) -> None:
    good, _ = self_signed(tmp_path)
    file = tmp_path / "ca.pem"
    destination = Destination("rtmps://host/app", StreamKey(KEY), ca_file=str(file))

    for second, content in enumerate((b"none", good.read_bytes(), b"none")):
        file.write_bytes(content)
        os.utime(file, (second, second))
        if content == b"none":
            with pytest.raises(SettingsError):
                endpoint_of(destination)
        else:
            assert endpoint_of(destination).host == "host"

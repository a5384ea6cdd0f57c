import pytest

from desktop.store.secretstore import stream_key_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("rtmps://ingest.example.com:443/app/", "stream key rtmps://ingest.example.com/app"),
        ("rtmp://10.0.0.1/app/instance?x=1", "stream key rtmp://10.0.0.1/app"),
        ("", "stream key ://"),
    ],
)
def test_a_key_is_named_after_the_application_and_nothing_secret(url: str, name: str) -> None:
    assert stream_key_name(url).rstrip("/") == name.rstrip("/")

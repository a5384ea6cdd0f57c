import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.logs import MASK, LogFiles, Redaction


@pytest.fixture
def redaction() -> Redaction:
    return Redaction()


@pytest.fixture
def logs(home: Path, redaction: Redaction) -> Iterator[LogFiles]:
    made = LogFiles(home / "logs", redaction)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rtmp://host:1935/app/live_key", f"rtmp://host:1935/app/{MASK}"),
        ("rtmps://host/app/key?priority=3 failed", f"rtmps://host/app/{MASK} failed"),
        ("'RTMPS://host/app?auth=token'", f"'RTMPS://host/app/{MASK}'"),
        ("rtmps://host:443/app/", "rtmps://host:443/app/"),
        ("key sk_us-west-2_AbCd1234_EfGh5678.", f"key {MASK}."),
        ("AKIAIOSFODNN7EXAMPLE", MASK),
        ("live_123456_QwErTy refused", f"{MASK} refused"),
        ("auth eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJob3N0In0.c2ln-X_ refused", f"auth {MASK} refused"),
        ('{"token": "abc", "fps": 30}', f'{{"token": "{MASK}", "fps": 30}}'),
        (r"{\"password\": \"abc\"}", rf"{{\"password\": \"{MASK}\"}}"),
        ("?stream_key=abc&x=1", f"?stream_key={MASK}&x=1"),
        ("Authorization: Bearer abc.def", f"Authorization: {MASK}"),
        ("https://user:pass@host/", f"https://{MASK}@host/"),
        ("the stream key was refused", "the stream key was refused"),
        ("http://127.0.0.1:8080/studio/index.m3u8", "http://127.0.0.1:8080/studio/index.m3u8"),
    ],
)
def test_what_looks_like_a_key_is_masked(redaction: Redaction, text: str, shown: str) -> None:
    assert redaction.redact(text) == shown


def test_a_registered_secret_is_masked_wherever_it_is(redaction: Redaction) -> None:
    redaction.register("hunter-2!")

    assert redaction.redact("say hunter-2!, twice: hunter-2!") == f"say {MASK}, twice: {MASK}"


def test_a_secret_too_short_to_be_one_leaves_words_alone(redaction: Redaction) -> None:
    redaction.register("a")
    redaction.register("")

    assert redaction.redact("a banana") == "a banana"


def test_records_are_written_without_secrets_exceptions_included(
    logs: LogFiles, redaction: Redaction
) -> None:
    redaction.register("hunter-2!")
    try:
        raise ValueError("no way to rtmp://host/app/hunter-2!")
    except ValueError:
        logging.getLogger("example").info("tried %s", "hunter-2!", exc_info=True)

    written = logs.file.read_text()
    assert "INFO example: tried ***" in written
    assert "ValueError: no way to rtmp://host/app/***" in written
    assert "hunter" not in written


def test_after_close_nothing_is_written(home: Path, redaction: Redaction) -> None:
    logs = LogFiles(home / "logs", redaction)
    logs.close()

    logging.getLogger("example").info("too late")

    assert not logs.file.exists()

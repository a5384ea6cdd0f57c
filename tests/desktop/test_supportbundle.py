import json
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from desktop.logs import Redaction
from desktop.store.paths import DataFolder
from desktop.supportbundle import MAX_FILE_BYTES, write_bundle
from encoder.engine.healthfile import open_to_write
from encoder.healthrecord import add_sample
from tests.encoder.test_healthrecord import at

KEY = "hunter2-my-own-key"
SECRETS = (
    KEY,
    "sk_us-west-2_AbCd1234_EfGh5678",
    "live_123456_QwErTy",
    "AKIAIOSFODNN7EXAMPLE",
    "stream-name-of-medialive",
    "tok3n-of-a-query",
    "pa55word",
)
LINES = f"""
connecting to rtmps://host:443/app/{SECRETS[1]} failed
rtmp://host/app/{SECRETS[4]}?auth={SECRETS[5]}
key {KEY} refused, {SECRETS[2]} too, {SECRETS[3]}
{{"token": "{SECRETS[5]}", "password": "{SECRETS[6]}", "stream_key":"{KEY}"}}
Authorization: Bearer {SECRETS[5]}
https://user:{SECRETS[6]}@example.com/
an ordinary line
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder in which every file is full of secrets."""
    made = DataFolder(tmp_path / "livedesk")
    for name in ("logs", "engine", "practice"):
        (made.root / name).mkdir(parents=True)
    for name in (
        "logs/window.log", "logs/window.log.1", "logs/crash.log", "engine/engine.log",
        "practice/practice.log", "settings.json",
    ):  # fmt: skip
        (made.root / name).write_text(LINES)
    (made.engine / "engine.json").write_text(f'{{"authkey": "{KEY}"}}')
    (made.practice / "channels.json").write_text(KEY)
    return made


@pytest.fixture
def redaction() -> Redaction:
    made = Redaction()
    made.register(KEY)
    return made


def contents(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_no_secret_is_in_the_bundle(
    folder: DataFolder, redaction: Redaction, tmp_path: Path
) -> None:
    write_bundle(tmp_path / "a.zip", folder, redaction, {"catalogue": {"note": LINES}})
    found = contents(tmp_path / "a.zip")

    assert {"logs/window.log", "logs/crash.log", "engine/engine.log", "settings.json"} <= set(found)
    assert not any(name.endswith(("engine.json", "channels.json")) for name in found)
    for secret in SECRETS:
        assert [name for name, text in found.items() if secret in text] == []
    assert "an ordinary line" in found["logs/window.log"]


def test_versions_and_the_last_hour_of_health_are_in_it(
    folder: DataFolder, redaction: Redaction, tmp_path: Path
) -> None:
    now_s = time.time()
    with closing(open_to_write(folder.health_record)) as connection, connection:
        connection.execute("INSERT INTO session VALUES (7, 0, NULL, '', '')")
        add_sample(connection, 7, at(now_s - 7200))
        add_sample(connection, 7, at(now_s - 60))
    write_bundle(tmp_path / "a.zip", folder, redaction)
    found = contents(tmp_path / "a.zip")

    assert [row["at_utc_s"] for row in json.loads(found["health.json"])] == [now_s - 60]
    about = json.loads(found["about.json"])
    assert about["versions"]["livedesk"]
    assert about["python"]


def test_the_end_of_a_long_log_is_kept(
    folder: DataFolder, redaction: Redaction, tmp_path: Path
) -> None:
    log = folder.logs / "window.log"
    log.write_text("".join(f"line {number}\n" for number in range(300_000)))
    write_bundle(tmp_path / "a.zip", folder, redaction)

    text = contents(tmp_path / "a.zip")["logs/window.log"]
    assert text.endswith("line 299999\n")
    assert text.startswith("line ")
    assert len(text) <= MAX_FILE_BYTES


def test_an_empty_data_folder_makes_a_bundle_too(tmp_path: Path) -> None:
    write_bundle(tmp_path / "a.zip", DataFolder(tmp_path / "nothing"), Redaction())

    assert set(contents(tmp_path / "a.zip")) == {"about.json", "health.json", "events.json"}
    assert not (tmp_path / "nothing").exists()


def test_a_bundle_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_bundle(tmp_path / "missing" / "a.zip", DataFolder(tmp_path), Redaction())
    assert list(tmp_path.iterdir()) == []

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store.chatchoice import ChatChoice, ChatTaste
from desktop.store.migrations import SCHEMA_VERSION
from desktop.store.settings import (
    BACKUP_SUFFIX,
    DestinationChoice,
    Finding,
    Settings,
    load_settings,
    save_settings,
)
from encoder.scenes import Programme, single_scene
from encoder.settings import Canvas, Encoding, Recording, SourceSpec, VideoEncoding

CHOSEN = Settings(
    language="ja",
    canvas=Canvas(1920, 1080, 60),
    programme=single_scene(Canvas(1920, 1080, 60), SourceSpec("pattern", {"motion": "busy"})),
    destinations=(
        DestinationChoice("rtmp", "rtmps://host/app", "ivs-basic", True),
        DestinationChoice(id="to-2", name="Rehearsal", is_enabled=False),
    ),
    recording=Recording("/videos", "{title}", "Tuesday", 30),
    hotkeys={"record": "F9"},
    chat=ChatChoice("server", "https://chat.example.com", "show"),
    chat_taste=ChatTaste(text_scale=1.2, keywords=("新曲",)),
)


@pytest.fixture
def file(home: Path) -> Path:
    return home / "data" / "settings.json"


def backup(file: Path) -> Path:
    return file.with_name(file.name + BACKUP_SUFFIX)


def test_what_was_saved_is_read_again(file: Path) -> None:
    save_settings(file, CHOSEN)

    loaded = load_settings(file)

    assert loaded.settings == CHOSEN
    assert loaded.finding is Finding.FINE
    assert not loaded.is_read_only


def test_without_a_file_everything_is_new(file: Path) -> None:
    assert load_settings(file).finding is Finding.NEW
    assert load_settings(file).settings == Settings()


def test_the_settings_before_are_kept_as_a_backup(file: Path) -> None:
    save_settings(file, Settings(theme="light"))
    save_settings(file, CHOSEN)

    assert json.loads(backup(file).read_text())["theme"] == "light"
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, backup(file).name]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme": 7}', b"\xff\xfe", b"null"])
def test_a_damaged_file_is_answered_from_the_backup(file: Path, content: bytes) -> None:
    save_settings(file, CHOSEN)
    save_settings(file, Settings())
    file.write_bytes(content)

    loaded = load_settings(file)

    assert loaded.settings == CHOSEN
    assert loaded.finding is Finding.FROM_BACKUP


def test_a_damaged_file_never_replaces_a_good_backup(file: Path) -> None:
    save_settings(file, CHOSEN)
    save_settings(file, Settings(theme="light"))
    file.write_bytes(b"{")

    save_settings(file, Settings())

    assert json.loads(backup(file).read_text())["language"] == "ja"


def test_with_both_damaged_the_defaults_are_used(file: Path) -> None:
    save_settings(file, CHOSEN)
    save_settings(file, CHOSEN)
    file.write_bytes(b"{")
    backup(file).write_bytes(b"{")

    assert load_settings(file).finding is Finding.LOST
    assert load_settings(file).settings == Settings()


def test_a_file_from_the_future_is_used_as_far_as_understood_and_left_alone(file: Path) -> None:
    values = json.loads(msgspec.json.encode(CHOSEN)) | {
        "schema_version": 99,
        "theme": "chartreuse",
        "hologram": {"depth": 3},
    }
    file.parent.mkdir()
    file.write_text(json.dumps(values))

    loaded = load_settings(file)

    assert loaded.finding is Finding.FROM_THE_FUTURE
    assert loaded.is_read_only
    assert loaded.settings.language == "ja"
    assert loaded.settings.theme == "dark"


def test_an_unknown_field_of_this_version_is_a_damage(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"schema_version": 1, "stream_key": "secret"}')

    assert load_settings(file).finding is Finding.LOST


@given(st.binary(max_size=200))
def test_nothing_that_is_in_a_file_makes_the_start_fail(content: bytes) -> None:
    folder = Path.home() / "any"
    folder.mkdir(exist_ok=True)
    file = folder / "settings.json"
    file.write_bytes(content)

    assert load_settings(file).settings.schema_version == SCHEMA_VERSION


FROM_VERSION_1 = """{
  "schema_version": 1, "language": "ja", "theme": "light",
  "canvas": {"width": 1920, "height": 1080, "fps": 60},
  "encoding": {
    "video": {"bitrate_bps": 4500000, "keyframe_interval_s": 2, "preset": "faster",
              "profile": "main", "b_frames": 0, "is_low_latency": true},
    "audio": {"bitrate_bps": 160000}
  },
  "video": {"kind": "pattern", "options": {"motion": "busy"}},
  "audio": {"kind": "tone", "options": {"frequency_hz": 440}},
  "destination": {"kind": "rtmp", "url": "rtmps://host/app", "ingest": "ivs-basic",
                  "keeps_key": true},
  "window_geometry": "AdnQywAD"
}"""


def test_a_file_of_version_1_is_read_without_a_loss(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(FROM_VERSION_1)

    loaded = load_settings(file)

    canvas = Canvas(1920, 1080, 60)
    tone = SourceSpec("tone", {"frequency_hz": 440})
    assert loaded.finding is Finding.FINE
    assert loaded.settings == Settings(
        language="ja",
        theme="light",
        canvas=canvas,
        encoding=Encoding(VideoEncoding(4_500_000, preset="faster")),
        programme=single_scene(canvas, SourceSpec("pattern", {"motion": "busy"}), tone),
        destinations=(DestinationChoice("rtmp", "rtmps://host/app", "ivs-basic", True),),
        window_geometry="AdnQywAD",
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"programme": {"scene_id": "nowhere"}},
        {"destinations": []},
        {"destinations": [{"id": "a"}, {"id": "a"}]},
        {"destinations": [{"id": f"d{number}"} for number in range(9)]},
    ],
)
def test_parts_that_do_not_fit_together_are_a_damage(file: Path, broken: dict[str, object]) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"schema_version": SCHEMA_VERSION} | broken))

    assert load_settings(file).finding is Finding.LOST


def test_a_programme_from_the_future_that_does_not_fit_is_left_out(file: Path) -> None:
    values = {"schema_version": 99, "theme": "light", "programme": {"scene_id": "nowhere"}}
    file.parent.mkdir()
    file.write_text(json.dumps(values))

    assert load_settings(file).settings == Settings(theme="light")


def test_no_programme_is_chosen_at_first() -> None:
    assert Settings().programme is None
    assert Settings(programme=Programme()).programme is not None


def test_no_field_of_the_settings_can_hold_a_key() -> None:
    text = msgspec.json.encode(msgspec.json.schema(Settings)).decode()

    assert '"key"' not in text
    assert '"password"' not in text

import pytest

from desktop.store.migrations import (
    MIGRATIONS,
    SCHEMA_VERSION,
    UnknownVersion,
    Values,
    migrate,
    version_of,
)


def test_each_version_is_brought_to_the_next_one() -> None:
    def rename(values: Values) -> Values:
        values["theme"] = values.pop("colours")
        return values

    def add(values: Values) -> Values:
        return values | {"language": "en"}

    old: Values = {"schema_version": 1, "colours": "dark"}

    new = migrate(old, {1: rename, 2: add}, target=3)

    assert new == {"schema_version": 3, "theme": "dark", "language": "en"}
    assert old == {"schema_version": 1, "colours": "dark"}


def test_a_version_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownVersion):
        migrate({"schema_version": 1}, {}, target=2)


def test_present_settings_are_left_as_they_are() -> None:
    values: Values = {"schema_version": SCHEMA_VERSION, "theme": "light"}

    assert migrate(values) == values


def test_there_is_a_way_from_every_version_to_this_one() -> None:
    assert set(MIGRATIONS) == set(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", ["1", None, True, 1.5])
def test_a_version_that_is_no_number_is_none(version: object) -> None:
    assert version_of({"schema_version": version}) == 0


def test_version_1_had_one_picture_one_sound_and_one_destination() -> None:
    old: Values = {
        "schema_version": 1,
        "canvas": {"fps": 60},
        "video": {"kind": "pattern"},
        "audio": {"kind": "tone"},
        "destination": {"kind": "rtmp"},
    }

    new = migrate(old, target=2)

    assert new == {
        "schema_version": 2,
        "canvas": {"fps": 60},
        "programme": {
            "canvas": {"fps": 60},
            "inputs": [
                {"id": "picture", "source": {"kind": "pattern"}, "sound": {"is_muted": True}},
                {"id": "sound", "source": {"kind": "tone"}},
            ],
            "scenes": [{"id": "scene-1", "layers": [{"id": "layer-1", "input": "picture"}]}],
            "scene_id": "scene-1",
        },
        "destinations": [{"kind": "rtmp", "id": "main"}],
    }


def test_where_version_1_left_the_picture_open_it_stays_open() -> None:
    new = migrate({"schema_version": 1, "video": None, "audio": None}, target=2)

    assert new == {"schema_version": 2}


def test_a_sound_of_version_1_is_kept_with_the_screen() -> None:
    new = migrate({"schema_version": 1, "audio": {"kind": "tone"}}, target=2)

    programme = new["programme"]
    assert isinstance(programme, dict)
    assert [each["source"]["kind"] for each in programme["inputs"]] == ["screen", "tone"]


def test_version_2_had_no_chat() -> None:
    old: Values = {"schema_version": 2, "theme": "light"}

    assert migrate(old, target=3) == {"schema_version": 3, "theme": "light"}


def test_version_3_had_no_cloud() -> None:
    old: Values = {"schema_version": 3, "destinations": [{"kind": "rtmp", "id": "main"}]}

    assert migrate(old, target=4) == {**old, "schema_version": 4}

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.errors import ErrorCode, SettingsError
from encoder.recordingname import MAX_BYTES, NameFields, check_template, numbered, recording_name
from encoder.settings import Canvas

AT = datetime(2026, 3, 9, 18, 5, 7)  # noqa: DTZ001 - names show local time
FIELDS = NameFields(AT, Canvas(1280, 720, 30), title="Friday night", scene="Camera")


def name(template: str, **changes: str) -> str:
    fields = NameFields(AT, FIELDS.canvas, **{"title": "Friday night", **changes})
    return recording_name(template, fields)


def test_every_field_is_filled_in() -> None:
    template = "{date} {time} {title} {scene} {width}x{height} {fps}"

    assert (
        recording_name(template, FIELDS)
        == "2026-03-09 18-05-07 Friday night Camera 1280x720 30.mp4"
    )


@pytest.mark.parametrize("template", ["{user}", "{}", "{0}", "{title.upper}", "{date", "a}b"])
def test_an_unknown_field_is_refused(template: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_template(template)

    assert caught.value.problem.code is ErrorCode.SETTING_INVALID
    assert "{title}" in caught.value.problem.hint


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j.mp4"),
        ("../../etc/passwd", "etc-passwd.mp4"),
        ("CON", "_CON.mp4"),
        ("nul.part1", "_nul.part1.mp4"),
        ("COM¹", "_COM¹.mp4"),
        ("console", "console.mp4"),
        ("ends in dots. . .", "ends in dots.mp4"),
        ("", "Livedesk.mp4"),
        ("???", "Livedesk.mp4"),
        ("two\nlines", "two-lines.mp4"),
        ("配信テスト", "配信テスト.mp4"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, expected: str) -> None:
    assert name("{title}", title=title) == expected


def test_a_long_title_is_cut_between_two_characters() -> None:
    cut = name("{title}", title="配" * 200)

    assert cut == "配" * (MAX_BYTES // 3) + ".mp4"


@given(st.text())
def test_no_text_escapes_the_folder(title: str) -> None:
    found = name("{title}", title=title)

    assert not set(found) & set('<>:"/\\|?*\0\n')
    assert len(found.encode()) <= MAX_BYTES + len("_.mp4")
    assert found.removesuffix(".mp4").strip(" .")


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert numbered("a.mp4", {"b.mp4"}.__contains__) == "a.mp4"
    assert numbered("a.mp4", {"a.mp4", "a (2).mp4"}.__contains__) == "a (3).mp4"

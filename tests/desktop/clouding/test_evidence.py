import json
import zipfile
from pathlib import Path

import pytest

from desktop.clouding.evidence import evidence_name, write_evidence
from tests.fakes import cloudstory


def test_each_item_has_its_picture_and_its_answer(tmp_path: Path) -> None:
    result = cloudstory.check()
    file = tmp_path / evidence_name(result)

    write_evidence(file, result, lambda _, item: item.id.encode(), b"<svg/>")

    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert len(names) == 2 + 2 * len(result.items)
        assert archive.read("01-tables.sessions.png") == b"tables.sessions"
        assert json.loads(archive.read("01-tables.sessions.json"))["is_ok"] is True
        assert json.loads(archive.read("check.json"))["stack"] == result.stack
        assert archive.read("architecture.svg") == b"<svg/>"


def test_nothing_half_written_is_left_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "check.zip"

    def fails(*_: object) -> bytes:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_evidence(file, cloudstory.check(), fails)

    assert not file.exists()


def test_its_name_says_which_stack_and_when() -> None:
    assert evidence_name(cloudstory.check()) == "livedesk-monitoring 2026-11-21 12-00-00 check.zip"

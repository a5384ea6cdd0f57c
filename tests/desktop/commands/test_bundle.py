import zipfile
from pathlib import Path

import pytest

from desktop.commands.bundle import run_bundle


def test_it_says_where_the_bundle_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "for support.zip"

    assert run_bundle(file, tmp_path / "data") == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert zipfile.is_zipfile(file)


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_bundle(tmp_path / "missing" / "a.zip", tmp_path) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "No such file or directory" in said.err

import json
import subprocess
from pathlib import Path

import pytest

from tests.sidebyside import main, verdict_of


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they take longer than the tests
    (tmp_path / "tests" / "endtoend").mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "tests" / "test_one.py").write_text("def test_one(): pass\n")
    (tmp_path / "tests" / "endtoend" / "test_two.py").write_text("def test_two(): pass\n")
    return tmp_path


def run(checkout: Path) -> int:
    return main(checkout, stdout=subprocess.DEVNULL)


def word(checkout: Path, name: str) -> object:
    return json.loads((checkout / ".pytest_cache" / "v" / name).read_text())


def test_both_parts_are_run_and_shown(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(checkout) == 0
    assert "1 passed" in capsys.readouterr().out
    assert word(checkout, "cache/lastfailed") == {}


@pytest.mark.parametrize("where", ["tests/test_one.py", "tests/endtoend/test_two.py"])
def test_what_failed_in_either_is_left_where_a_second_run_looks(checkout: Path, where: str) -> None:
    (checkout / where).write_text("def test_that_fails(): assert False\n")

    assert run(checkout) == 1
    assert word(checkout, "cache/lastfailed") == {f"{where}::test_that_fails": True}


def test_a_part_that_can_not_be_read_counts_as_broken_off(checkout: Path) -> None:
    (checkout / "tests" / "endtoend" / "test_two.py").write_text("this is no Python\n")

    assert run(checkout) == 2
    assert word(checkout, "livedesk/exit") == 2


def test_what_broke_off_weighs_more_than_what_failed() -> None:
    assert verdict_of([0, 0]) == 0
    assert verdict_of([0, 1]) == 1
    assert verdict_of([1, 3]) == 3
    assert verdict_of([-9, 1]) == -9

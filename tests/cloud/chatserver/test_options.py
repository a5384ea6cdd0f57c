import json
import sys
from pathlib import Path

import pytest

from cloud.chatserver.options import OptionsRefused, own_secrets, read_secrets

KEY = "k" * 32
HOST_KEY = "h" * 16


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "secrets.json"
    path.touch(mode)
    path.write_text(text)
    path.chmod(mode)
    return path


def test_secrets_come_from_a_file_and_are_never_shown(home: Path) -> None:
    given = {"signing_key": KEY, "host_key": HOST_KEY, "redis_password": "r"}
    path = written(home, json.dumps(given))

    found = read_secrets(path)

    assert (found.signing_key, found.host_key, found.redis_password) == (KEY, HOST_KEY, "r")
    assert KEY not in repr(found)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_file_that_others_can_read_is_refused(home: Path) -> None:
    path = written(home, json.dumps({"signing_key": KEY}), 0o640)

    with pytest.raises(OptionsRefused, match="chmod 600"):
        read_secrets(path)


@pytest.mark.parametrize("text", ["", "[]", '{"signing_key": 5}', '{"singing_key": "x"}', "\x00"])
def test_what_is_no_secrets_is_refused_without_being_quoted(home: Path, text: str) -> None:
    with pytest.raises(OptionsRefused, match="is not a JSON object") as refused:
        read_secrets(written(home, text))

    assert refused.value.__cause__ is None


def test_a_key_that_can_be_guessed_is_refused(home: Path) -> None:
    with pytest.raises(OptionsRefused, match="shorter than 32"):
        read_secrets(written(home, json.dumps({"signing_key": "short"})))
    with pytest.raises(OptionsRefused, match=r"host_key .* shorter than 16"):
        read_secrets(written(home, json.dumps({"signing_key": KEY, "host_key": "hunter2"})))
    with pytest.raises(OptionsRefused, match="can't be read"):
        read_secrets(home / "missing.json")


def test_without_a_file_each_run_has_secrets_of_its_own() -> None:
    assert own_secrets().signing_key != own_secrets().signing_key
    assert own_secrets().host_key == ""

import os
from pathlib import Path

import psutil
import pytest

from cloud.practice.account.homefiles import LOG_FILE
from cloud.practice.account.launch import launch_account


def test_nothing_of_a_real_account_reaches_the_process(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://example.invalid")
    process = launch_account(home, ["--no-such-option"])
    try:
        environment = psutil.Process(process.pid).environ()
    finally:
        assert process.wait(30) == 2

    assert not [name for name in environment if name.startswith("AWS_")]
    assert "no-such-option" in (home / LOG_FILE).read_text()
    assert os.environ["AWS_ACCESS_KEY_ID"] == "AKIAIOSFODNN7EXAMPLE"

import os
import subprocess
import sys
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


def test_the_process_reaches_only_this_machine() -> None:
    attempt = (
        "import os, socket\n"
        "from cloud.practice.account.__main__ import _cut_off\n"
        "_cut_off()\n"
        "assert not [name for name in os.environ if name.startswith('MOTO_EVENTS')]\n"
        "socket.create_connection(('192.0.2.1', 80), 1)\n"
    )
    environment = os.environ | {"MOTO_EVENTS_INVOKE_HTTP": "true"}
    done = subprocess.run(
        [sys.executable, "-c", attempt], env=environment, capture_output=True, text=True, timeout=60
    )

    assert "PermissionError: practice reaches only this machine, not 192.0.2.1" in done.stderr

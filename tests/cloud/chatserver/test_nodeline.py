import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cloud.chatserver.nodeline import FAILED, USAGE, main
from tests.sourcetree import ROOT


def has_ipv6() -> bool:
    """Tell whether this machine has an address of IPv6 for itself."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        pytest.param("::1", "[::1]", marks=pytest.mark.skipif(not has_ipv6(), reason="no IPv6")),
    ],
)
def test_a_node_says_where_it_is_and_ends_by_a_signal(host: str, shown: str) -> None:
    node = subprocess.Popen(
        [sys.executable, "-m", "cloud.chatserver", "--host", host, "--port", "0", "--drain", "0"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ.copy(),
    )
    assert node.stdout is not None
    with node.stdout:
        told = json.loads(node.stdout.readline())
        with socket.create_connection((host, told["port"])):
            pass
        node.send_signal(signal.SIGINT)
        assert node.wait(30) == 0
    assert told["url"] == f"http://{shown}:{told['port']}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--redis", "redis://:hunter2@cache.test"], "holds a password"),
        (["--store", "papyrus:x"], "papyrus"),
        (["--chunks", "here"], "--store"),
        (["--secrets", "missing.json"], "can't be read"),
    ],
)
def test_what_can_not_be_done_is_refused_in_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == USAGE

    said = capsys.readouterr().err
    assert sentence in said
    assert "hunter2" not in said


def test_a_port_that_is_taken_is_a_failure(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--port", str(taken.getsockname()[1])]) == FAILED
    assert "in use" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_node_may_have_as_many_connections_as_the_system_allows() -> None:
    script = (
        "import resource\n"
        "from cloud.chatserver.nodeline import allow_connections\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 512))\n"
        "allow_connections()\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.strip() == "(512, 512)"

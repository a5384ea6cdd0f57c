import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from cloud.errors import PracticeRefused, PracticeUnreachable
from cloud.practice.launch import ALREADY_RUNNING
from cloud.practice.reaching import ControlPort, NotUp, bring_up

TIMEOUT_S = 30.0


def ends_with(code: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"])


class Answers(BaseHTTPRequestHandler):
    """Answers by path: its status, then a body."""

    def do_POST(self) -> None:
        status, body = int(self.path.split("/")[2]), self.path.split("/")[3]
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        assert self.headers["Authorization"] == "Bearer token"
        content = {"echo": sent, "torn": b"{", "no": b'{"error": "No."}'}[body]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture
def port() -> Iterator[ControlPort]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, name="answers")
    thread.start()
    yield ControlPort(server.server_address[1], "token", "/control/", TIMEOUT_S)
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_runs_is_found_without_a_launch() -> None:
    def launch() -> "subprocess.Popen[bytes]":
        raise AssertionError("something was launched")

    assert bring_up(lambda: "it", launch, TIMEOUT_S) == "it"


def test_what_does_not_run_is_launched_until_it_answers() -> None:
    found: Iterator[str | None] = iter([None, None, "it"])
    launched: list[int] = []

    def launch() -> "subprocess.Popen[bytes]":
        launched.append(1)
        return ends_with(ALREADY_RUNNING)

    assert bring_up(lambda: next(found), launch, TIMEOUT_S) == "it"
    assert launched


def test_a_process_that_fails_is_not_launched_again() -> None:
    with pytest.raises(NotUp, match="exit code 3"):
        bring_up(lambda: None, lambda: ends_with(3), TIMEOUT_S)


def test_an_exit_code_can_mean_that_the_next_one_will_come_up() -> None:
    processes = iter([18, 3])
    with pytest.raises(NotUp, match="exit code 3"):
        bring_up(lambda: None, lambda: ends_with(next(processes)), TIMEOUT_S, goes_on=(18,))


def test_a_program_that_can_not_be_launched_is_named() -> None:
    def launch() -> "subprocess.Popen[bytes]":
        raise FileNotFoundError(2, "No such file or directory")

    with pytest.raises(NotUp, match="No such file"):
        bring_up(lambda: None, launch, TIMEOUT_S)


def test_an_answer_is_read_as_what_it_is_to_be(port: ControlPort) -> None:
    assert port.ask("POST", "200/echo", dict[str, int], {"b": 2}) == {"b": 2}


def test_a_refusal_comes_with_its_sentence(port: ControlPort) -> None:
    with pytest.raises(PracticeRefused, match="No"):
        port.ask("POST", "400/no", object)


@pytest.mark.parametrize("path", ["401/torn", "200/torn", "500/torn"])
def test_who_answers_something_else_is_not_reached(port: ControlPort, path: str) -> None:
    with pytest.raises(PracticeUnreachable):
        port.ask("POST", path, object)


def test_nobody_there_is_not_reached() -> None:
    with pytest.raises(PracticeUnreachable):
        ControlPort(1, "token", "/control/").ask("POST", "200/echo", object)

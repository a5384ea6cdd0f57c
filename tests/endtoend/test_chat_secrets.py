"""What opens a chat is in its secrets file, in the key store and on the wire, and nowhere else."""

import json
import logging
import re
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chatclient.errors import ChatError, ErrorCode
from chatclient.messages import OwnState
from chatclient.settings import TokenSource
from chatclient.tokens import HostKeyTokens
from chatclient.wire.requests import Delete
from cloud.practice.client import PracticeClient
from desktop.logs import LogFiles, Redaction
from desktop.store.chatchoice import ChatChoice
from desktop.store.chatfindings import Exported
from desktop.store.paths import DataFolder
from desktop.store.secretstore import chat_key_name
from desktop.supportbundle import write_bundle
from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer
from tests.endtoend.chat.nodeprocess import NodeProcess
from tests.endtoend.chatside import Side
from tests.endtoend.traces import file_texts, process_texts
from tests.fakes.secrets import FakeSecrets

PATIENCE_MS = 30_000
SIGNING_KEY = "signing-key-Zq7hunter2-of-this-service"
HOST_KEY = "host-key-Xw3hunter2"
WRONG_KEY = "wrong-key-Vb5hunter2"
REDIS_PASSWORD = "redis-password-Ty9hunter2"
TRACE = re.compile(rb"hunter2|eyJ[\w-]+\.eyJ")
"""What is in each of these, and how each token begins."""
FAR = "http://192.0.2.1:8787"


class Show:
    """A Redis that wants a password, a node that knows it, and the folders of both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.redis_settings = folder / "redis.conf"
        self.redis_settings.touch(0o600)
        self.redis_settings.write_text(f"requirepass {REDIS_PASSWORD}\n")
        include = ("--include", str(self.redis_settings))
        self.redis = RedisServer(folder / "redis", *ALWAYS, *include)
        self.node = NodeProcess(
            folder / "node",
            {"signing_key": SIGNING_KEY, "host_key": HOST_KEY, "redis_password": REDIS_PASSWORD},
            *("--guests", "--redis", self.redis.url),
            *("--store", f"sqlite:{folder / 'said.sqlite3'}", "--chunks", str(folder / "chunks")),
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.node.port}"

    def texts(self) -> bytes:
        """Everything that the processes show and wrote, but for what they were given."""
        given = (self.node.secrets, self.redis_settings)
        return b"".join(
            (
                process_texts(self.node.process.pid),
                process_texts(self.redis.pid),
                file_texts(self.folder, *given),
            )
        )

    def close(self) -> None:
        self.node.close()
        self.redis.kill()


@pytest.fixture
def show(home: Path) -> Iterator[Show]:
    made = Show(home / "show")
    yield made
    made.close()


def failure_of(tokens: TokenSource) -> tuple[ErrorCode, str]:
    """Return why no token could be had, and all that is known of the failure."""
    with pytest.raises(ChatError) as caught:
        tokens()
    problem = caught.value.problem
    known = (caught.value, problem, problem.message, problem.hint, tokens)
    return problem.code, "".join(traceback.format_exception(caught.value)) + repr(known)


def test_keys_and_tokens_of_a_chat_server_leave_no_trace(
    show: Show,
    home: Path,
    qapp: QApplication,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = DataFolder(home / "data")
    data.root.mkdir()
    secrets = FakeSecrets()
    secrets.kept[chat_key_name(show.url)] = WRONG_KEY
    logs = LogFiles(data.logs, Redaction())
    with caplog.at_level(logging.DEBUG):
        side = Side(data.root, ChatChoice("server", show.url, "show", keeps_key=True), secrets)
        chat = side.chat
        try:
            qtbot.waitUntil(
                lambda: chat.situation.connection.problem is not None, timeout=PATIENCE_MS
            )
            refused = repr(chat.situation)
            chat.way.key.enter(HOST_KEY)
            chat.way.change_taste(text_scale=1.2)  # so that the settings are saved
            qtbot.waitUntil(lambda: chat.situation.may("delete"), timeout=PATIENCE_MS)
            own_id = chat.say("やあ https://x.example/?token=mine")
            qtbot.waitUntil(
                lambda: (own_id, OwnState.ACCEPTED) in [(own.id, own.state) for own in side.own],
                timeout=PATIENCE_MS,
            )
            qtbot.waitUntil(lambda: bool(side.entries), timeout=PATIENCE_MS)
            asked = chat.ask(Delete(side.entries[-1].seq))
            qtbot.waitUntil(lambda: asked in side.answers, timeout=PATIENCE_MS)
            saved: list[Exported] = []
            for ending in ("csv", "jsonl"):
                chat.export(data.root / f"chat.{ending}", saved.append)
            qtbot.waitUntil(lambda: len(saved) == 2, timeout=PATIENCE_MS)
            write_bundle(home / "bundle.zip", data, Redaction())
            seen = show.texts()
            show.node.kill()
            qtbot.waitUntil(
                lambda: chat.situation.connection.problem is not None, timeout=PATIENCE_MS
            )
            unreachable = repr(chat.situation)
        finally:
            side.close()
            logs.close()

    failures = dict(failure_of(HostKeyTokens(url, "show", HOST_KEY)) for url in (show.url, FAR))
    shown = "".join((refused, unreachable, repr(side.own), repr(side.answers), caplog.text))

    assert ErrorCode.TOKEN_REFUSED in refused
    assert failures.keys() == {ErrorCode.NO_TOKEN, ErrorCode.NOT_ENCRYPTED}
    assert json.loads(data.settings_file.read_text())["chat_taste"]["text_scale"] == 1.2
    assert [each.problem for each in saved] == ["", ""]
    assert "やあ".encode() in seen
    with zipfile.ZipFile(home / "bundle.zip") as bundle:
        bundled = b"".join(map(bundle.read, bundle.namelist()))
    assert "logs/window.log" in bundle.namelist()
    for text in (
        seen,
        bundled,
        shown.encode(),
        "".join(failures.values()).encode(),
        file_texts(data.root),
        file_texts(show.folder, show.node.secrets, show.redis_settings),
    ):
        assert TRACE.search(text) is None


def test_tokens_of_the_practice_cloud_leave_no_trace(
    home: Path, qapp: QApplication, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        side = Side(home)
        chat = side.chat
        try:
            qtbot.waitUntil(lambda: chat.situation.may("delete"), timeout=PATIENCE_MS)
            chat.say("やあ")
            qtbot.waitUntil(lambda: bool(side.entries), timeout=PATIENCE_MS)
            practice = PracticeClient(home / "practice").find()
            assert practice is not None
            seen = process_texts(practice.pid)
        finally:
            side.close()

    for text in (seen, file_texts(home), caplog.text.encode(), repr(side.own).encode()):
        assert TRACE.search(text) is None

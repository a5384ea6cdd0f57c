"""The whole chat panel in a flood: `python -m tests.benchmarks.chatpanelflood RATE` writes JSON.

Everything is there from the client's events on: the feed, the bridge, the record on disk, the
panel and its view. A thread stands in for the client: a batch every 50 ms, two thirds of it
Japanese, with badges, stamps, mentions, links and donations. What making the batches costs is that
thread's own and not counted; what else the process does is.
"""

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from chatclient.messages import Arrived, Entry
from chatclient.wire.envelopes import (
    Body,
    DonationBody,
    Envelope,
    Kind,
    MessageBody,
    Role,
    StampBody,
    User,
    plain,
)
from desktop.panels.chat import ChatPanel
from desktop.theme import DARK, apply_theme
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk

BATCH_S = 0.05
HEARTBEAT_MS = 5
WARM_UP_S = 3.0
MEASURED_S = 10.0
WIDTH_PX, HEIGHT_PX = 360, 800

_SAID: tuple[tuple[str, Body], ...] = tuple(
    (kind, body)
    for kind, body in (
        (Kind.MESSAGE, MessageBody("こんばんは！今日の配信も楽しみにしていました。", "a" * 26)),
        (Kind.MESSAGE, MessageBody("wwww", "b" * 26)),
        (Kind.MESSAGE, MessageBody("「本当に」すごい！？ちょっとびっくりしましたねー。", "c" * 26)),
        (Kind.MESSAGE, MessageBody("gg, what a finish", "d" * 26)),
        (Kind.STAMP, StampBody("clap", "e" * 26)),
        (Kind.MESSAGE, MessageBody("look: https://example.org/clip/81", "f" * 26)),
        (
            Kind.MESSAGE,
            MessageBody("さっきのところをもう一度見せてもらえませんか", "g" * 26),
        ),
        (Kind.MESSAGE, MessageBody("8888888888", "h" * 26)),
        (Kind.DONATION, DonationBody(1000, "JPY", "草", "i" * 26)),
        (Kind.MESSAGE, MessageBody("新しいキーボードは何を使っていますか？", "j" * 26)),
        (Kind.MESSAGE, MessageBody("@aki_3 same here", "k" * 26)),
    )
)
_DICTS = tuple(plain(body) for _, body in _SAID)
_USERS = tuple(
    User(
        f"user-{number}",
        ("さくら", "aki_", "Tanaka_07", "猫好き")[number % 4] + str(number),
        Role.MODERATOR if number % 50 == 0 else Role.VIEWER,
        ("member",) if number % 3 else (),
    )
    for number in range(900)
)


class Flood:
    """Tells so many messages a second, in batches; a thread of its own until `close`."""

    def __init__(self, rate: int, client: FakeChat) -> None:
        self._rate = rate
        self._client = client
        self._is_over = threading.Event()
        self.cpu_s = 0.0
        """What it used itself, making the batches."""
        self._thread = threading.Thread(target=self._run, name="flood")
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._is_over.set()
        self._thread.join(3.0)

    def _run(self) -> None:
        began_s, sent = time.monotonic(), 0
        while not self._is_over.wait(BATCH_S):
            cpu_s = time.thread_time()
            due = int((time.monotonic() - began_s) * self._rate)
            batch = tuple(_entry(seq) for seq in range(sent + 1, due + 1))
            self.cpu_s += time.thread_time() - cpu_s
            self._client.says(Arrived(batch))
            sent = due


def main() -> int:
    """Flood a panel, and say what it cost."""
    qt = QApplication(sys.argv[:1])
    apply_theme(qt, DARK)
    with tempfile.TemporaryDirectory(prefix="livedesk-") as folder:
        desk = Desk(Path(folder))
        panel = ChatPanel(desk.studio)
        panel.resize(WIDTH_PX, HEIGHT_PX)
        panel.show()
        flood = Flood(int(sys.argv[1]), desk.is_in_chat())
        figures = _measured(desk, panel, flood)
        flood.close()
        sys.stdout.write(json.dumps(figures) + "\n")
        panel.close()
        desk.close()
    return 0


def _measured(desk: Desk, panel: ChatPanel, flood: Flood) -> dict[str, float]:
    gaps_s = _heartbeat(panel)
    _run_for(WARM_UP_S)
    gaps_s.clear()
    process = psutil.Process()
    began_s, cpu_s, own_s = time.monotonic(), time.process_time(), flood.cpu_s
    gui_s, rss = time.thread_time(), process.memory_info().rss
    _run_for(MEASURED_S)
    spent_s = time.monotonic() - began_s
    gaps_s.sort()
    return {
        "gui_cpu": (time.thread_time() - gui_s) / spent_s,
        "process_cpu": (time.process_time() - cpu_s - (flood.cpu_s - own_s)) / spent_s,
        "gap_p99_ms": gaps_s[int(len(gaps_s) * 0.99)] * 1000.0,
        "grown_mb": (process.memory_info().rss - rss) / 1e6,
        "unshown": desk.chat.situation.unshown,
        "unrecorded": desk.said.losses,
    }


def _entry(seq: int) -> Entry:
    at = seq % len(_SAID)
    kind, body = _SAID[at]
    now_ms = 1_795_000_000_000 + seq
    envelope = Envelope(seq, kind, now_ms, user=_USERS[seq % 900], body=_DICTS[at])
    return Entry(envelope, body)


def _heartbeat(panel: ChatPanel) -> list[float]:
    gaps_s: list[float] = []
    last_s = [time.monotonic()]

    def beat() -> None:
        now_s = time.monotonic()
        gaps_s.append(now_s - last_s[0])
        last_s[0] = now_s

    timer = QTimer(panel)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(HEARTBEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    return gaps_s


def _run_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())

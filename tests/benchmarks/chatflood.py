"""A chat view in a flood: `python -m tests.benchmarks.chatflood RATE` writes what it cost as JSON.

A thread posts a batch every 50 ms into the mailbox, as a chat client does; the view is as wide as
its panel and on screen. Two thirds of the messages are Japanese; badges, stamps, links, replies.
"""

import json
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.bridges.mailbox import Mailbox
from desktop.theme import DARK, apply_theme
from desktop.widgets.chatrow import ChatRow, RowBadge, RowKind, RowSpan, RowSpanKind
from desktop.widgets.chatview import ChatView

BATCH_S = 0.05
HEARTBEAT_MS = 5
WARM_UP_S = 3.0
MEASURED_S = 10.0
WIDTH_PX, HEIGHT_PX = 360, 800

_SAID = (
    "こんばんは！今日の配信も楽しみにしていました。",
    "wwww",
    "「本当に」すごい！？ちょっとびっくりしましたねー。",
    "gg, what a finish",
    "さっきのところをもう一度ゆっくり見せてもらえませんか、見逃してしまって……",
    "Does anyone know the name of the song that played at the beginning?",
    "8888888888",
    "草",
    "新しいキーボードは何を使っていますか？",
)
_BADGES = (
    (),
    (RowBadge("member", "Member"),),
    (RowBadge("moderator", "Moderator"), RowBadge("member", "Member")),
)
_LINK = "https://example.org/clip/81"

Item = tuple[int, float]
"""A message's number, and when it was posted."""


class Flood:
    """Posts so many messages a second, in batches; a thread of its own until `close`."""

    def __init__(self, rate: int, mailbox: Mailbox, view: ChatView) -> None:
        self._rate = rate

        def take(batch: list[Item]) -> None:
            view.append(batch)

        self._post = mailbox.inlet(take)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="flood")
        self._thread.start()

    def close(self) -> None:
        """Stop posting."""
        self._is_over.set()
        self._thread.join(3.0)

    def _run(self) -> None:
        began_s, sent = time.monotonic(), 0
        while not self._is_over.wait(BATCH_S):
            now_s = time.monotonic()
            due = int((now_s - began_s) * self._rate)
            self._post([(number, now_s) for number in range(sent + 1, due + 1)])
            sent = due


def main() -> int:
    """Flood a view, and say what it cost."""
    qt = QApplication(sys.argv[:1])
    apply_theme(qt, DARK)
    templates = _templates()
    shown_s: list[float] = []

    def present(item: object) -> ChatRow:
        number, posted_s = _item(item)
        shown_s.append(time.monotonic() - posted_s)
        return replace(templates[number % len(templates)], key=number)

    view = ChatView(present, lambda item: _item(item)[0])
    view.resize(WIDTH_PX, HEIGHT_PX)
    view.show()
    mailbox = Mailbox()
    mailbox.start()
    gaps_s = _heartbeat(view)
    flood = Flood(int(sys.argv[1]), mailbox, view)
    _run_for(WARM_UP_S)
    gaps_s.clear()
    shown_s.clear()
    began_s, cpu_s, rss = time.monotonic(), time.process_time(), psutil.Process().memory_info().rss
    _run_for(MEASURED_S)
    spent_s = time.monotonic() - began_s
    figures = {
        "cpu": (time.process_time() - cpu_s) / spent_s,
        "gap_p99_ms": _p99(gaps_s) * 1000.0,
        "delay_p99_ms": _p99(shown_s) * 1000.0,
        "rows_per_s": len(shown_s) / spent_s,
        "grown_mb": (psutil.Process().memory_info().rss - rss) / 1e6,
    }
    flood.close()
    mailbox.close()
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _templates() -> list[ChatRow]:
    rows = []
    for number in range(120):
        text = _SAID[number % len(_SAID)]
        row = ChatRow(
            number,
            time="20:15",
            author=("さくら", "aki", "Tanaka_07", "猫好き")[number % 4] + str(number % 7),
            colour=number * 7,
            badges=_BADGES[number % len(_BADGES)],
            text=text,
        )
        if number % 10 == 3:
            row = replace(
                row, kind=RowKind.STAMP, stamp=("heart", "laugh", "clap")[number % 3], text=""
            )
        elif number % 15 == 1:
            spans = (RowSpan(len(text) + 1, len(_LINK), RowSpanKind.LINK, _LINK),)
            row = replace(row, text=f"{text} {_LINK}", spans=spans)
        elif number % 12 == 5:
            row = replace(row, reply="aki: 次はいつですか？", reply_key=1)
        elif number % 40 == 7:
            row = replace(row, kind=RowKind.DONATION, amount="¥1,000", tier=2)
        rows.append(row)
    return rows


def _heartbeat(view: ChatView) -> list[float]:
    gaps_s: list[float] = []
    last_s = [time.monotonic()]

    def beat() -> None:
        now_s = time.monotonic()
        gaps_s.append(now_s - last_s[0])
        last_s[0] = now_s

    timer = QTimer(view)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(HEARTBEAT_MS)
    return gaps_s


def _item(item: object) -> Item:
    assert isinstance(item, tuple)
    return item


def _run_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)] if values else 0.0


if __name__ == "__main__":
    sys.exit(main())

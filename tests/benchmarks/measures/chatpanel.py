"""What the whole chat panel costs in a flood, and how quickly a stream's chat is searched."""

import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import time

from chatclient.messages import Arrived, Began
from chatclient.wire.envelopes import MessageBody, User
from desktop.store.chatfindings import ChatPlace
from desktop.store.chathistory import ChatHistory
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row
from tests.fakes.chat import entry_of

TIMEOUT_S = 60.0
LINES = 100_000
QUERIES = ("猫耳", "音楽", "ありがとう音楽", "from:name7 配信", "has:link", "not there")
_PARTS = (
    "ねこ", "かわいい", "今日", "配信", "ありがとう", "すごい", "nice", "stream", "見てます", "草",
    "ハロー", "hello", "世界", "音楽", "gg", "日本語", "テスト",
)  # fmt: skip


def run(bench: Bench) -> list[Row]:
    """Measure 1,000 and 20,000 messages a second, then the slowest of some searches."""
    busy = _medians(1_000, bench.runs)
    flood = _medians(20_000, bench.runs)
    searched = [_slowest_search_ms(bench) for _ in range(bench.runs)]
    search_ms = statistics.median(searched)
    whole = f"with the record on disk {flood['process_cpu']:.0%} of a core, on threads of its own"
    return [
        _row("chat panel at 1,000 messages/s, CPU of the GUI thread", busy["gui_cpu"], 0.10),
        _row("chat panel at 1,000/s, p99 gap of a 5 ms heartbeat", busy["gap_p99_ms"], 16.0, "ms"),
        _row(
            "chat panel at 20,000 messages/s, CPU of the GUI thread", flood["gui_cpu"], 0.20, "",
            whole,
        ),
        _row("messages that were not shown or not recorded then", _lost(flood), 0.0),
        _row(f"search over {LINES:,} recorded lines, slowest of six", search_ms, 50.0, "ms"),
    ]  # fmt: skip


def _row(measure: str, value: float, limit: float, unit: str = "", note: str = "") -> Row:
    return Row(measure, value, None, value, limit, unit, note)


def _lost(figures: dict[str, float]) -> float:
    return figures["unshown"] + figures["unrecorded"]


def _medians(rate: int, runs: int) -> dict[str, float]:
    all_figures = [_flood(rate) for _ in range(runs)]
    return {name: statistics.median(each[name] for each in all_figures) for name in all_figures[0]}


def _flood(rate: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.chatpanelflood", str(rate)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"the panel ended with exit code {done.returncode}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _slowest_search_ms(bench: Bench) -> float:
    place = ChatPlace("studio", "e1")
    with contextlib.closing(ChatHistory(bench.new_folder() / "chat.sqlite3")) as history:
        _fill(history, place)
        took_ms = []
        for query in QUERIES:
            began_s = time.perf_counter()
            history.search(place, query)
            took_ms.append((time.perf_counter() - began_s) * 1000)
    return max(took_ms)


def _fill(history: ChatHistory, place: ChatPlace) -> None:
    chance = random.Random(1)
    hear = history.listener(place.room)
    hear(Began(place.epoch))
    for start in range(1, LINES, 1000):
        entries = []
        for seq in range(start, start + 1000):
            text = "".join(chance.choices(_PARTS, k=chance.randint(2, 12)))
            if seq % 5000 == 0:
                text += "猫耳 https://example.org"
            user = User(f"u{seq % 900}", f"name{seq % 900}")
            entries.append(entry_of(seq, MessageBody(text, f"id-{seq}"), user))
        hear(Arrived(tuple(entries)))
        history.flush(TIMEOUT_S)

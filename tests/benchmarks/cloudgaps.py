"""How long the window stands still while the cloud works: `python -m tests.benchmarks.cloudgaps`.

The whole window with its engine, offscreen, and a practice account of its own. A heartbeat of 5 ms
runs on the GUI thread; for each step the longest time that it was away is written as JSON, with
what this process itself used the processor for then: the rest is other people's. With `--blame`
stderr says for each long one what the threads were at.
"""

import gc
import json
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from cloud.models import StackPhase
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import AccountClient
from cloud.practice.client import PracticeClient
from desktop.app import App, Wishes
from desktop.bridges.outside import ThisComputer
from desktop.dialogs.cloudconfirm import CloudConfirmDialog
from desktop.logs import Redaction
from desktop.panels.cloud.page import CloudPage
from desktop.store.paths import DataFolder
from encoder.messages import Attached, Shutdown
from tests.endtoend.follower import Follower

BEAT_MS = 5
LOOK_MS = 50
IDLE_S = 5.0
PAUSE_S = 0.5
IDLE = "idle"
PATIENCE_S = 120.0
LONG_MS = 30.0
SAMPLE_S = 0.002
FRAMES = 12
WAITING = ("wait", "_run", "_worker", "_write", "accept", "select")


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """One time that the GUI thread was away, over what a beat takes anyway."""

    ms: float
    used_ms: float
    """Of the processor, by all threads of this process."""


class Heartbeat(QObject):
    """Notes how long the GUI thread was away."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.last_s = time.monotonic()
        self._used_s = time.process_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now_s, used_s = time.monotonic(), time.process_time()
        away_ms = (now_s - self.last_s) * 1000 - BEAT_MS
        self.gaps.append(Gap(away_ms, (used_s - self._used_s) * 1000))
        self.last_s, self._used_s = now_s, used_s


class Blame:
    """Says what every thread is at while the heartbeat is late; a thread of its own.

    Where it is late itself, somebody kept the interpreter, or others the processor.
    """

    def __init__(self, heartbeat: Heartbeat) -> None:
        self._heartbeat = heartbeat
        self._main = threading.main_thread().ident
        self._is_over = threading.Event()
        self._collected_s = 0.0
        gc.callbacks.append(self._on_collection)
        threading.Thread(target=self._run, name="blame", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._is_over.set()
        gc.callbacks.remove(self._on_collection)

    def _run(self) -> None:
        last_s = time.monotonic()
        told_for = 0.0
        while not self._is_over.wait(SAMPLE_S):
            now_s = time.monotonic()
            late_ms = (now_s - self._heartbeat.last_s) * 1000 - BEAT_MS
            if late_ms > LONG_MS and told_for != self._heartbeat.last_s:
                told_for = self._heartbeat.last_s
                self._tell(late_ms, (now_s - last_s) * 1000)
            last_s = time.monotonic()

    def _tell(self, late_ms: float, own_ms: float) -> None:
        lines = [f"--- late by {late_ms:.0f} ms; who looks was away for {own_ms:.0f} ms"]
        names = {each.ident: each.name for each in threading.enumerate()}
        for ident, frame in sys._current_frames().items():
            stack = traceback.extract_stack(frame)[-FRAMES:]
            if ident != self._main and stack[-1].name in WAITING:
                continue
            lines.append(f"  {names.get(ident)}:")
            lines += [f"    {Path(s.filename).name}:{s.lineno} {s.name}" for s in stack]
        sys.stderr.write("\n".join(lines) + "\n")

    def _on_collection(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collected_s = time.perf_counter()
            return
        took_ms = (time.perf_counter() - self._collected_s) * 1000
        if took_ms > 5:
            name = threading.current_thread().name
            sys.stderr.write(f"--- collected {info} in {took_ms:.0f} ms on {name}\n")


class Show:
    """One window on a folder of its own, driven step by step."""

    def __init__(self, qt: QApplication, folder: DataFolder, *, blames: bool) -> None:
        self._folder = folder
        self.steps: dict[str, Gap] = {}
        """The longest, by step."""
        outside = ThisComputer(folder)
        self._app = App(qt, folder, outside, Redaction(), Wishes("en"))
        self._app.show()
        self._cloud = self._app.studio.cloud
        self.heartbeat = Heartbeat()
        self._blame = Blame(self.heartbeat) if blames else None

    def run(self) -> None:
        """Go through everything once."""
        self.wait(IDLE_S)
        self.step("starting")
        self.wait(IDLE_S)
        self.step(IDLE)
        page = self._open_page()
        for stack in ("live-ivs", "artefacts"):
            self._build(page, stack)
        self._choose(page, "monitoring")
        self._fill(page)
        self._build(page, "monitoring")
        for tab in page.detail.pages:
            page.detail.show_tab(tab)
            self.wait(PAUSE_S)
        self.step("tabs")
        for deed in ("drift", "check"):
            page.detail.show_tab(deed)
            page.detail.wanted.emit(deed)
            self.finish("livedesk-monitoring", deed)
        for stack in ("monitoring", "artefacts", "live-ivs"):
            self._destroy(page, stack)
        self.wait(IDLE_S)
        self.step("idle afterwards")

    def close(self) -> None:
        """Close the window, and end what would live on."""
        if self._blame is not None:
            self._blame.close()
        self._app.window.close_for_good()
        self._app.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        with Follower(self._folder.engine) as engine:
            engine.wait_for(Attached)
            engine.send(Shutdown())
        AccountClient(self._folder.practice).stop()
        PracticeClient(self._folder.practice).stop()

    def step(self, name: str) -> None:
        """End a step."""
        gaps = sorted(self.heartbeat.gaps)
        self.heartbeat.gaps.clear()
        self.steps[name] = gaps[-1]
        p99 = gaps[int(len(gaps) * 0.99)]
        sys.stderr.write(
            f"{name}: worst {gaps[-1].ms:.0f} ms ({gaps[-1].used_ms:.0f} used), "
            f"p99 {p99.ms:.0f} ms of {len(gaps)}\n"
        )

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the window run until it is so."""
        ends_s = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > ends_s:
                raise TimeoutError(repr(self._cloud.situation.works))
            self.wait(LOOK_MS / 1000)

    def wait(self, seconds: float) -> None:
        """Let the window run."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def finish(self, stack: str, name: str) -> None:
        """Wait for the end of what is being done to a stack."""
        self.until(lambda: self._cloud.situation.work(stack).deed is None)
        work = self._cloud.situation.work(stack)
        if work.has_failed:
            raise RuntimeError(f"{name}: {work.problem}")
        self.wait(PAUSE_S)
        self.step(name)

    def _open_page(self) -> CloudPage:
        self._app.window.actions_by_name["page_cloud"].trigger()
        page = self._app.window.findChild(CloudPage)
        assert page is not None
        self.until(lambda: page.detail.subject is not None)
        self.wait(PAUSE_S)
        self.step("page")
        self.until(lambda: self._cloud.situation.asked_at is not None)
        self.wait(PAUSE_S)
        self.step("account")
        for pattern in self._cloud.situation.patterns or ():
            self._choose(page, pattern.id)
        self.step("choosing")
        return page

    def _choose(self, page: CloudPage, pattern_id: str) -> None:
        page.catalogue.cards[pattern_id].click()
        self.wait(PAUSE_S)

    def _fill(self, page: CloudPage) -> None:
        channel = self._cloud.situation.stacks["livedesk-live-ivs"].output(OutputRole.CHANNEL_ARN)
        editor = page.findChild(QLineEdit, "cloud.form.ChannelArn")
        assert editor is not None
        editor.setText(channel)
        editor.editingFinished.emit()
        self.wait(PAUSE_S)

    def _build(self, page: CloudPage, pattern_id: str) -> None:
        stack = f"livedesk-{pattern_id}"
        self._choose(page, pattern_id)
        page.detail.wanted.emit("plan")
        self.finish(stack, f"plan {pattern_id}")
        page.detail.wanted.emit("apply")
        self.finish(stack, f"apply {pattern_id}")
        self.until(lambda: self._is_ready(stack))

    def _is_ready(self, stack: str) -> bool:
        status = self._cloud.situation.stacks.get(stack)
        return status is not None and status.phase is StackPhase.READY and bool(status.outputs)

    def _destroy(self, page: CloudPage, pattern_id: str) -> None:
        self._choose(page, pattern_id)
        page.detail.wanted.emit("destroy")
        dialog = self._app.window.findChildren(CloudConfirmDialog)[-1]
        dialog.confirmed.emit("")
        dialog.close()
        self.finish(f"livedesk-{pattern_id}", f"destroy {pattern_id}")


def main() -> int:
    """Measure, and print the longest gaps."""
    qt = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="livedesk-") as folder:
        show = Show(qt, DataFolder(Path(folder)), blames="--blame" in sys.argv)
        try:
            show.run()
        finally:
            show.close()
    gaps = {name: (gap.ms, gap.used_ms) for name, gap in show.steps.items()}
    sys.stdout.write(json.dumps(gaps) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The window that users see, pressed by a test; engine, ingest and account are the real ones."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from cloud.models import Plan, StackPhase, StackStatus, TeardownProof
from cloud.practice.accountclient import AccountClient
from cloud.practice.client import PracticeClient
from desktop.app import App, Wishes
from desktop.bridges.outside import ThisComputer
from desktop.clouding.situation import CloudSituation, Work
from desktop.language import LanguageChoice
from desktop.logs import Redaction
from desktop.panels.cloud.page import CloudPage
from desktop.store.paths import DataFolder
from encoder.messages import Attached, Shutdown
from tests.endtoend.follower import Follower

PATIENCE_MS = 60_000
BEAT_MS = 5
PICTURES = "LIVEDESK_TEST_PICTURES"
"""Names a folder: every step of these tests leaves a picture of the window there."""
Found = TypeVar("Found", bound=QWidget)


class Heartbeat:
    """Measures how long the GUI thread was away; nothing else can be known from inside."""

    def __init__(self) -> None:
        self.begin()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Measure from now on."""
        self.longest_ms = 0.0
        self._last_s = time.monotonic()

    def close(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now_s = time.monotonic()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000 - BEAT_MS)
        self._last_s = now_s


class CloudWindow:
    """One window on a data folder; `close` ends it, `end_processes` what outlives windows."""

    def __init__(
        self, qt: QApplication, bot: QtBot, data_dir: Path, language: LanguageChoice = "en"
    ) -> None:
        self._bot = bot
        self._steps: list[str] = []
        self.folder = DataFolder(data_dir)
        redaction = Redaction()
        outside = ThisComputer(self.folder)
        self.app = App(qt, self.folder, outside, redaction, Wishes(language))
        self.window = self.app.window
        self.app.show()
        self.window.activateWindow()
        self.heartbeat = Heartbeat()

    @property
    def situation(self) -> CloudSituation:
        """What it knows of the cloud."""
        return self.app.studio.cloud.situation

    @property
    def page(self) -> CloudPage:
        """The cloud page, once it was opened."""
        page = self.window.findChild(CloudPage)
        assert page is not None
        return page

    def begin(self) -> None:
        """Answer the first start's question with practice, and wait for engine and ingest."""
        self.press("firstrun.practice")
        self.until(lambda: self.window.controls.can_go_live)

    def open_cloud(self) -> CloudPage:
        """Look at the cloud page, and wait until the account answers."""
        self.window.actions_by_name["page_cloud"].trigger()
        self.until(lambda: self.situation.is_open and self.situation.asked_at is not None)
        return self.page

    def choose(self, pattern_id: str) -> None:
        """Press an architecture's card."""
        self.press(f"cloud.card.{pattern_id}")

    def work(self, stack: str) -> Work:
        """What is done, or was done last, to a stack."""
        return self.situation.work(stack)

    def status(self, stack: str) -> StackStatus | None:
        """How a stack is, as far as the window knows."""
        return self.situation.stacks.get(stack)

    def plan(self, stack: str) -> Plan:
        """Press Plan, and wait for one that can be applied."""
        self.press("cloud.plan")
        self.until(lambda: self.work(stack).deed is None)
        plan = self.work(stack).plan
        assert plan is not None, self.work(stack)
        assert plan.is_applicable, plan.findings
        return plan

    def apply(self, stack: str) -> None:
        """Press Apply, and wait until everything stands and its outputs are known."""
        self.press("cloud.apply")
        self.until(lambda: self.work(stack).deed is None)
        assert not self.work(stack).has_failed, self.work(stack)
        self.until(lambda: self.is_ready(stack))

    def is_ready(self, stack: str) -> bool:
        """Tell whether a stack stands and its outputs are known."""
        status = self.status(stack)
        return status is not None and status.phase is StackPhase.READY and bool(status.outputs)

    def destroy(self, stack: str) -> TeardownProof:
        """Press Tear down, say yes, and wait for the proof."""
        self.press("cloud.destroy")
        self.press("cloud.confirm.do")
        self.until(lambda: self.work(stack).deed is None)
        proof = self.work(stack).proof
        assert proof is not None, self.work(stack)
        return proof

    def at(self, name: str, kind: type[Found] = QWidget) -> Found:  # type: ignore[assignment]
        """Return a widget that is seen, by its object name; waits until it is."""

        def look() -> bool:
            return self._seen(name, kind) is not None

        self.until(look, f"to see {name}")
        found = self._seen(name, kind)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        """Click on a button once it is seen and can be pressed."""
        button = self.at(name, QAbstractButton)
        self.until(button.isEnabled, f"to press {name}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, words: str) -> None:
        """Type into a line that is seen, and leave it with Enter."""
        line = self.at(name, QLineEdit)
        line.setFocus()
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def save_as(self, file: Path, press: str) -> None:
        """Press a button that asks where to save, and answer with this file."""

        def answer() -> None:
            asked = QApplication.activeModalWidget()
            if isinstance(asked, QFileDialog):
                timer.stop()
                line = asked.findChild(QLineEdit, "fileNameEdit")
                assert line is not None
                line.setText(str(file))
                asked.accept()

        timer = QTimer()
        timer.timeout.connect(answer)
        timer.start(20)
        self.press(press)
        self.until(file.exists, f"to save {file.name}")

    def until(self, is_so: Callable[[], bool], what: str = "") -> None:
        """Let the window run until it is so."""
        try:
            self._bot.waitUntil(is_so, timeout=PATIENCE_MS)
        except TimeoutError:
            self.step("late")
            said = f"waited in vain {what}; of the account: {self.situation.problem}"
            raise AssertionError(said) from None

    def step(self, name: str, dialog: str = "") -> None:
        """Note that a step is done, and keep a picture of it where that is asked for."""
        self._steps.append(f"{name} {self.heartbeat.longest_ms:.0f}")
        folder = os.environ.get(PICTURES)
        if folder:
            file = Path(folder) / f"{len(self._steps):02}-{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            shown = self.at(dialog) if dialog else self.window
            QCoreApplication.processEvents()
            shown.grab().save(str(file))
        self.heartbeat.begin()

    def report(self) -> str:
        """Return how long the GUI thread was away at most, step by step."""
        return f"longest time away, in ms: {', '.join(self._steps)}"

    def close(self) -> None:
        """Close the window; what it started goes on."""
        self.heartbeat.close()
        self.window.close_for_good()
        self.app.language.choose("en")  # it is the process's, not the window's
        self.app.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _seen(self, name: str, kind: type[Found]) -> Found | None:
        tops = (each for each in QApplication.topLevelWidgets() if each.isVisible())
        found = [each for top in tops for each in (top, *top.findChildren(kind, name))]
        named = (each for each in found if isinstance(each, kind) and each.objectName() == name)
        return next((each for each in named if each.isVisible()), None)


def end_processes(folder: DataFolder) -> None:
    """End engine, ingest and account of a data folder."""
    with Follower(folder.engine) as engine:
        engine.wait_for(Attached)
        engine.send(Shutdown())
    AccountClient(folder.practice).stop()
    PracticeClient(folder.practice).stop()

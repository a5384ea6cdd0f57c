"""The cloud page at work: `python -m tests.benchmarks.cloudpagerun FOLDER` writes JSON.

The window, its page, the bridge and the practice account are the real ones; engine and ingest are
fakes. A heartbeat of 5 ms says how long the GUI thread was away while a plan was made and applied.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cloud.models import StackPhase
from cloud.patterns.catalogue import catalogue
from cloud.practice.accountclient import AccountClient
from desktop.app import App, Wishes
from desktop.bridges.clouddoor import CloudDoor
from desktop.bridges.outside import ThisComputer
from desktop.logs import Redaction
from desktop.panels.cloud.page import CloudPage
from desktop.store.paths import DataFolder
from tests.fakes.outside import FakeOutside

BEAT_MS = 5
TIMEOUT_S = 120.0
SETTLING_S = 2.0
REST_S = 3.0
"""With nothing to do: what the machine itself costs."""
STACKS = ("artefacts", "chat-distributed")
"""The first is needed by the second, which has the most resources."""


class RealCloud(FakeOutside):
    """Fakes, but for the cloud."""

    def __init__(self, folder: DataFolder) -> None:
        super().__init__()
        self._computer = ThisComputer(folder)

    def cloud(self) -> CloudDoor:  # type: ignore[override]
        """The real door."""
        return self._computer.cloud()


class Heartbeat:
    """The longest time that the GUI thread was away since `begin`."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.begin()
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Measure from now on."""
        self.longest_ms = 0.0
        self._last_s = time.monotonic()

    def _beat(self) -> None:
        now_s = time.monotonic()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000 - BEAT_MS)
        self._last_s = now_s


def main() -> int:
    """Open the page, build two stacks, and say how it went."""
    folder = DataFolder(Path(sys.argv[1]))
    client = AccountClient(folder.practice, launch_arguments=("--idle", "300"))
    qt = QApplication(sys.argv[:1])
    app = App(qt, folder, RealCloud(folder), Redaction(), Wishes("en"))
    app.show()
    _run_for(SETTLING_S)
    try:
        sys.stdout.write(json.dumps(_measured(app)) + "\n")
    finally:
        app.window.close_for_good()
        app.close()
        client.stop()
    return 0


def _measured(app: App) -> dict[str, float]:
    begun_s = time.monotonic()
    app.window.actions_by_name["page_cloud"].trigger()
    page = _page(app)
    _until(lambda: len(page.catalogue.cards) == len(catalogue()))
    QApplication.processEvents()  # painted
    shown_ms = (time.monotonic() - begun_s) * 1000
    _until(lambda: app.studio.cloud.situation.asked_at is not None)
    heart = Heartbeat()
    _run_for(REST_S)
    rest_ms = heart.longest_ms
    blocked_ms: dict[str, float] = {"plan": 0.0, "apply": 0.0}
    for pattern_id in STACKS:
        app.studio.cloud.choose_pattern(pattern_id)
        _run_for(0.5)
        for deed in blocked_ms:
            heart.begin()
            _do(app, page, pattern_id, deed)
            blocked_ms[deed] = max(blocked_ms[deed], heart.longest_ms)
    return {
        "shown_ms": shown_ms,
        "rest_ms": rest_ms,
        **{f"{deed}_ms": each for deed, each in blocked_ms.items()},
    }


def _do(app: App, page: CloudPage, pattern_id: str, deed: str) -> None:
    cloud, stack = app.studio.cloud, f"livedesk-{pattern_id}"
    page.deeds.do(deed)
    _until(lambda: cloud.situation.work(stack).deed is not None)
    _until(lambda: cloud.situation.work(stack).deed is None)
    if deed == "plan":
        plan = cloud.situation.work(stack).plan
        assert plan is not None
        assert plan.is_applicable
        return

    def is_ready() -> bool:
        status = cloud.situation.stacks.get(stack)
        return status is not None and status.phase is StackPhase.READY and bool(status.outputs)

    _until(is_ready)


def _page(app: App) -> CloudPage:
    _until(lambda: app.window.findChild(CloudPage) is not None)
    page = app.window.findChild(CloudPage)
    assert isinstance(page, CloudPage)
    return page


def _until(is_so: Callable[[], bool]) -> None:
    end_s = time.monotonic() + TIMEOUT_S
    while not is_so():
        if time.monotonic() > end_s:
            raise TimeoutError
        _run_for(0.005)


def _run_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())

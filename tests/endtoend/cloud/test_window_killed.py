"""A window that is killed while a stack is being made, and the next one that goes on watching."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.clouding.situation import Deed
from tests.endtoend.cloud.cloudwindow import CloudWindow

STACK = "livedesk-live-hls-dash"
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import Wishes
from desktop.opening import run_studio
from desktop.panels.cloud.page import CloudPage
from desktop.store.paths import DataFolder

STACK = "livedesk-live-hls-dash"

def begin(app):
    app.window.actions_by_name["page_cloud"].trigger()
    page = app.window.findChild(CloudPage)
    detail, cloud = page.detail, app.studio.cloud
    def look():
        work = cloud.situation.work(STACK)
        if cloud.situation.is_open and detail.subject is not None and detail.subject.stack != STACK:
            page.catalogue.cards["live-hls-dash"].click()
            detail.form.form.set_value("InputCidr", "127.0.0.1/32")
            detail.deeds.buttons["plan"].click()
        elif detail.deeds.buttons["apply"].isEnabled():
            detail.deeds.buttons["apply"].click()
        elif work.events:
            timer.stop()
            print(len(work.events), work.deed, flush=True)
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    app.keep = timer

run_studio(DataFolder(Path(sys.argv[1])), Wishes, begin)
"""


@pytest.fixture
def killed(data_dir: Path) -> str:
    """What the first window saw before it was killed."""
    return applied_by_a_window(data_dir)


def applied_by_a_window(data_dir: Path) -> str:
    """Open a window that applies the plan of STACK, and kill it at the first event."""
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    with window.stdout:
        said = window.stdout.readline()
        window.kill()
        window.wait()
    return said.strip()


def test_the_next_window_goes_on_watching_and_shows_what_runs(
    killed: str, cloud: CloudWindow
) -> None:
    cloud.open_cloud()
    cloud.choose("live-hls-dash")
    cloud.until(lambda: bool(cloud.work(STACK).events), "events")
    cloud.step("found")
    cloud.until(lambda: cloud.is_ready(STACK) and cloud.work(STACK).deed is None, "its end")
    cloud.step("ready")
    watched = cloud.work(STACK)
    cloud.press("cloud.start")
    cloud.until(lambda: is_running(cloud), "it to run")
    cloud.step("running")
    words = cloud.at("cloud.running.words", QLabel).text()
    cloud.press("cloud.running.stop")
    cloud.until(lambda: not is_running(cloud), "it to stop")
    cloud.step("stopped")

    assert killed == "1 apply"
    assert watched.last is Deed.FOLLOW
    assert len(watched.events) > 20
    assert "MediaLive running 0 min" in words


def is_running(cloud: CloudWindow) -> bool:
    """Tell whether the window shows something that could be stopped."""
    return any(each.can_stop for each in cloud.situation.running)

"""The cloud page with everything that can stand on it."""

from cloud.patterns.catalogue import catalogue
from desktop.panels.cloud.page import CloudPage
from tests.desktop.conftest import Shown
from tests.fakes import cloudstory
from tests.fakes.cloudstory import IVS


def every_tab(shown: Shown) -> None:
    """Have the cloud page made, with a stack that stands, and each of its tabs shown once."""
    shown.window.furniture.pages.show_page("cloud")
    shown.app.studio.cloud.board.put(patterns=catalogue(), stacks={IVS: cloudstory.ready()})
    page = shown.window.findChild(CloudPage)
    assert page is not None
    page.finish()
    for name in page.detail.pages:
        page.detail.show_tab(name)

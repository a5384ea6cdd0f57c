"""States of the cloud page that `tests.shot` takes pictures of."""

from collections.abc import Callable

from desktop.pages import CLOUD
from tests.shotstates import Stage


def catalogue(stage: Stage) -> None:
    """Nothing has been made yet."""
    stage.app.window.furniture.pages.show_page(CLOUD)


CLOUD_STATES: dict[str, Callable[[Stage], None]] = {"cloud-catalogue": catalogue}

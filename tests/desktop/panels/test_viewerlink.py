import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cloud.settings import Account
from desktop.bridges.clouddoor import IngestPlace
from desktop.panels.viewerlink import ViewerLink
from desktop.store.cloudchoice import CloudChannel
from desktop.store.settings import DestinationChoice
from tests.fakes.desk import Desk
from tests.fakes.practice import CHANNEL, channel_of


def test_the_page_of_practice_is_known_once_it_runs(desk: Desk, stage: QWidget) -> None:
    viewers = ViewerLink(desk.studio, stage)
    assert not viewers.copy_button.isEnabled()

    desk.is_ready()

    assert viewers.link == CHANNEL.watch_url
    assert viewers.watch_button.isEnabled()


def test_the_link_goes_to_the_clipboard(desk: Desk, stage: QWidget) -> None:
    viewers = ViewerLink(desk.studio, stage)
    desk.is_ready()

    viewers.copy_button.click()

    assert QGuiApplication.clipboard().text() == CHANNEL.watch_url
    QGuiApplication.clipboard().clear()


def test_the_page_of_another_destination_is_not_known(desk: Desk, stage: QWidget) -> None:
    viewers = ViewerLink(desk.studio, stage)
    desk.is_ready()

    choice = DestinationChoice("rtmp")
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, destinations=(choice,)))

    assert viewers.link == ""
    assert not viewers.copy_button.isEnabled()


def test_the_page_is_that_of_the_first_practice_destination_in_use(
    desk: Desk, stage: QWidget
) -> None:
    viewers = ViewerLink(desk.studio, stage)
    desk.is_ready()
    added = desk.studio.destinations.add("practice")
    desk.mailbox.drain_all()
    assert viewers.link == CHANNEL.watch_url

    desk.studio.destinations.change("main", is_enabled=False)
    assert viewers.link == channel_of(added).watch_url

    desk.studio.go_live()
    desk.hears(lambda: desk.engine.goes_live(added))
    assert viewers.link == channel_of(added).watch_url


def test_a_cloud_channel_can_be_watched_once_it_is_on_air(desk: Desk, stage: QWidget) -> None:
    page = "http://127.0.0.1:8080/show/"
    desk.is_in_cloud().the_places = (
        IngestPlace("rtmp://127.0.0.1:1935/live", "a-key", "practice", "Show", page),
    )
    viewers = ViewerLink(desk.studio, stage)
    desk.is_ready()
    desk.studio.destinations.use_channel(CloudChannel(Account(), "show"), 1)
    assert not viewers.watch_button.isEnabled()

    desk.hears(desk.studio.go_live)
    desk.hears(desk.engine.goes_live)

    assert viewers.link == page
    assert viewers.watch_button.isEnabled()

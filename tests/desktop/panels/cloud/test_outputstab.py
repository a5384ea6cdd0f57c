from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.panels.cloud.outputstab import OutputsTab, is_streamed_to, place_count
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory
from tests.fakes.cloudstory import MEDIALIVE


def tab(show: Shown) -> OutputsTab:
    made = OutputsTab()
    show(made)
    made.take(about(cloudstory.ready()))
    return made


def test_each_output_can_be_copied(show: Shown) -> None:
    made = tab(show)

    made.lines["ChannelArn"].copy_button.click()

    assert QGuiApplication.clipboard().text().startswith("arn:aws:ivs:")


def test_only_a_page_can_be_opened(show: Shown) -> None:
    made = tab(show)

    assert made.lines["PlaybackUrl"].open_button.isVisible()
    assert not made.lines["ChannelArn"].open_button.isVisible()


def test_a_channel_is_used_as_destination(show: Shown, qtbot: QtBot) -> None:
    made = tab(show)

    with qtbot.waitSignal(made.destination_wanted):
        made.use_button.click()


def test_what_takes_no_stream_is_no_destination(show: Shown) -> None:
    made = OutputsTab()
    show(made)

    made.take(about(cloudstory.ready("livedesk-artefacts", "artefacts"), pattern_id="artefacts"))

    assert not made.use_button.isVisible()
    assert not is_streamed_to(None)


def test_medialive_takes_the_stream_at_two_addresses() -> None:
    assert place_count(cloudstory.ready(MEDIALIVE, "live-hls-dash")) == 2
    assert place_count(cloudstory.ready()) == 1


def test_before_there_is_a_stack_it_says_so(show: Shown) -> None:
    made = OutputsTab()
    show(made)

    made.take(about())

    assert made._nothing.isVisible()
    assert made.lines == {}

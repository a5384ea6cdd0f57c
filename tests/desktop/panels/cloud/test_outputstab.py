from PySide6.QtCore import QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cloud.models import OutputValue
from desktop.panels.cloud.outputstab import OutputLine, OutputsTab, is_streamed_to, place_count
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


class Speaking(QTranslator):
    """Knows what one output is called in another language."""

    def translate(self, context: str, source: str, note: str | None = None, count: int = -1) -> str:
        return "チャンネル" if source == "The channel" else source

    def isEmpty(self) -> bool:
        return False


def test_outputs_are_called_what_they_are_in_the_present_language(
    show: Shown, qapp: QApplication, qtbot: QtBot
) -> None:
    line = OutputLine("ChannelArn")
    show(line)
    line.show_output(OutputValue("ChannelArn", "arn", description="The channel"))
    speaking = Speaking()

    qapp.installTranslator(speaking)
    try:
        qtbot.waitUntil(lambda: line.copy_button.accessibleName() == "Copy チャンネル")
    finally:
        qapp.removeTranslator(speaking)

    qtbot.waitUntil(lambda: line.copy_button.accessibleName() == "Copy The channel")


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

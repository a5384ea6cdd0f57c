import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import RoomChanged
from chatclient.wire.envelopes import Role, RoomSettings
from desktop.panels.chat import ChatPanel
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> ChatPanel:
    made = ChatPanel(desk.studio, stage, now_s=desk.clock)
    made.setGeometry(0, 0, 320, 700)
    made.show()
    return made


def test_a_stamp_in_between_leaves_the_draft(desk: Desk, panel: ChatPanel) -> None:
    client = desk.is_in_chat()
    panel.write.box.set_text("draft")
    panel.sending.send("", "clap", 0)
    assert panel.write.box.text == "draft"
    panel.write.box.set_text(":clap:")
    panel.sending.send("", "clap", 0)

    assert panel.write.box.text == ""
    assert [each.stamp for each in client.said] == ["clap", "clap"]


@pytest.mark.parametrize(("role", "waits"), [(Role.VIEWER, True), (Role.HOST, False)])
def test_slow_mode_is_for_viewers(desk: Desk, panel: ChatPanel, role: Role, waits: bool) -> None:
    client = desk.is_in_chat(role)
    desk.hears(lambda: client.says(RoomChanged(RoomSettings(slow_s=5))))
    panel.sending.send("one", "", 0)
    panel.write.box.set_text("two")

    assert panel.write.send.isEnabled() is not waits
    desk.clock.now += 5
    panel.sending.tick()
    assert panel.write.send.isEnabled()


def test_a_command_that_was_given_leaves_the_box(desk: Desk, panel: ChatPanel) -> None:
    client = desk.is_in_chat()
    panel.write.box.set_text("/slow 5")
    panel.write.send.click()

    assert panel.write.box.text == ""
    assert len(client.asked) == 1
    assert client.said == []

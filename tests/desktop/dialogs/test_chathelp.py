from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import Role
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.commandtable import COMMANDS
from desktop.dialogs.chathelp import ChatHelpDialog


def test_the_host_reads_of_every_command(stage: QWidget) -> None:
    dialog = ChatHelpDialog(CAPABILITIES[Role.HOST], stage)
    typed = [line[0].split()[0] for line in dialog.lines]

    assert all(f"/{plan.name}" in typed for plan in COMMANDS)


def test_a_viewer_reads_only_of_what_a_viewer_may(stage: QWidget) -> None:
    dialog = ChatHelpDialog(CAPABILITIES[Role.VIEWER], stage)

    assert [line[0] for line in dialog.lines if line[0].startswith("/")] == ["/help", "//"]

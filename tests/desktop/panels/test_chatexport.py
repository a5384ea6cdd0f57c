from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.panels.chatexport import ChatExport
from tests.fakes.desk import Desk


def test_a_chat_is_saved_where_the_user_says(desk: Desk, stage: QWidget, home: Path) -> None:
    client = desk.is_in_chat()
    desk.hears(lambda: client.hears("one", "two"))
    desk.said.flush()
    export = ChatExport(desk.chat, stage)
    said: list[tuple[str, bool]] = []
    export.said.connect(lambda words, is_bad: said.append((words, is_bad)))
    dialog = export.ask()
    dialog.fileSelected.emit(str(home / "chat.csv"))
    dialog.close()
    desk.mailbox.drain_all()

    assert said == [("Saved 2 lines to chat.csv.", False)]
    assert "two" in (home / "chat.csv").read_text("utf-8-sig")
    assert desk.chat.situation.taste.export_folder == str(home)


def test_a_file_that_cannot_be_written_is_named(desk: Desk, stage: QWidget, home: Path) -> None:
    desk.is_in_chat()
    export = ChatExport(desk.chat, stage)
    said: list[tuple[str, bool]] = []
    export.said.connect(lambda words, is_bad: said.append((words, is_bad)))
    export.save(home / "missing" / "chat.jsonl")
    desk.mailbox.drain_all()

    ((words, is_bad),) = said
    assert is_bad
    assert "can't be written" in words


def test_the_kind_is_chosen_by_name(desk: Desk, stage: QWidget) -> None:
    dialog = ChatExport(desk.chat, stage).ask()
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit(dialog.nameFilters()[1])

    assert dialog.defaultSuffix() == "jsonl"
    dialog.close()

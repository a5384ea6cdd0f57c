import csv
import json
from pathlib import Path

import pytest

from chatclient.messages import Arrived, Began, Entry
from chatclient.wire.envelopes import (
    Action,
    DonationBody,
    Envelope,
    HeldBody,
    MessageBody,
    ModerationBody,
    StampBody,
    User,
)
from desktop.chatting.export import export, harmless
from desktop.store.chatfindings import ChatPlace, Exported
from desktop.store.chathistory import ChatHistory
from tests.fakes.chat import AT_MS, HOST, entry_of

HERE = ChatPlace("studio", "e1")
MEAN = User("mean", "=cmd|'/c calc'!A0", badges=("member",))
ENTRIES = (
    entry_of(1, MessageBody("こんにちは\n=1+1")),
    entry_of(2, MessageBody('=HYPERLINK("http://x")'), MEAN),
    entry_of(3, DonationBody(500, "JPY", "+81")),
    entry_of(4, StampBody("clap")),
    Entry(Envelope(5, "gap", AT_MS), None, 7),
    entry_of(8, ModerationBody(Action.DELETE, "mean", 2, detail="spam"), HOST),
    entry_of(9, HeldBody("h1", "cheap followers", "link"), MEAN),
)


@pytest.fixture
def history(home: Path) -> ChatHistory:
    made = ChatHistory(home / "chat.sqlite3")
    hear = made.listener("studio")
    for event in (Began("e1"), Arrived(ENTRIES), Arrived(removed=frozenset({2}))):
        hear(event)
    made.close()
    return made


def test_a_table_has_every_line_and_what_became_of_it(history: ChatHistory, home: Path) -> None:
    file = home / "chat.csv"

    assert export(history, HERE, file) == Exported(str(file), 7)

    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert rows[0]["text"] == "こんにちは\n=1+1"
    assert rows[0]["time_utc"].endswith("+00:00")
    assert (rows[1]["removed"], rows[1]["badges"]) == ("yes", "member")
    assert (rows[2]["amount"], rows[2]["currency"]) == ("500", "JPY")
    assert rows[3]["text"] == "clap"
    assert (rows[4]["kind"], rows[4]["number"]) == ("gap", "5-7")
    assert (rows[5]["name"], rows[5]["action"], rows[5]["about_user"]) == (
        "Studio", "delete", "mean",
    )  # fmt: skip
    assert (rows[6]["kind"], rows[6]["text"], rows[6]["detail"]) == (
        "held", "cheap followers", "link",
    )  # fmt: skip


def test_no_cell_is_a_formula(history: ChatHistory, home: Path) -> None:
    export(history, HERE, home / "chat.csv")

    with (home / "chat.csv").open(encoding="utf-8-sig", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert '\'=HYPERLINK("http://x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", " =1"])
def test_a_cell_that_may_be_taken_for_a_formula_is_made_text(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_lines_of_json_are_the_envelopes_themselves(history: ChatHistory, home: Path) -> None:
    export(history, HERE, home / "chat.jsonl")

    lines = [json.loads(line) for line in (home / "chat.jsonl").read_text().splitlines()]
    assert [line["s"] for line in lines] == [1, 2, 3, 4, 5, 8, 9]
    assert lines[1]["removed"]
    assert lines[4]["gap_to"] == 7
    assert lines[5]["d"]["action"] == "delete"


def test_a_file_that_can_not_be_written_says_why_and_leaves_the_one_before(
    history: ChatHistory, home: Path
) -> None:
    done = export(history, HERE, home / "nowhere" / "chat.csv")

    assert done.lines == 0
    assert done.problem == "No such file or directory"


def test_a_chat_without_lines_is_an_empty_table(home: Path) -> None:
    done = export(ChatHistory(None), HERE, home / "empty.csv")

    assert done == Exported(str(home / "empty.csv"), 0)
    assert (home / "empty.csv").read_text("utf-8-sig").startswith("number,")

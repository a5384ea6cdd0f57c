from datetime import UTC, datetime

from cloud.practice.account.formation.stackbook import Resource, Stack, StackBook
from cloud.practice.account.formation.templates import Template

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def stack(stack_id: str, status: str = "CREATE_COMPLETE") -> Stack:
    return Stack(stack_id, "demo", "us-east-1", NOW, Template("", {}), status=status)


def test_a_name_means_the_stack_that_exists() -> None:
    book = StackBook()
    book.stacks = {each.id: each for each in (stack("old", "DELETE_COMPLETE"), stack("new"))}

    assert book.find("demo") is book.stacks["new"]
    assert book.find("old") is book.stacks["old"]
    assert book.find("none") is None


def test_only_what_was_made_and_is_not_gone_is_present() -> None:
    made = stack("id")
    made.resources = {
        "Made": Resource("Made", "T", "m", status="CREATE_COMPLETE"),
        "Gone": Resource("Gone", "T", "g", status="DELETE_COMPLETE"),
        "Never": Resource("Never", "T", status="CREATE_FAILED"),
        "Stuck": Resource("Stuck", "T", "s", status="DELETE_FAILED"),
    }

    assert list(made.present) == ["Made", "Stuck"]


def test_exports_of_deleted_stacks_are_gone() -> None:
    book = StackBook()
    row = {"OutputKey": "A", "OutputValue": "v", "ExportName": "name"}
    for each in (stack("old", "DELETE_COMPLETE"), stack("new")):
        each.outputs = [row]
        book.stacks[each.id] = each

    assert book.exports() == {"name": (book.stacks["new"], "v")}

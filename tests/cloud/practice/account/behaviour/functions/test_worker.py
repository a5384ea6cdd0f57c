"""What is said of a function's errors, and what a handler gets."""

import sys
from pathlib import Path

import pytest

from cloud.practice.account.behaviour.functions.worker import FunctionContext, described, load


def test_an_error_has_its_type_its_words_and_where_it_was() -> None:
    try:
        raise KeyError("channelId")
    except KeyError as error:
        shape = described(error, "r")

    assert (shape["errorType"], shape["requestId"]) == ("KeyError", "r")
    assert "test_worker" in shape["stackTrace"][0]


def test_a_module_that_is_missing_is_an_import_error() -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        load("no_such_module_anywhere.handler")

    assert described(caught.value, "r")["errorType"] == "Runtime.ImportModuleError"


def test_a_function_that_ends_its_process_is_an_exit() -> None:
    assert described(SystemExit(3), "r")["errorType"] == "Runtime.ExitError"


def test_a_handler_is_found_by_module_and_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "livedesk_handler_of_a_test.py").write_text("def go(event, context): return event")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    assert load("livedesk_handler_of_a_test.go")(5, FunctionContext(_REQUEST)) == 5


def test_a_handler_knows_how_long_it_may_take() -> None:
    context = FunctionContext(_REQUEST)

    assert 0 < context.get_remaining_time_in_millis() <= 60_000
    assert context.aws_request_id == "r"


_REQUEST = {"id": "r", "arn": "arn:f", "event": {}, "timeout_s": 60.0}

import pytest

from desktop.commands.output import print_json, print_line, say, say_problem
from encoder.errors import ErrorCode, Problem


def test_results_go_to_stdout_and_sentences_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"a": [1]})
    print_line("done")
    say("working")

    printed = capsys.readouterr()
    assert printed.out == '{\n  "a": [\n    1\n  ]\n}\ndone\n'
    assert printed.err == "working\n"


def test_a_problem_is_said_with_its_action(capsys: pytest.CaptureFixture[str]) -> None:
    say_problem(Problem(ErrorCode.KEY_MISSING))

    assert capsys.readouterr().err == (
        "There is no stream key. "
        "Enter the stream key that your streaming service shows for this channel.\n"
    )

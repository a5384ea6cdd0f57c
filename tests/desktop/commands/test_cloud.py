import json
from pathlib import Path

import pytest

from cloud.errors import (
    CallDenied,
    CloudError,
    CloudUnreachable,
    ErrorCode,
    PlanError,
    PracticeNotStarted,
    PracticeUnreachable,
    SignInError,
    StackError,
    TemplateError,
)
from desktop.commandline import main
from desktop.commands.cloud import DEEDS, exit_code_of, run_cloud
from desktop.commands.cloudwords import CloudWish
from tests.desktop.commands.clouddesks import desk_of


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TemplateError(ErrorCode.UNKNOWN_PATTERN, pattern="x"), 2),
        (PlanError(ErrorCode.NOT_CONFIRMED, stack="x"), 2),
        (SignInError(ErrorCode.NO_PROFILE_CHOSEN), 5),
        (CallDenied("ivs:CreateChannel"), 5),
        (CloudUnreachable("ivs", "us-east-1", "timeout"), 6),
        (PracticeUnreachable("gone"), 6),
        (PracticeNotStarted("port", "log"), 7),
        (StackError(ErrorCode.STACK_BUSY, stack="x", status="y"), 9),
        (CloudError(ErrorCode.CLOUD_SUPPORT_MISSING, package="cfn-lint"), 1),
    ],
)
def test_each_kind_of_failure_has_its_exit_code(error: CloudError, code: int) -> None:
    assert exit_code_of(error) == code


def test_a_failure_is_a_sentence_and_with_json_an_object(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = CloudWish("plan", "live-nothing", "show", is_json=True)

    assert run_cloud(wish, data_dir, desk_of(wish)) == 2

    printed = capsys.readouterr()
    assert json.loads(printed.out)["problem"]["code"] == "unknown-pattern"
    assert "livedesk: There is no architecture named live-nothing." in printed.err


def test_the_command_line_knows_every_deed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["cloud", "--help"])

    shown = capsys.readouterr().out
    assert all(deed in shown for deed in DEEDS)


def test_the_catalogue_is_shown_from_the_command_line(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cloud", "catalogue", "--data-dir", str(data_dir)]) == 0

    assert "live-ivs" in capsys.readouterr().out

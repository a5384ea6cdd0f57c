from collections.abc import Callable

from pytestqt.qtbot import QtBot

from cloud.errors import CallDenied, ErrorCode
from desktop.bridges.cloudboard import CloudBoard, problem_of
from desktop.clouding.situation import Deed, Work


def test_news_are_told_once(qtbot: QtBot) -> None:
    board = CloudBoard()
    with qtbot.waitSignal(board.changed) as changed:
        board.put(ahead_s=60.0)
    assert changed.args == [board.situation]

    with qtbot.assertNotEmitted(board.changed):
        board.put(ahead_s=60.0)


def test_what_is_done_to_one_stack_says_nothing_of_another(qapp: object) -> None:
    board = CloudBoard()
    board.put_work("a", Work(Deed.PLAN))

    board.put_work("b", Work(Deed.CHECK))

    assert board.situation.work("a").deed is Deed.PLAN


def test_an_error_without_a_name_goes_to_the_log(
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("ERROR", "Planning failed unexpectedly")

    assert problem_of(RuntimeError("who knows"), "Planning") is None
    problem = problem_of(CallDenied("ivs:CreateChannel"), "Planning")
    assert problem is not None
    assert problem.code is ErrorCode.CALL_DENIED

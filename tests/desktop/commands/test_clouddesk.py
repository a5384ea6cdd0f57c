import os
import signal

import pytest

from cloud.errors import ErrorCode, PlanError
from desktop.commands.clouddesk import stopping
from desktop.commands.cloudwords import CloudWish
from tests.desktop.commands.clouddesks import desk_of


def test_live_wants_the_name_of_the_stack() -> None:
    wish = CloudWish("apply", "live-ivs", "show", profile="studio")

    assert desk_of(wish, typed="show").confirmed("Go?") == "show"
    assert desk_of(wish._replace(confirmed="show")).confirmed("Go?") == "show"
    for typed in ("", "y", "Show"):
        with pytest.raises(PlanError) as refused:
            desk_of(wish, typed=typed).confirmed("Go?")
        assert refused.value.problem.code is ErrorCode.NOT_CONFIRMED


def test_practice_asks_nobody() -> None:
    assert desk_of(CloudWish("apply", "live-ivs", "show")).confirmed("Go?") == "show"


def test_ctrl_c_ends_only_the_watching() -> None:
    before = signal.getsignal(signal.SIGINT)

    with stopping() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(10)

    assert signal.getsignal(signal.SIGINT) is before

from pathlib import Path

import pytest

from cloud.errors import SignInError
from cloud.settings import DEFAULT_REGION, Mode
from desktop.commands.cloudaccess import account_of, ask_terminal, opened
from desktop.commands.cloudwords import CloudWish


def test_practice_is_what_nobody_has_to_ask_for() -> None:
    account = account_of(CloudWish("status"))

    assert (account.mode, account.region) == (Mode.PRACTICE, DEFAULT_REGION)


def test_a_profile_means_live() -> None:
    account = account_of(CloudWish("status", profile="studio", region="us-east-1"))

    assert (account.mode, account.profile, account.region) == (Mode.LIVE, "studio", "us-east-1")


def test_a_profile_that_is_not_there_is_said_before_any_call(data_dir: Path) -> None:
    wish = CloudWish("status", profile="nobody")

    with pytest.raises(SignInError, match="nobody"), opened(wish, data_dir, ask_terminal):
        pass


def test_where_nobody_can_type_nothing_is_typed() -> None:
    assert ask_terminal("Name? ") == ""

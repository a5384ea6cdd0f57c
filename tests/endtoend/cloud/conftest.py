"""One practice account for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.endtoend.cloud.practiceaccount import PracticeAccount


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeAccount]:
    """An account in which nothing was made before this module."""
    account = PracticeAccount(tmp_path_factory.mktemp("cloud"))
    yield account
    account.close()


@pytest.fixture(scope="module")
def foundation(account: PracticeAccount) -> PracticeAccount:
    """The account with a bucket for code."""
    account.build("artefacts", "foundation")
    return account

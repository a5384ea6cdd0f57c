import pytest

from cloud.practice.account.formation.failures import Failures
from cloud.practice.account.formation.refusals import ResourceFailed


def test_what_is_wanted_fails_once() -> None:
    failures = Failures()
    failures.add("Topic", "No", "delete")

    failures.check("create", "Topic")
    failures.check("delete", "Other")
    with pytest.raises(ResourceFailed, match="No"):
        failures.check("delete", "Topic")
    failures.check("delete", "Topic")


def test_everything_works_again_when_that_is_wanted() -> None:
    failures = Failures()
    failures.add("Topic", "No")
    failures.clear()

    failures.check("create", "Topic")

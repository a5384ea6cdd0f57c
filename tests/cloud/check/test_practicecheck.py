import threading

import msgspec

from cloud.check import practice_check
from tests.cloud.check.accounts import NOW, STATUS, Account


def wait(stop: threading.Event, seconds: float) -> bool:
    return stop.is_set()


def test_a_stack_as_it_should_be_is_all_green() -> None:
    result = practice_check(Account().aws, STATUS, clock=lambda: NOW, wait=wait)

    assert [each.id for each in result.items if not each.is_ok] == []
    assert result.is_ok
    assert len(result.items) == 19
    assert (result.stack, result.account_id, result.at) == ("watch", "123456789012", NOW)


def test_every_item_brings_evidence_that_can_be_exported() -> None:
    result = practice_check(Account().aws, STATUS, clock=lambda: NOW, wait=wait)

    assert all(each.evidence for each in result.items)
    assert msgspec.json.decode(msgspec.json.encode(result), type=type(result)) == result
    assert len({each.id for each in result.items}) == len(result.items)

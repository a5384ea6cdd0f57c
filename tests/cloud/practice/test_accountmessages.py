from datetime import UTC, datetime

import msgspec
import pytest

from cloud.practice.accountmessages import (
    ACCOUNT_ID,
    AccountAddresses,
    AccountInfo,
    AccountStatus,
    AdvanceWish,
    Mail,
    Scenario,
    ScenarioWish,
)

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "message",
    [
        AccountAddresses(pid=1, protocol=1, port=2, token="t"),
        AccountInfo(pid=1, protocol=1, url="http://127.0.0.1:2"),
        AccountStatus(NOW, 60.0, (Scenario.THROTTLED,), 7, 8),
        AdvanceWish(60.0),
        Mail(NOW, "a@example.com", "Subject", "Text"),
        ScenarioWish(Scenario.STARVATION, is_on=False, channel="studio"),
    ],
)
def test_messages_survive_their_json(message: msgspec.Struct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(message), type=type(message)) == message


@pytest.mark.parametrize("seconds", [0, -1, 367 * 86_400])
def test_a_clock_goes_forward_by_a_year_at_most(seconds: float) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"seconds": seconds}, AdvanceWish)


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"scenario": "flood"}, ScenarioWish)


def test_the_account_is_nobodys() -> None:
    assert ACCOUNT_ID == "123456789012"

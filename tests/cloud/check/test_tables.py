import pytest

from cloud.check.tables import check_tables
from tests.cloud.check.accounts import BARE, STATUS, Account


def test_tables_are_shown_with_keys_and_index() -> None:
    sessions, metrics, rollups = check_tables(Account().aws, STATUS)

    assert sessions.finding.en == "sessions: sessionId + timestamp, ChannelIdIndex"
    assert metrics.is_ok
    assert rollups.is_ok


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("GlobalSecondaryIndexes", "ChannelIdIndex"),
        ("BillingModeSummary", "by request"),
        ("ttl", "expire"),
    ],
)
def test_what_a_table_lacks_is_said(lacks: str, said: str) -> None:
    account = Account()
    account.tables.lacks = lacks

    sessions, *_ = check_tables(account.aws, STATUS)

    assert sessions.is_ok is False
    assert said in sessions.finding.en


def test_a_stack_without_tables_says_so_for_each() -> None:
    assert [each.is_ok for each in check_tables(Account().aws, BARE)] == [False] * 3


def test_a_missing_permission_is_a_finding_with_its_action() -> None:
    account = Account()
    account.tables.lacks = "permission"

    sessions, *_ = check_tables(account.aws, STATUS)

    assert "dynamodb:DescribeTable" in sessions.finding.en
    assert "dynamodb:DescribeTable" in sessions.finding.ja

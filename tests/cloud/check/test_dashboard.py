import json

from cloud.check.dashboard import check_dashboard, names_in
from tests.cloud.check.accounts import BARE, STATUS, WIDGETS, Account


def test_metrics_may_stand_in_widgets_of_their_own() -> None:
    items = {each.id: each for each in check_dashboard(Account().aws, STATUS)}

    assert items["dashboard.quality"].is_ok
    assert len(items) == 6


def test_a_widget_that_is_missing_is_named() -> None:
    account = Account()
    body = {"widgets": [{"type": "metric", "properties": each} for each in WIDGETS[1:]]}
    account.cloudwatch.answers["get_dashboard"] = {"DashboardBody": json.dumps(body)}

    items = {each.id: each for each in check_dashboard(account.aws, STATUS)}

    assert [name for name, each in items.items() if not each.is_ok] == ["dashboard.viewers-now"]
    assert "CurrentViewers" in items["dashboard.viewers-now"].finding.en


def test_without_a_dashboard_there_is_one_finding() -> None:
    (item,) = check_dashboard(Account().aws, BARE)

    assert item.is_ok is False


def test_names_are_found_in_rows_and_in_searches() -> None:
    properties = {"metrics": [["AWS/IVS", "A"], [{"expression": "SEARCH('ChatActivity')"}]]}

    assert names_in(properties) == {"A", "ChatActivity"}

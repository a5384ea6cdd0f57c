import json

import pytest

from cloud.errors import TemplateError
from desktop.commands import cloudchanges, cloudviews
from desktop.commands.clouddesk import DONE, NOT_AS_WANTED
from desktop.commands.cloudwords import CloudWish
from tests.desktop.commands.clouddesks import desk_of
from tests.fakes.formation import FakeFormation


def test_the_catalogue_needs_no_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert cloudviews.catalogue(desk_of(CloudWish("catalogue"))) == DONE
    assert "live-ivs" in capsys.readouterr().out

    assert cloudviews.catalogue(desk_of(CloudWish("catalogue", is_json=True))) == DONE
    rows = json.loads(capsys.readouterr().out)["architectures"]
    assert "live-ivs" in [each["id"] for each in rows]


def test_the_price_needs_no_account_and_no_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    for pattern_id in ("live-ivs", "live-hls-dash", "chat-distributed"):
        assert cloudviews.cost(desk_of(CloudWish("cost", pattern_id, is_json=True))) == DONE
        price = json.loads(capsys.readouterr().out)["price"]
        assert price["lines"]
        assert all(each["rate"]["source"] or each["usd"] is None for each in price["lines"])


def test_a_parameter_that_cannot_be_has_no_price() -> None:
    wish = CloudWish("cost", "live-ivs", parameters=(("ChannelType", "HUGE"),))

    with pytest.raises(TemplateError):
        cloudviews.cost(desk_of(wish))


def test_one_stack_or_all_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    formation = FakeFormation()
    cloudchanges.apply(desk_of(CloudWish("apply", "live-ivs", "show"), formation))
    capsys.readouterr()

    assert cloudviews.status(desk_of(CloudWish("status"), formation)) == DONE
    assert capsys.readouterr().out.startswith("show  live-ivs  ready")
    absent = CloudWish("status", "live-ivs", "other", is_json=True)
    assert cloudviews.status(desk_of(absent, formation)) == NOT_AS_WANTED
    assert json.loads(capsys.readouterr().out)["stacks"][0]["phase"] == "absent"


def test_a_stack_without_monitoring_does_not_pass_its_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wish = CloudWish("check", "monitoring", "watch", is_json=True)

    assert cloudviews.check(desk_of(wish)) == NOT_AS_WANTED
    assert not json.loads(capsys.readouterr().out)["is_ok"]


def test_a_policy_is_json_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert cloudviews.policy(desk_of(CloudWish("policy", role="operator"))) == DONE

    policy = json.loads(capsys.readouterr().out)
    assert policy["Version"] == "2012-10-17"
    assert "arn:aws:lambda:ap-northeast-1:123456789012:function:livedesk*" in str(policy)


def test_where_no_stack_stands_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cloudviews.status(desk_of(CloudWish("status"))) == DONE

    assert capsys.readouterr().out == "There is no stack.\n"

import json
from pathlib import Path
from typing import Any

import pytest

from cloud.errors import NotThere, PlanError, TemplateError
from desktop.commands import cloudchanges
from desktop.commands.cloud import REFUSED, USAGE, exit_code_of
from desktop.commands.cloudchanges import usage_of
from desktop.commands.clouddesk import DONE, NOT_AS_WANTED
from desktop.commands.cloudwords import CloudWish
from tests.desktop.commands.clouddesks import desk_of
from tests.fakes.formation import FakeFormation

APPLY = CloudWish("apply", "live-ivs", "show", is_json=True)


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_plan_leaves_nothing_behind(capsys: pytest.CaptureFixture[str]) -> None:
    formation = FakeFormation()

    code = cloudchanges.plan(desk_of(APPLY._replace(deed="plan"), formation))

    result = printed(capsys)
    assert code == DONE
    assert result["is_applicable"]
    assert [each["logical_id"] for each in result["changes"]] == ["Channel", "PlaybackKeyPair"]
    assert formation.find("show") is None


def test_a_plan_that_fails_says_so_by_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    wish = APPLY._replace(deed="plan", parameters=(("ChannelType", "HUGE"),))

    assert cloudchanges.plan(desk_of(wish)) == NOT_AS_WANTED
    assert printed(capsys)["problem"]["code"] == "parameter-invalid"


def test_applying_prints_every_event_and_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code = cloudchanges.apply(desk_of(APPLY))

    result = printed(capsys)
    assert code == DONE
    assert result["stack"]["phase"] == "ready"
    assert result["events"][-1]["status"] == "CREATE_COMPLETE"


def test_a_stack_that_fails_has_its_exit_code_and_its_cause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    formation = FakeFormation()
    formation.fails = {"Channel": "limit reached"}

    code = cloudchanges.apply(desk_of(APPLY, formation))

    result = printed(capsys)
    assert code == result["exit_code"] == 9
    assert "limit reached" in result["problem"]["message"]
    assert result["stack"]["phase"] == "rolled-back"


def test_live_without_the_name_leaves_no_plan_behind() -> None:
    formation = FakeFormation()
    wish = APPLY._replace(profile="studio", region="us-east-1")

    with pytest.raises(PlanError):
        cloudchanges.apply(desk_of(wish, formation, typed="yes"))

    assert formation.find("show") is None


def test_nothing_to_do_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    formation = FakeFormation()
    cloudchanges.apply(desk_of(APPLY, formation))
    capsys.readouterr()

    assert cloudchanges.apply(desk_of(APPLY, formation)) == DONE
    assert printed(capsys)["events"] == []


def test_a_teardown_ends_with_its_proof(capsys: pytest.CaptureFixture[str]) -> None:
    formation = FakeFormation()
    cloudchanges.apply(desk_of(APPLY, formation))
    capsys.readouterr()

    code = cloudchanges.destroy(desk_of(APPLY._replace(deed="destroy"), formation))

    result = printed(capsys)
    assert code == DONE
    assert result["is_clean"]
    assert "tag:GetResources" in result["looked_by"]


@pytest.mark.parametrize("deed", ["destroy", "start", "stop"])
def test_an_architecture_that_does_not_exist_is_no_success(deed: str) -> None:
    desk = desk_of(CloudWish(deed, "live-isv", "livedesk-live-isv"))

    with pytest.raises(TemplateError) as refused:
        cloudchanges.__dict__[deed](desk)

    assert exit_code_of(refused.value) == USAGE
    assert str(refused.value) == "There is no architecture named live-isv."


@pytest.mark.parametrize("deed", ["destroy", "start", "stop"])
def test_a_stack_that_does_not_exist_is_no_success(deed: str) -> None:
    desk = desk_of(CloudWish(deed, "live-ivs", "shwo"))

    with pytest.raises(NotThere) as refused:
        cloudchanges.__dict__[deed](desk)

    assert exit_code_of(refused.value) == REFUSED
    assert str(refused.value) == "The stack shwo doesn't exist."


def test_what_has_nothing_to_start_is_left_alone(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    formation = FakeFormation()
    start, stop = (APPLY._replace(deed=deed, is_json=False) for deed in ("start", "stop"))
    cloudchanges.apply(desk_of(APPLY, formation))
    capsys.readouterr()

    assert cloudchanges.start(desk_of(start, formation, folder=data_dir)) == DONE
    assert cloudchanges.stop(desk_of(stop, formation, folder=data_dir)) == DONE


def test_the_price_is_of_the_show_that_was_named() -> None:
    usage = usage_of(CloudWish("cost", viewers=10_000, live_hours=3.0))

    assert (usage.viewers, usage.live_hours, usage.hours) == (10_000, 3.0, 3.0)


def test_practice_sends_from_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    wish = CloudWish("plan", "live-hls-dash", "show", is_json=True)

    assert cloudchanges.plan(desk_of(wish)) == DONE

    assert printed(capsys)["parameters"]["InputCidr"] == "127.0.0.1/32"


def test_the_only_channel_there_is_is_the_one_that_is_watched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    formation = FakeFormation()
    cloudchanges.apply(desk_of(APPLY, formation))
    capsys.readouterr()

    cloudchanges.plan(desk_of(CloudWish("plan", "monitoring", "watch", is_json=True), formation))

    assert "ChannelArn = value-of-ChannelArn  (of show)" in capsys.readouterr().err

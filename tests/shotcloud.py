"""States of the cloud page that `tests.shot` takes pictures of."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from cloud.errors import CallDenied, CloudUnreachable, ErrorCode, StackError
from cloud.models import (
    Activity,
    ActivityState,
    ResourceState,
    StackPhase,
    StackStatus,
    TeardownProof,
)
from cloud.patterns.catalogue import catalogue
from cloud.practice.accountmessages import ACCOUNT_ID
from cloud.settings import Account, Mode
from desktop.pages import CLOUD
from desktop.panels.cloud.page import CloudPage
from tests.fakes import cloudstory
from tests.fakes.cloud import FakeSide
from tests.fakes.cloudstory import IVS, MEDIALIVE
from tests.shotstates import Stage

LIVE = Account(Mode.LIVE, "studio", "ap-northeast-1")


def _side(stage: Stage) -> FakeSide:
    side = stage.app._outside.cloud_door.side  # type: ignore[attr-defined]
    assert isinstance(side, FakeSide)
    return side


def _page(stage: Stage, pattern: str = "live-ivs", tab: str = "settings") -> CloudPage:
    stage.app.window.furniture.pages.show_page(CLOUD)
    _settle(stage)
    page = stage.app.window.findChild(CloudPage, "cloud")
    assert isinstance(page, CloudPage)
    page.finish()
    stage.app.studio.cloud.choose_pattern(pattern)
    page.detail.show_tab(tab)
    _settle(stage)
    return page


def _settle(stage: Stage) -> None:
    from tests.shot import wait

    for _ in range(3):
        wait(120)
        stage.app.mailbox.drain_all()


def catalogue_state(stage: Stage) -> None:
    """Nothing has been made yet."""
    _page(stage)


def medialive(stage: Stage) -> None:
    """The form of the larger live architecture."""
    _page(stage, "live-hls-dash")


def cost(stage: Stage) -> None:
    """What a show costs and what its audience does."""
    _page(stage, "live-hls-dash", "cost")


def planned(stage: Stage) -> None:
    """A plan that replaces something."""
    side = _side(stage)
    side.findings = cloudstory.FINDINGS
    side.the_plan = cloudstory.plan(is_replacing=True)
    side.stacks = {IVS: cloudstory.ready()}
    _page(stage).deeds.do("plan")


def denied(stage: Stage) -> None:
    """A plan that stops at a missing permission."""
    side = _side(stage)
    bad = msgspec.structs.replace(
        cloudstory.FINDINGS[4], is_ok=False, detail="", problem=cloudstory.DENIED
    )
    side.findings = (*cloudstory.FINDINGS[:4], bad)
    side.the_plan = msgspec.structs.replace(
        cloudstory.plan(), findings=side.findings, changes=(), change_set=""
    )
    _page(stage).deeds.do("plan")


def applying(stage: Stage) -> None:
    """A stack that is being made, seen by its events."""
    from desktop.clouding.situation import Deed, Work

    side = _side(stage)
    side.stacks = {MEDIALIVE: cloudstory.changing(MEDIALIVE, "live-hls-dash")}
    page = _page(stage, "live-hls-dash", "events")
    cloud = stage.app.studio.cloud
    cloud.board.put(stacks=side.stacks)
    cloud.board.put_work(MEDIALIVE, Work(Deed.APPLY, events=cloudstory.events()))
    page.detail.show_tab("events")


def ready(stage: Stage) -> None:
    """A stack that stands, with its outputs; something paid runs."""
    side = _side(stage)
    side.stacks = {IVS: cloudstory.ready(), MEDIALIVE: cloudstory.ready(MEDIALIVE, "live-hls-dash")}
    since = datetime.now(UTC) - timedelta(hours=2, minutes=10)
    side.running = (
        msgspec.structs.replace(
            cloudstory.running(), since=since, stops_at=since + timedelta(hours=4)
        ),
    )
    _page(stage, tab="outputs")


def resources(stage: Stage) -> None:
    """What a stack is made of, while it runs."""
    side = _side(stage)
    running = {"Transcoder": Activity(ActivityState.RUNNING)}
    side.stacks = {MEDIALIVE: _doing(cloudstory.ready(MEDIALIVE, "live-hls-dash"), running)}
    _page(stage, "live-hls-dash", tab="resources")


def alarm(stage: Stage) -> None:
    """A show that starves, seen by its alarm."""
    name = "livedesk-monitoring"
    states = {
        "StarvationAlarm": Activity(ActivityState.ALARM),
        "ViewerDropAlarm": Activity(ActivityState.FINE),
        "QualityAlarm": Activity(ActivityState.NO_DATA),
    }
    _side(stage).stacks = {name: _doing(cloudstory.ready(name, "monitoring"), states)}
    _page(stage, "monitoring", tab="resources")


def _doing(status: StackStatus, activities: Mapping[str, Activity]) -> StackStatus:
    resources = tuple(
        msgspec.structs.replace(each, activity=activities.get(each.logical_id))
        for each in status.resources
    )
    return msgspec.structs.replace(status, resources=resources)


def failed(stage: Stage) -> None:
    """A stack that failed and was rolled back."""
    side = _side(stage)
    side.findings = cloudstory.FINDINGS
    side.the_plan = cloudstory.plan()
    page = _page(stage)
    page.deeds.do("plan")
    _settle(stage)
    side.events = cloudstory.events(fails=True)
    reason = side.events[3].reason
    side.error = StackError(ErrorCode.STACK_FAILED, stack=IVS, resource="Channel", reason=reason)
    rolled = msgspec.structs.replace(
        cloudstory.ready(), phase=StackPhase.ROLLED_BACK, outputs=(), resources=()
    )
    side.stacks = {IVS: rolled}
    page.deeds.do("apply")


def torn_down(stage: Stage) -> None:
    """The proof after a teardown."""
    side = _side(stage)
    side.stacks = {IVS: cloudstory.ready()}
    page = _page(stage)
    gone = (ResourceState("Channel", "AWS::IVS::Channel", "arn", "DELETE_COMPLETE"),)
    side.proof = TeardownProof(
        IVS, ACCOUNT_ID, "ap-northeast-1", datetime.now(UTC), gone, (),
        ("tag:GetResources", "ivs:ListChannels"),
    )  # fmt: skip
    page.deeds._do_destroy(IVS, IVS)


def checked(stage: Stage) -> None:
    """The practice check."""
    side = _side(stage)
    known = {each.id for each in catalogue()}
    name = "monitoring" if "monitoring" in known else "live-ivs"
    side.stacks = {f"livedesk-{name}": cloudstory.ready(f"livedesk-{name}", name)}
    side.result = cloudstory.check(f"livedesk-{name}")
    page = _page(stage, name, "check")
    page.deeds.do("check")


def live_account(stage: Stage) -> None:
    """A LIVE account that stopped answering."""
    stage.app.studio.cloud.choose_account(LIVE)
    side_page = _page(stage)
    _side(stage).error = CloudUnreachable("sts", "ap-northeast-1", "ConnectTimeoutError")
    stage.app.studio.cloud.account.look()
    assert side_page.isVisible()


def no_account(stage: Stage) -> None:
    """A LIVE account that could not be opened."""
    door = stage.app._outside.cloud_door  # type: ignore[attr-defined]
    _page(stage)
    door.error = CallDenied("sts:GetCallerIdentity")
    stage.app.studio.cloud.choose_account(LIVE)


def account_dialog(stage: Stage) -> None:
    """Choosing the account."""
    _page(stage).headline.account_button.click()


CLOUD_STATES: dict[str, Callable[[Stage], None]] = {
    "cloud-catalogue": catalogue_state,
    "cloud-medialive": medialive,
    "cloud-cost": cost,
    "cloud-plan": planned,
    "cloud-denied": denied,
    "cloud-applying": applying,
    "cloud-ready": ready,
    "cloud-resources": resources,
    "cloud-alarm": alarm,
    "cloud-failed": failed,
    "cloud-gone": torn_down,
    "cloud-check": checked,
    "cloud-live": live_account,
    "cloud-no-account": no_account,
    "cloud-accounts": account_dialog,
}

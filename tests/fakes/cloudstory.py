"""What a fake cloud answers in a story: a plan, a change under way, a failure, a check."""

from datetime import timedelta

from cloud.costs.pricing import price_of
from cloud.costs.values import Usage
from cloud.errors import ErrorCode, Problem
from cloud.models import (
    Action,
    Change,
    CheckItem,
    CheckResult,
    OutputValue,
    Plan,
    PlanStep,
    Replacement,
    ResourceState,
    Running,
    StackEvent,
    StackPhase,
    StackStatus,
    StepFinding,
)
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import OutputRole, Text
from cloud.practice.accountmessages import ACCOUNT_ID
from cloud.settings import Account
from tests.fakes.cloud import NOW

IVS, MEDIALIVE = "livedesk-live-ivs", "livedesk-live-hls-dash"
_DETAILS = {
    PlanStep.LINT: "0 errors",
    PlanStep.LIFECYCLE: "",
    PlanStep.REGION: "ap-northeast-1",
    PlanStep.QUOTA: "",
    PlanStep.PERMISSION: "14 actions",
    PlanStep.ARTEFACTS: "",
    PlanStep.PRICE: "",
    PlanStep.CHANGE_SET: "2 changes",
}
FINDINGS = tuple(StepFinding(step, True, detail) for step, detail in _DETAILS.items())
DENIED = Problem(ErrorCode.CALL_DENIED, {"action": "ivs:CreateChannel"})


def resource(name: str, kind: str, status: str, reason: str = "") -> ResourceState:
    """Return a resource in this state."""
    return ResourceState(name, kind, f"{name.lower()}-0a1b2c", status, reason)


def ready(stack: str = IVS, pattern_id: str = "live-ivs") -> StackStatus:
    """Return a stack that stands."""
    about = pattern(pattern_id)
    resources = tuple(
        resource(each.logical_id, each.type, "CREATE_COMPLETE") for each in about.resources
    )
    arn = f"arn:aws:ivs:ap-northeast-1:{ACCOUNT_ID}:channel/AbCdEfGh"
    values = {
        OutputRole.CHANNEL_ARN: arn,
        OutputRole.INGEST_ENDPOINT: "a1b2c3d4e5f6.global-contribute.live-video.net",
        OutputRole.PLAYBACK_URL: "https://a1b2c3.ap-northeast-1.playback.live-video.net/AbCd.m3u8",
        OutputRole.INGEST_URL: "rtmp://198.51.100.7:1935/live/a",
        OutputRole.INGEST_URL_2: "rtmp://198.51.100.8:1935/live/b",
        OutputRole.MEDIALIVE_CHANNEL: "1234567",
    }
    outputs = tuple(
        OutputValue(name, values.get(role, "value"), role, name)
        for name, role in about.about.outputs.items()
    )
    return StackStatus(
        stack, StackPhase.READY, "CREATE_COMPLETE", pattern_id, created_at=NOW,
        outputs=outputs, resources=resources,
    )  # fmt: skip


def changing(stack: str = IVS, pattern_id: str = "live-ivs") -> StackStatus:
    """Return a stack that is being made."""
    about = pattern(pattern_id)
    states = ("CREATE_COMPLETE", "CREATE_IN_PROGRESS")
    resources = tuple(
        resource(each.logical_id, each.type, states[min(1, at // 4)])
        for at, each in enumerate(about.resources[:8])
    )
    return StackStatus(
        stack, StackPhase.CHANGING, "CREATE_IN_PROGRESS", pattern_id, resources=resources
    )


def plan(stack: str = IVS, pattern_id: str = "live-ivs", *, is_replacing: bool = False) -> Plan:
    """Return a plan that can be applied."""
    about = pattern(pattern_id)
    parameters = {each.name: each.default or "" for each in about.parameters}
    changes = tuple(Change(Action.ADD, each.logical_id, each.type) for each in about.resources[:6])
    if is_replacing:
        first = about.resources[0]
        changes = (
            Change(
                Action.MODIFY,
                first.logical_id,
                first.type,
                Replacement.YES,
                "old",
                ("Name", "Type"),
            ),
        )
    return Plan(
        pattern_id, stack, Account(), parameters, FINDINGS, changes, "arn:change-set",
        not is_replacing,
        price_of(about, parameters, Usage(), "ap-northeast-1"), NOW,
    )  # fmt: skip


def events(*, fails: bool = False) -> tuple[StackEvent, ...]:
    """Return what happened up to now, the oldest first."""
    rows = [
        (IVS, "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "User Initiated"),
        ("Channel", "AWS::IVS::Channel", "CREATE_IN_PROGRESS", ""),
        ("PlaybackKeyPair", "AWS::IVS::PlaybackKeyPair", "CREATE_IN_PROGRESS", ""),
    ]
    if fails:
        quota = (
            "The number of channels in this account would be 6, and its quota is 5. "
            "Ask for more under Service Quotas."
        )
        rows += [
            ("Channel", "AWS::IVS::Channel", "CREATE_FAILED", quota),
            ("PlaybackKeyPair", "AWS::IVS::PlaybackKeyPair", "CREATE_FAILED",
             "Resource creation cancelled"),
            (IVS, "AWS::CloudFormation::Stack", "ROLLBACK_IN_PROGRESS", "[Channel] failed"),
            (IVS, "AWS::CloudFormation::Stack", "ROLLBACK_COMPLETE", ""),
        ]  # fmt: skip
    else:
        rows.append(("Channel", "AWS::IVS::Channel", "CREATE_COMPLETE", ""))
    return tuple(
        StackEvent(f"e{at}", NOW + timedelta(seconds=at), name, kind, status, reason)
        for at, (name, kind, status, reason) in enumerate(rows)
    )


def running(stack: str = MEDIALIVE) -> Running:
    """Return a channel that has run for two hours and ten minutes."""
    return Running(
        stack, "1234567", Text("MediaLive", "MediaLive"),
        NOW - timedelta(hours=2, minutes=10), 3.11, 6.74,
    )  # fmt: skip


def check(stack: str = "livedesk-monitoring") -> CheckResult:
    """Return a check of which one item fails and one can't be verified yet."""
    rows = [
        ("tables.sessions", "tables",
         ("Table StreamingSessions", "テーブル StreamingSessions"), True,
         ("sessionId, timestamp, ChannelIdIndex", "sessionId・timestamp・ChannelIdIndex")),
        ("alarms.viewers", "alarms", ("Alarm: viewers drop", "アラーム: 視聴者数の急減"), True,
         ("enabled, sends to LiveStreamingAlerts", "有効。LiveStreamingAlerts に通知")),
        ("topic.destinations", "topic", ("Topic has a destination", "トピックの通知先"), False,
         ("nobody is subscribed", "購読なし")),
        ("report.types", "report", ("Report function", "レポート関数"), None,
         ("not part of the template yet", "テンプレートにまだ含まれていません")),
    ]  # fmt: skip
    items = tuple(
        CheckItem(id_, group, Text(*title), is_ok, Text(*finding), {"name": id_, "items": [1, 2]})
        for id_, group, title, is_ok, finding in rows
    )
    return CheckResult(stack, Account(), ACCOUNT_ID, NOW, items)

"""Every row of the catalogue: planned, built, used, changed, torn down, with proof."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from cloud.destination import places_of
from cloud.errors import CallRefused
from cloud.models import Replacement, StackPhase, StackStatus
from cloud.patterns.catalogue import catalogue
from cloud.patterns.metadata import OutputRole
from tests.endtoend.cloud.inventory import added, inventory
from tests.endtoend.cloud.practiceaccount import NEEDED, PracticeAccount, output

Use = Callable[[PracticeAccount, StackStatus], None]


class Row(NamedTuple):
    """What is done with one row."""

    use: Use
    change: Mapping[str, str]
    """Another value of some parameters."""
    changed: set[str]
    """Resources that change with it."""
    retained: int
    """How many data stores stay when the stack goes."""
    other: Mapping[str, str] = {}
    """Values with which something is made anew."""
    anew: frozenset[str] = frozenset()


def keep_code(account: PracticeAccount, status: StackStatus) -> None:
    bucket, body = output(status, OutputRole.ARTEFACT_BUCKET), b"code"
    account.aws().call("s3", "put_object", Bucket=bucket, Key="functions/a.zip", Body=body)
    found = account.aws().call("s3", "get_object", Bucket=bucket, Key="functions/a.zip")

    assert found["Body"].read() == body


def ask_for_the_key(account: PracticeAccount, status: StackStatus) -> None:
    (place,) = places_of(account.aws(), status)

    assert place.url.startswith("rtmp://127.0.0.1:")
    assert place.key
    assert place.key not in repr(place)
    with pytest.raises(CallRefused) as refused:
        account.aws().call("ivs", "get_stream", channelArn=place.channel_arn)
    assert refused.value.service_code == "ChannelNotBroadcasting"


def start_the_channel(account: PracticeAccount, status: StackStatus) -> None:
    """It is left running: the teardown has to stop it."""
    account.stacks().start(status.stack)
    (place,) = places_of(account.aws(), status)
    channel = output(status, OutputRole.MEDIALIVE_CHANNEL)

    state = account.aws().call("medialive", "describe_channel", ChannelId=channel)["State"]
    assert state == "RUNNING"
    assert urlsplit(place.url).scheme == "rtmp"
    assert urlsplit(place.url).port


def invoke(account: PracticeAccount, function: str, event: object) -> Any:
    answer = account.aws().call(
        "lambda", "invoke", FunctionName=function, Payload=json.dumps(event).encode()
    )
    assert "FunctionError" not in answer
    return json.loads(answer["Payload"].read())


def record_a_session(account: PracticeAccount, status: StackStatus) -> None:
    event = {
        "eventType": "stream_start",
        "sessionId": "s-1",
        "channelId": "abcdEFGH1234",
        "streamTitle": "Speedrun",
    }
    answer = invoke(account, output(status, OutputRole.RECORDER_FUNCTION), event)
    table = output(status, OutputRole.SESSIONS_TABLE)
    (item,) = account.aws().call("dynamodb", "scan", TableName=table)["Items"]

    assert answer["statusCode"] == 200
    assert item["streamTitle"] == {"S": "Speedrun"}
    assert item["status"] == {"S": "live"}


def get_a_token(account: PracticeAccount, status: StackStatus) -> None:
    function = next(each.value for each in status.outputs if each.name == "TokenFunctionName")
    answer = invoke(account, function, {"live": "stage", "name": "Kai"})

    assert answer["statusCode"] == 200, answer
    assert json.loads(answer["body"])["token"].count(".") == 2


ROWS: Mapping[str, Row] = {
    "artefacts": Row(keep_code, {}, set(), 0),
    "live-ivs": Row(ask_for_the_key, {"LatencyMode": "NORMAL"}, {"Channel"}, 0),
    "live-hls-dash": Row(
        start_the_channel,
        {"StartoverHours": "24", "PriceClass": "PriceClass_All"},
        {"Packaging", "Distribution"},
        0,
        {"InputType": "RTP_PUSH"},
        frozenset({"Input"}),
    ),
    "monitoring": Row(
        record_a_session,
        {"ChatMessagesPerMinute": "50", "AlertEmail": "kai@example.org"},
        {"AlertsByEmail", "ChatFloodAlarm", "Dashboard"},
        3,
        {"Prefix": "other-"},
        frozenset({"Sessions", "Samples", "Rollups", "Alerts"}),
    ),
    "chat-distributed": Row(get_a_token, {"MaxNodes": "8"}, {"Nodes"}, 1),
}


def test_each_row_of_the_catalogue_is_here() -> None:
    assert ROWS.keys() == {each.id for each in catalogue()}


@pytest.mark.parametrize("pattern_id", ROWS)
def test_a_row_is_built_used_changed_and_torn_down(
    foundation: PracticeAccount, pattern_id: str
) -> None:
    account, row = foundation, ROWS[pattern_id]
    before = inventory(account.aws())
    stack = f"my-{pattern_id}"

    plan = account.plan(pattern_id, stack)
    built = account.apply(plan)
    assert built.phase is StackPhase.READY
    assert {each.logical_id for each in built.resources} == {c.logical_id for c in plan.changes}
    assert added(before, inventory(account.aws()))
    row.use(account, built)

    needed = NEEDED.get(pattern_id, {})
    assert not account.plan(pattern_id, stack).changes
    if row.other:
        plan = account.plan(pattern_id, stack, {**needed, **row.other})
        anew = {each.logical_id for each in plan.replaced if each.replacement is Replacement.YES}
        assert anew >= row.anew
        account.stacks().discard(plan)
    if row.change:
        plan = account.plan(pattern_id, stack, {**needed, **row.change})
        assert {each.logical_id for each in plan.changes} == row.changed
        changed = account.apply(plan)
        assert changed.status == "UPDATE_COMPLETE"
        assert changed.parameters.items() >= row.change.items()

    proof = account.destroy(stack)
    assert proof.is_clean, proof.leftovers
    assert [each.is_retained for each in proof.leftovers] == [True] * row.retained
    assert account.stacks().status(stack).phase is StackPhase.ABSENT
    left = added(before, inventory(account.aws()))
    tables = left.pop("dynamodb list_tables", set())
    assert len(tables) == row.retained
    assert left == {}
    account.delete_tables(tables)

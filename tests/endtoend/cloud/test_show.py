"""A whole show in practice: alarms reach people, the record is right, nothing is left or leaked."""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from cloud.patterns.metadata import OutputRole
from desktop.clouding.evidence import write_evidence
from tests.endtoend.cloud.inventory import added
from tests.endtoend.cloud.practiceaccount import PracticeAccount, output
from tests.endtoend.cloud.wholeshow import EMAIL, QUALITY, STARVATION, Director, Show

# Nobody's, but they look like it: what is found in the environment must not be used or kept.
PLANTED = {
    "AWS_ACCESS_KEY_ID": "AKIAZ4QZ7HUNTER2PLAN",
    "AWS_SECRET_ACCESS_KEY": "Zq7hunter2plantedSecretAccessKey00000000",
    "AWS_SESSION_TOKEN": "IQoJb3JpZ2luX2VjZq7hunter2plantedSessionToken",
}
WORD = "Zq7hunter2NoEchoValue"
GUARDED = """
Parameters:
  Word: {Type: String, NoEcho: true}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Word}}
Outputs:
  Word: {Value: !Ref Word}
"""
KEYS_FILE = "practice-channels.json"
"""The practice ingest's own: it has to know its channels' keys when it starts again."""


@dataclass(frozen=True)
class Seen:
    """The show, and all that was written while it went on."""

    show: Show
    folder: Path
    answers: bytes
    """What plans, stacks, events, check and proofs say, as JSON."""


@pytest.fixture(scope="module")
def planted() -> Iterator[None]:
    """Keys that look real stand in the environment."""
    os.environ |= PLANTED
    yield
    for name in PLANTED:
        del os.environ[name]


@pytest.fixture(scope="module")
def seen(planted: None, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The show that these tests look at."""
    folder = tmp_path_factory.mktemp("show")
    account = PracticeAccount(folder / "home")
    try:
        answers = [msgspec.json.encode(guarded(account))]
        show = Director(account, folder).run()
        assert show.check is not None
        write_evidence(folder / "evidence.zip", show.check, lambda result, item: b"")
    finally:
        account.close()
    told = (show.plans, show.statuses, show.events, show.check, show.mails, show.proofs)
    answers += [msgspec.json.encode(each) for each in told]
    return Seen(show, folder, b"".join(answers))


def guarded(account: PracticeAccount) -> list[object]:
    """What an account says of a stack that was given a secret."""
    aws = account.aws()
    aws.call(
        "cloudformation",
        "create_stack",
        StackName="guarded",
        TemplateBody=GUARDED,
        Parameters=[{"ParameterKey": "Word", "ParameterValue": WORD}],
    )
    account.client.advance(10)
    status = account.stacks().status("guarded")
    assert status.status == "CREATE_COMPLETE"
    events = aws.call("cloudformation", "describe_stack_events", StackName="guarded")
    described = aws.call("cloudformation", "describe_stacks", StackName="guarded")
    aws.call("cloudformation", "delete_stack", StackName="guarded")
    account.client.advance(10)
    return [status, str(events), str(described)]


def test_a_starved_stream_sets_alarms_off_which_reach_the_server(seen: Seen) -> None:
    notice = seen.show.notices[f"{QUALITY} ALARM"]

    assert seen.show.healths == ["HEALTHY", "STARVING", "HEALTHY"]
    assert notice["Trigger"]["Namespace"] == "AWS/IVS"
    assert notice["Trigger"]["MetricName"] == "IngestFramerate"
    assert "Threshold Crossed" in notice["NewStateReason"]
    assert f"{STARVATION} ALARM" in seen.show.notices
    assert f"{QUALITY} OK" in seen.show.notices


def test_they_reach_the_mailbox_once_its_owner_has_confirmed(seen: Seen) -> None:
    assert {each.to for each in seen.show.mails} == {EMAIL}
    subjects = [each.subject.partition(" in ")[0] for each in seen.show.mails]

    assert subjects[0].endswith("Subscription Confirmation")
    assert f'ALARM: "{QUALITY}"' in subjects
    assert f'ALARM: "{STARVATION}"' in subjects
    assert f'OK: "{QUALITY}"' in subjects


def test_the_show_is_one_row_with_what_the_desktop_and_ivs_have_told(seen: Seen) -> None:
    (row,) = seen.show.rows

    assert row["status"] == {"S": "ended"}
    assert row["channelId"]["S"] == seen.show.place.channel_arn.rpartition("/")[2]
    assert row["streamTitle"] == {"S": "Speedrun"}
    assert row["streamerUserId"] == {"S": "kai"}
    assert row["peakViewers"] == {"N": "7"}
    assert row["endedBy"] == {"S": "desktop"}
    assert len(row["streams"]["L"]) == 1
    assert row["starvations"] == {"N": "1"}
    duration_s = float(row["duration"]["N"])
    spent_ms = int(row["endedAt"]["N"]) - int(row["timestamp"]["N"])
    assert duration_s == pytest.approx(spent_ms / 1000, abs=0.01)


def test_the_practice_check_is_all_green_with_evidence(seen: Seen) -> None:
    check = seen.show.check

    assert check is not None
    assert [each.id for each in check.items if not each.is_ok] == []
    assert {each.group for each in check.items} >= {
        "tables", "dashboard", "alarms", "topic", "recorder",
    }  # fmt: skip
    assert all(each.evidence for each in check.items)


def test_in_the_end_only_what_is_kept_on_purpose_is_left(seen: Seen) -> None:
    show = seen.show
    tables = {
        output(show.statuses[-1], role)
        for role in (OutputRole.SESSIONS_TABLE, OutputRole.METRICS_TABLE, OutputRole.ROLLUPS_TABLE)
    }

    assert all(each.is_clean for each in show.proofs.values())
    assert all(each.is_retained for each in show.proofs["watch"].leftovers)
    assert added(show.before, show.after) == {"dynamodb list_tables": tables}


def test_while_it_is_live_only_the_ingest_itself_has_the_key(seen: Seen) -> None:
    assert seen.show.key_files == {KEYS_FILE}


@pytest.mark.parametrize("name", [*PLANTED, "the stream key", "a NoEcho value"])
def test_no_secret_is_written_anywhere(seen: Seen, name: str) -> None:
    secrets = {**PLANTED, "the stream key": seen.show.place.key, "a NoEcho value": WORD}
    secret = secrets[name].encode()
    files = [path for path in seen.folder.rglob("*") if path.is_file()]

    found = [path.name for path in files if secret in path.read_bytes()]
    with zipfile.ZipFile(seen.folder / "evidence.zip") as evidence:
        found += [each for each in evidence.namelist() if secret in evidence.read(each)]

    assert len(secret) > 10
    assert {"journal.jsonl", "account.log", "outbox.sqlite3"} <= {path.name for path in files}
    assert found == []
    assert secret not in seen.answers
    assert secret not in seen.show.processes

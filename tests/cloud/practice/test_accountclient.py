import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from cloud.awsclient import Aws
from cloud.errors import CallRefused, PracticeRefused, PracticeUnreachable
from cloud.practice.account.homefiles import ADDRESSES_FILE, KEPT_FOLDER, LOG_FILE
from cloud.practice.accountclient import AccountClient, AccountInfo, Scenario
from cloud.settings import Account

HEAVY = ("boto3", "botocore", "moto", "cfnlint", "flask", "werkzeug", "starlette", "asyncio")
TIMEOUT_S = 60.0
LOCATION = {"LocationConstraint": "ap-northeast-1"}
TO_FAIL = "Resources: {Bad: {Type: AWS::SQS::Queue}}"


@pytest.fixture(scope="module")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AccountClient]:
    """One account for the tests of this file that need no restart."""
    home = tmp_path_factory.mktemp("account")
    client = AccountClient(home, launch_arguments=["--idle", "300"])
    client.ensure_running(TIMEOUT_S)
    yield client
    client.stop(TIMEOUT_S)


@pytest.fixture
def account(shared_client: AccountClient) -> AccountInfo:
    return shared_client.ensure_running(TIMEOUT_S)


def calls(info: AccountInfo) -> Aws:
    return Aws(Account(region="ap-northeast-1"), practice_url=info.url)


def ended(pid: int) -> bool:
    gone, _ = psutil.wait_procs([psutil.Process(pid)], timeout=TIMEOUT_S)
    return bool(gone)


def test_importing_the_client_loads_nothing_heavy() -> None:
    script = (
        "import cloud.practice.accountclient, sys; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"


def test_what_was_made_is_there_after_a_restart_with_the_same_ids_and_keys(home: Path) -> None:
    client = AccountClient(home / "practice")
    before = client.ensure_running(TIMEOUT_S)
    aws = calls(before)
    made = aws.call("ivs", "create_channel", name="show")
    aws.call("s3", "create_bucket", Bucket="shows", CreateBucketConfiguration=LOCATION)
    aws.call("s3", "put_object", Bucket="shows", Key="あ b", Body=b"\xff" * 100_000)
    queue = aws.call("sqs", "create_queue", QueueName="letters")
    client.control("formation/failures", {"logical_id": "Bad", "reason": "Not now"})
    aws.call("cloudformation", "create_stack", StackName="failed", TemplateBody=TO_FAIL)
    client.advance(3600)
    aws.call("secretsmanager", "create_secret", Name="k", SecretString="hunter2hunter2")
    aws.close()
    os.kill(before.pid, signal.SIGKILL)
    assert ended(before.pid)

    after = client.ensure_running(TIMEOUT_S)
    aws = calls(after)
    channel = aws.call("ivs", "get_channel", arn=made["channel"]["arn"])["channel"]
    key = aws.call("ivs", "get_stream_key", arn=made["streamKey"]["arn"])["streamKey"]
    body = aws.call("s3", "get_object", Bucket="shows", Key="あ b")["Body"].read()
    queues = aws.call("sqs", "list_queues")["QueueUrls"]
    (stack,) = aws.call("cloudformation", "describe_stacks")["Stacks"]
    status = client.status()
    aws.close()
    client.stop(TIMEOUT_S)

    assert (after.pid != before.pid, after.url) == (True, before.url)
    assert channel == made["channel"]
    assert key["value"] == made["streamKey"]["value"]
    assert body == b"\xff" * 100_000
    assert queues == [queue["QueueUrl"]]
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert (status.ahead_s, status.journaled_calls) == (3600.0, 8)
    kept = [each for each in (home / "practice").rglob("*") if each.is_file()]
    assert not [each for each in kept if b"hunter2" in each.read_bytes()]


def test_a_journal_that_makes_no_sense_is_set_aside_and_the_account_starts_empty(
    home: Path,
) -> None:
    client = AccountClient(home)
    folder = home / KEPT_FOLDER
    folder.mkdir()
    (folder / "journal.jsonl").write_text('{"format":1}\nno JSON\n')
    info = client.ensure_running(TIMEOUT_S)
    status = client.status()
    client.stop(TIMEOUT_S)

    assert info.pid > 0
    assert status.journaled_calls == 0
    assert (folder / "journal.jsonl.unreadable").exists()
    assert "is forgotten" in (home / LOG_FILE).read_text()


def test_it_ends_by_itself_when_nobody_uses_it(home: Path) -> None:
    client = AccountClient(home, launch_arguments=["--idle", "0.5"])
    pid = client.ensure_running(TIMEOUT_S).pid

    assert ended(pid)
    assert not (home / ADDRESSES_FILE).exists()
    assert client.find() is None
    with pytest.raises(PracticeUnreachable):
        client.status()


def test_clients_that_race_get_the_same_account_and_a_reset_forgets_all(home: Path) -> None:
    clients = [AccountClient(home) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        infos = list(threads.map(lambda each: each.ensure_running(TIMEOUT_S), clients))
    aws = calls(infos[0])
    aws.call("ivs", "create_channel", name="show")
    aws.close()
    clients[0].reset()
    aws = calls(clients[1].ensure_running(TIMEOUT_S))
    left = aws.call("ivs", "list_channels")["channels"]
    aws.close()
    clients[0].stop(TIMEOUT_S)

    assert len({info.pid for info in infos}) == 1
    assert left == []


def test_time_passes_when_it_is_told_to(shared_client: AccountClient) -> None:
    before = shared_client.status()
    after = shared_client.advance(90)

    assert after.ahead_s == before.ahead_s + 90
    assert (after.now - before.now).total_seconds() >= 90


def test_a_scenario_is_played_until_it_is_ended(
    shared_client: AccountClient, account: AccountInfo
) -> None:
    shared_client.play(Scenario.EXPIRED_CREDENTIALS)
    on = shared_client.status().scenarios
    aws = calls(account)
    with pytest.raises(Exception, match="expired"):
        aws.call("ivs", "list_channels")
    shared_client.play(Scenario.EXPIRED_CREDENTIALS, is_on=False)
    aws.call("ivs", "list_channels")
    aws.close()

    assert on == (Scenario.EXPIRED_CREDENTIALS,)
    assert shared_client.status().scenarios == ()


def test_mails_and_further_control_calls_are_passed_on(shared_client: AccountClient) -> None:
    assert shared_client.mails() == []
    shared_client.touch()
    with pytest.raises(PracticeRefused, match="no such control call"):
        shared_client.control("nothing")


def test_what_aws_refuses_is_refused(account: AccountInfo) -> None:
    aws = calls(account)
    datum = {"MetricName": "ChatActivity", "Value": 1.0, "Unit": "Count/Minute"}
    with pytest.raises(CallRefused) as caught:
        aws.call("cloudwatch", "put_metric_data", Namespace="LiveStreaming", MetricData=[datum])
    with pytest.raises(CallRefused, match="does not offer"):
        aws.call("pricing", "get_products", ServiceCode="AmazonIVS")
    aws.close()

    assert caught.value.service_code == "InvalidParameterValue"
    assert "Count/Second" in str(caught.value)


def test_calls_beside_each_other_get_ids_of_their_own(account: AccountInfo) -> None:
    def make(number: int) -> str:
        aws = calls(account)
        arn = aws.call("ivs", "create_channel", name=f"c{number}")["channel"]["arn"]
        aws.close()
        return str(arn)

    with ThreadPoolExecutor(3) as threads:
        arns = list(threads.map(make, range(6)))

    assert len(set(arns)) == 6


def test_a_web_page_is_refused(account: AccountInfo) -> None:
    request = urllib.request.Request(
        account.url, b"Action=ListTopics", {"Origin": "https://evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=TIMEOUT_S)
    with caught.value as answer:
        assert json.loads(answer.read())["error"] == "This is for programs of this machine only."
        assert answer.code == 403


def test_it_listens_on_loopback_only_and_has_nothing_of_a_real_account(
    account: AccountInfo,
) -> None:
    process = psutil.Process(account.pid)
    listening = [each for each in process.net_connections() if each.status == psutil.CONN_LISTEN]

    assert [each.laddr.ip for each in listening] == ["127.0.0.1"]
    assert process.cmdline()[1:3] == ["-m", "cloud.practice.account"]

import os
import signal
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from cloud.awsclient import Aws
from cloud.errors import CallRefused
from cloud.practice.accountclient import AccountClient
from cloud.practice.client import PracticeClient
from cloud.practice.launch import ALREADY_RUNNING
from cloud.settings import Account
from tests.cloud.practice.publishers import Publisher, wait_until

TIMEOUT_S = 60.0


def ended(pid: int) -> bool:
    gone, _ = psutil.wait_procs([psutil.Process(pid)], timeout=TIMEOUT_S)
    return bool(gone)


def test_what_is_sent_to_a_channel_is_its_stream(home: Path) -> None:
    account, practice = AccountClient(home), PracticeClient(home)
    aws = Aws(Account(), practice_url=account.ensure_running(TIMEOUT_S).url)
    made = aws.call("ivs", "create_channel", name="show")
    arn = made["channel"]["arn"]
    info = practice.ensure_running().channel(arn.rpartition("/")[2].lower())
    assert info.key == made["streamKey"]["value"]
    assert info.rtmp_url == f"rtmp://{made['channel']['ingestEndpoint']}/live"

    def stream() -> dict[str, Any]:
        try:
            return dict(aws.call("ivs", "get_stream", channelArn=arn)["stream"])
        except CallRefused:  # it is not live
            return {}

    with Publisher(info).begin():
        wait_until(lambda: stream().get("state") == "LIVE")
        seen = stream()
        aws.call("ivs", "stop_stream", channelArn=arn)
        wait_until(lambda: not stream())
    (session,) = aws.call("ivs", "list_stream_sessions", channelArn=arn)["streamSessions"]
    aws.call("ivs", "delete_channel", arn=arn)
    left = [channel.name for channel in practice.ensure_running().channels]
    aws.close()
    account.stop(TIMEOUT_S)
    practice.stop()

    assert seen["playbackUrl"] == info.playback_url
    assert session["streamId"] == seen["streamId"]
    assert "endTime" in session
    assert left == ["studio"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_held_it_stays_until_it_is_told_to_end_and_only_one_serves_a_folder(home: Path) -> None:
    client = AccountClient(home, launch_arguments=["--idle", "0", "--hold"])
    info = client.ensure_running(TIMEOUT_S)
    second = client._launch().wait(TIMEOUT_S)
    running = client.find()
    os.kill(info.pid, signal.SIGTERM)

    assert second == ALREADY_RUNNING
    assert running == info
    assert ended(info.pid)
    assert client.find() is None

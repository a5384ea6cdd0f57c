"""The account or the application is killed in the middle of a change, or starts again."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from cloud.models import StackEvent, StackPhase
from cloud.patterns.catalogue import pattern
from cloud.stacks.stacks import Stacks
from tests.endtoend.cloud.inventory import added, inventory
from tests.endtoend.cloud.practiceaccount import NEEDED, NEVER, PracticeAccount
from tests.endtoend.livedesk import start_livedesk

UNTIMED = {"created_at": None, "changed_at": None}


class Gone(Exception):
    """The account was killed."""


@pytest.fixture
def account(data_dir: Path) -> Iterator[PracticeAccount]:
    """One of each test's own, for it ends and starts again; where the application looks for it."""
    account = PracticeAccount(data_dir / "practice")
    yield account
    account.close()


def alarms(account: PracticeAccount) -> dict[str, str]:
    found = account.aws().call("cloudwatch", "describe_alarms")["MetricAlarms"]
    return {each["AlarmName"]: each["StateValue"] for each in found}


def killed(pid: int) -> None:
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(psutil.Error):
        process.wait(30)


def test_after_a_restart_everything_is_as_it_was(account: PracticeAccount) -> None:
    account.build("artefacts")
    status = account.build("monitoring", "watched")
    # Without figures this one stays as it is.
    sensed = {
        "AlarmName": "LiveStreaming-Starvation",
        "StateValue": "ALARM",
        "StateReason": "tried",
    }
    account.aws().call("cloudwatch", "set_alarm_state", **sensed)
    before, states = inventory(account.aws()), alarms(account)
    url, ahead_s = account.info.url, account.client.status().ahead_s

    account.client.stop()
    account.start_again()

    assert account.info.url == url
    assert account.client.status().ahead_s == pytest.approx(ahead_s)
    again = account.stacks().status("watched")
    # A repeated call takes no time, so they differ by what it took.
    assert replace(again, **UNTIMED) == replace(status, **UNTIMED)
    after = inventory(account.aws())
    assert after == before
    assert alarms(account) == states
    assert states["LiveStreaming-Starvation"] == "ALARM"


def test_an_account_that_is_killed_in_the_middle_goes_on_from_its_journal(
    account: PracticeAccount,
) -> None:
    """What was told before the end was written down: the same ids come again."""
    told: list[StackEvent] = []
    plan = account.plan("live-hls-dash", "broken-off")

    def tell(event: StackEvent) -> None:
        told.append(event)
        if event.logical_id == "Transcoder" and event.status == "CREATE_COMPLETE":
            killed(account.info.pid)
            raise Gone  # instead of trying again for a while

    with pytest.raises(Gone):
        Stacks(account.aws()).apply(plan, confirmed="", told=tell, stop=NEVER)
    account.start_again()
    again: list[StackEvent] = []
    status = account.stacks().follow("broken-off", told=again.append, stop=NEVER)

    made = {each.logical_id: each.physical_id for each in status.resources}
    assert status.phase is StackPhase.READY
    assert {each.logical_id: each.physical_id for each in told if each.physical_id}.items() <= {
        **made,
        "broken-off": told[0].physical_id,
    }.items()
    assert account.destroy("broken-off").leftovers == ()


def test_a_change_whose_application_is_killed_is_followed_to_its_end(
    account: PracticeAccount, data_dir: Path
) -> None:
    """`livedesk cloud apply` is killed while it builds; another process watches the rest."""
    before = inventory(account.aws())
    parameters = [f"--param={name}={value}" for name, value in NEEDED["live-hls-dash"].items()]
    process = start_livedesk(
        "cloud", "apply", "live-hls-dash", "--stack", "left", "--region", "us-east-1",
        "--data-dir", data_dir, *parameters,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "CREATE_COMPLETE" in line:
            break
    process.kill()
    process.communicate(timeout=30)
    between = account.stacks().status("left")
    told: list[StackEvent] = []
    status = account.stacks().follow("left", told=told.append, stop=threading.Event())
    proof = account.destroy("left")

    assert between.phase is StackPhase.CHANGING
    assert status.phase is StackPhase.READY
    assert (told[0].logical_id, told[0].status) == ("left", "CREATE_IN_PROGRESS")
    assert (told[-1].logical_id, told[-1].status) == ("left", "CREATE_COMPLETE")
    assert {each.logical_id for each in told} > {each.logical_id for each in status.resources}
    assert len(status.resources) == len(pattern("live-hls-dash").resources)
    assert proof.leftovers == ()
    assert added(before, inventory(account.aws())) == {}

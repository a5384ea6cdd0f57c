"""What practising every architecture costs: planning the largest, and memory when all stand."""

import statistics
import threading
import time

import psutil

from cloud.awsclient import Aws
from cloud.patterns.catalogue import catalogue, pattern
from cloud.practice.accountclient import AccountClient
from cloud.settings import Account
from cloud.stacks.gates import Gates
from cloud.stacks.stacks import Stacks
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row

PLAN_LIMIT_S = 3.0
MEMORY_LIMIT_MB = 300.0
IDLE_S = 600
NEEDED = {
    "live-hls-dash": {"InputCidr": "198.51.100.7/32"},
    "monitoring": {"ChannelArn": "arn:aws:ivs:us-east-1:123456789012:channel/abcdEFGH1234"},
}
"""What has no default."""
UNLINTED = Gates(lint=lambda pattern, region: "", regions=lambda pattern: ("us-east-1",))


def run(bench: Bench) -> list[Row]:
    """Plan the largest template in a process that has linted nothing yet; then build all rows."""
    planned, first, grown, whole = [], [], [], []
    for _ in range(bench.runs):
        client = AccountClient(bench.new_folder(), launch_arguments=("--idle", str(IDLE_S)))
        info = client.ensure_running()
        aws = Aws(Account(region="us-east-1"), practice_url=info.url)
        began_mb = _resident_mb(info.pid)
        stacks = Stacks(aws)
        _build(Stacks(aws, gates=UNLINTED), "artefacts")
        first.append(_plan_s(stacks))
        planned.append(_plan_s(stacks))
        for each in catalogue():
            if each.id != "artefacts":
                _build(stacks, each.id)
        whole.append(_resident_mb(info.pid))
        grown.append(whole[-1] - began_mb)
        aws.close()
        client.stop()
    return [
        _row("plan of the largest template, the first of all", first[:1], PLAN_LIMIT_S, "s"),
        _row("plan of the largest template, again", planned, PLAN_LIMIT_S, "s"),
        _row("practice account: memory for all architectures", grown, MEMORY_LIMIT_MB, "MB"),
        _row("practice account: memory in all, its functions too", whole, MEMORY_LIMIT_MB, "MB"),
    ]


def _row(name: str, found: list[float], limit: float, unit: str) -> Row:
    ours = statistics.median(found)
    note = "runs: " + ", ".join(f"{each:.2f}" for each in found)
    return Row(name, ours, None, ours, limit, unit, note)


def _plan_s(stacks: Stacks) -> float:
    largest = max(catalogue(), key=lambda each: len(each.body))
    begun_s = time.monotonic()
    plan = stacks.plan(largest, f"planned-{largest.id}", NEEDED.get(largest.id, {}))
    took_s = time.monotonic() - begun_s
    if not plan.is_applicable:
        raise NotMeasured(f"the plan of {largest.id} fails: {plan.findings[-1]}")
    stacks.discard(plan)
    return took_s


def _build(stacks: Stacks, pattern_id: str) -> None:
    plan = stacks.plan(pattern(pattern_id), pattern_id, NEEDED.get(pattern_id, {}))
    stacks.apply(plan, confirmed="", told=lambda _: None, stop=threading.Event())


def _resident_mb(pid: int) -> float:
    account = psutil.Process(pid)
    return sum(each.memory_info().rss for each in (account, *account.children(True))) / 1e6

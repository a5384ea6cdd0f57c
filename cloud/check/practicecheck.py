"""Runs the whole check against one stack and one account."""

import threading
from collections.abc import Callable
from datetime import datetime

from cloud.awsclient import Aws
from cloud.check.alarms import check_alarms
from cloud.check.dashboard import check_dashboard
from cloud.check.recorder import check_recorder
from cloud.check.tables import check_tables
from cloud.check.topic import check_topic
from cloud.models import CheckResult, StackStatus
from cloud.stacks.pace import Wait, pace_of, utc_now, wait_for


def practice_check(
    aws: Aws,
    status: StackStatus,
    *,
    clock: Callable[[], datetime] = utc_now,
    wait: Wait = wait_for,
    stop: threading.Event | None = None,
) -> CheckResult:
    """Verify each thing that the monitoring stack promises; evidence is what AWS answered.

    `status`: with resources. Blocks, for up to two minutes in LIVE. Raises SignInError.
    """
    pace = pace_of(is_practice=aws.is_practice, now=clock, wait=wait)
    items = (
        *check_tables(aws, status),
        *check_dashboard(aws, status),
        *check_alarms(aws, status),
        *check_topic(aws, status),
        *check_recorder(aws, status, pace, stop or threading.Event()),
    )
    return CheckResult(
        stack=status.stack,
        account=aws.account,
        account_id=aws.identity().account_id,
        at=clock(),
        items=items,
    )

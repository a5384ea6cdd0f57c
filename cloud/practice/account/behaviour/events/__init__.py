"""Amazon EventBridge: rules, their targets, and schedules by the account's clock."""

from collections.abc import Sequence

from cloud.practice.account.context import AccountContext
from cloud.settings import DEFAULT_REGION


def emit_event(
    context: AccountContext,
    source: str,
    detail_type: str,
    detail: object,
    resources: Sequence[str] = (),
) -> None:
    """Send an event of one of the account's services, e.g. `aws.ivs`, to the default bus.

    Its region is that of the first resource; returns at once.
    """
    parts = resources[0].split(":") if resources else []
    region = parts[3] if len(parts) > 3 and parts[3] else DEFAULT_REGION
    context.emit(region, source, detail_type, detail, resources)

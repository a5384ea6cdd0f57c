"""Tells EventBridge of the practice account what a service of its own has seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloud.practice.account.context import AccountContext


def announce(
    context: AccountContext,
    source: str,
    detail_type: str,
    detail: Mapping[str, Any],
    resources: Sequence[str],
) -> None:
    """Send an event of AWS's own to the rules; `source`: e.g. `aws.ivs`."""
    if context.is_replaying:
        return
    from cloud.practice.account.behaviour.events import emit_event

    emit_event(context, source, detail_type, dict(detail), list(resources))

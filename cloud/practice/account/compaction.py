"""Says which of the journal's entries need not be repeated any more. Pure."""

from collections.abc import Iterable

from cloud.practice.account.journal import Entry

METRICS_KEPT_S = 3 * 3600.0
"""What CloudWatch keeps of its finest resolution; older points are not worth a slow start."""


def compacted(entries: Iterable[Entry], now_s: float) -> list[Entry]:
    """Return what still matters, in order; `now_s`: this machine's time, since 1970."""
    listed = list(entries)
    ahead_s = sum(each.advance_s for each in listed)
    oldest_s = now_s + ahead_s - METRICS_KEPT_S
    kept = [each for each in listed if not (_is_measured(each) and each.at_s < oldest_s)]
    return _with_one_clock(kept, ahead_s)


def _is_measured(entry: Entry) -> bool:
    return entry.operation in ("PutMetricData", "SetAlarmState")


def _with_one_clock(entries: list[Entry], ahead_s: float) -> list[Entry]:
    """Put all steps of the clock together into one at the end: entries have their own times."""
    if not ahead_s:
        return entries
    calls = [each for each in entries if each.method]
    last_s = max((each.at_s for each in entries), default=0.0)
    return [*calls, Entry(at_s=last_s, advance_s=ahead_s)]

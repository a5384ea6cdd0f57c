"""Says which of the journal's entries need not be repeated any more, or only together. Pure."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from cloud.practice.account.journal import Entry, KeptBody

METRICS_KEPT_S = 3 * 3600.0
"""What CloudWatch keeps of its finest resolution; older points are not worth a slow start."""
FEWEST_JOINED = 50
MOST_DATA = 1000
"""In one PutMetricData."""


def compacted(entries: Iterable[Entry], now_s: float) -> list[Entry]:
    """Return what still matters, in order; `now_s`: this machine's time, since 1970."""
    listed = list(entries)
    ahead_s = sum(each.advance_s for each in listed)
    oldest_s = now_s + ahead_s - METRICS_KEPT_S
    kept = [each for each in listed if not (_is_measured(each) and each.at_s < oldest_s)]
    return _with_one_clock(_with_data_together(kept), ahead_s)


def _is_measured(entry: Entry) -> bool:
    return entry.operation in ("PutMetricData", "SetAlarmState")


def _with_data_together(entries: Sequence[Entry]) -> list[Entry]:
    """Put the data of many calls of PutMetricData into few; each has its own time."""
    put = sorted((each for each in entries if _is_joinable(each)), key=_destination)
    if len(put) < FEWEST_JOINED:
        return list(entries)
    others = [each for each in entries if not _is_joinable(each)]
    return [*others, *(one for _, same in groupby(put, _destination) for one in _joined(same))]


def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield calls with the data of all; the entries have the same destination."""
    data: list[Any] = []
    last: Entry | None = None
    for entry in sorted(entries, key=lambda each: each.at_s):
        own = [{"Timestamp": entry.at_s, **each} for each in _members(entry)["MetricData"]]
        if last is not None and len(data) + len(own) > MOST_DATA:
            yield _with_data(last, data)
            data = []
        data += own
        last = entry
    if last is not None:
        yield _with_data(last, data)


def _with_data(entry: Entry, data: list[Any]) -> Entry:
    members = {"Namespace": _members(entry)["Namespace"], "MetricData": data}
    return replace(entry, body=KeptBody(text=json.dumps(members)))


def _is_joinable(entry: Entry) -> bool:
    return entry.operation == "PutMetricData" and entry.body.text.startswith("{")


def _destination(entry: Entry) -> tuple[str, str]:
    return entry.region, str(_members(entry).get("Namespace", ""))


def _members(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entry.body.text)
    return found


def _with_one_clock(entries: list[Entry], ahead_s: float) -> list[Entry]:
    """Put all steps of the clock together into one at the end: entries have their own times."""
    if not ahead_s:
        return entries
    calls = [each for each in entries if each.method]
    last_s = max((each.at_s for each in entries), default=0.0)
    return [*calls, Entry(at_s=last_s, advance_s=ahead_s)]

"""What is paid by the hour and runs: since when, what it has cost, and when it is to be stopped.

The account says what runs; since when is in no service's answer, so Livedesk notes it where it
starts something. What was started elsewhere counts from when it was first seen, and that is said.
"""

import contextlib
import math
import os
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from cloud.awsclient import Aws
from cloud.costs.pricing import price_line
from cloud.costs.quantities import counts
from cloud.costs.ratetable import RateTable, fallback
from cloud.costs.values import Usage
from cloud.errors import CallError
from cloud.models import Running, StackPhase, StackStatus
from cloud.patterns.catalogue import catalogue
from cloud.patterns.metadata import Basis, OutputRole, Text
from cloud.patterns.pattern import Pattern
from cloud.settings import Account

MEDIALIVE_LEAST = timedelta(minutes=10)
"""What a start of a channel costs at least; from then on each begun minute."""
_MEDIALIVE = Text(en="MediaLive", ja="MediaLive")
MEDIALIVE_RUNS = ("STARTING", "RUNNING", "RECOVERING")
NOTHING_STANDS = (StackPhase.ABSENT, StackPhase.PLANNED)
_ONE_HOUR = Usage(live_hours=1.0, viewers=0, messages_per_s=0.0, hours=1.0)


class Noted(Struct, frozen=True):
    """What is remembered of one thing that runs."""

    since: datetime
    is_since_known: bool
    stops_at: datetime | None = None


class RunningNotes:
    """The notes as a file that window and command line share. Any thread; reads and writes disk."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def started(self, key: str, at: datetime) -> None:
        """Note that Livedesk started it."""
        self._change(key, Noted(at, True))

    def stopped(self, key: str) -> None:
        """Forget it."""
        self._change(key, None)

    def seen(self, key: str, at: datetime) -> Noted:
        """Return what is known of something that runs; `at` counts if nothing was."""
        noted = self._read().get(key)
        if noted is None:
            noted = Noted(at, False)
            self._change(key, noted)
        return noted

    def stop_at(self, key: str, when: datetime | None, now: datetime) -> None:
        """Have it stopped then, or not at all (None)."""
        self._change(key, msgspec.structs.replace(self.seen(key, now), stops_at=when))

    def has_any(self, account: Account) -> bool:
        """Tell whether anything of an account is noted."""
        return any(key.startswith(key_of(account, "")[:-1]) for key in self._read())

    def _change(self, key: str, noted: Noted | None) -> None:
        with self._lock:
            notes = {each: was for each, was in self._read().items() if each != key}
            if noted is not None:
                notes[key] = noted
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(".new")
            beside.write_bytes(msgspec.json.encode(notes))
            os.replace(beside, self._file)

    def _read(self) -> dict[str, Noted]:
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, Noted])
        return {}


def key_of(account: Account, stack: str, resource: str = "") -> str:
    """Return under which name something is noted."""
    whose = account.profile or account.mode.value
    return "/".join((whose, account.region, stack, resource))


def running(
    aws: Aws,
    stacks: Iterable[StackStatus],
    notes: RunningNotes,
    now: datetime,
    rates: RateTable | None = None,
    patterns: Iterable[Pattern] | None = None,
) -> tuple[Running, ...]:
    """Return everything of these stacks that costs by the hour now.

    Asks the account for the state of each MediaLive channel; raises SignInError and CallError.
    `rates` and `patterns`: None = those that Livedesk brings.
    """
    rates = rates or fallback(aws.region)
    known = {each.id: each for each in (catalogue() if patterns is None else patterns)}
    found: list[Running] = []
    for stack in stacks:
        about = known.get(stack.pattern_id)
        if about is None or stack.phase in NOTHING_STANDS:
            continue
        if channel := stack.output(OutputRole.MEDIALIVE_CHANNEL):
            found.extend(_channel(aws, stack, about, channel, notes, now, rates))
        usd, is_complete = _hourly(about, stack.parameters, Basis.HOUR, rates)
        if (usd or not is_complete) and stack.created_at:
            hours = (now - stack.created_at).total_seconds() / 3600
            found.append(
                Running(
                    stack=stack.stack,
                    resource="",
                    service=about.about.title,
                    since=stack.created_at,
                    usd_per_hour=usd,
                    usd_so_far=usd * hours,
                    is_complete=is_complete,
                    can_stop=False,
                )
            )
    return tuple(found)


def due(things: Iterable[Running], now: datetime) -> tuple[Running, ...]:
    """Return what should have been stopped by now."""
    return tuple(each for each in things if each.stops_at is not None and each.stops_at <= now)


def billed(since: datetime, now: datetime) -> timedelta:
    """Return for how long a MediaLive channel that runs has to be paid."""
    ran = max(now - since, MEDIALIVE_LEAST)
    return timedelta(minutes=math.ceil(ran / timedelta(minutes=1)))


# ---- private ----


def _channel(
    aws: Aws,
    stack: StackStatus,
    about: Pattern,
    channel: str,
    notes: RunningNotes,
    now: datetime,
    rates: RateTable,
) -> Iterable[Running]:
    key = key_of(aws.account, stack.stack, channel)
    try:
        state = aws.call("medialive", "describe_channel", ChannelId=channel)["State"]
    except CallError:
        if stack.phase is StackPhase.READY:
            raise
        return  # it is going, or did not come
    if state not in MEDIALIVE_RUNS:
        notes.stopped(key)
        return
    noted = notes.seen(key, now)
    usd, is_complete = _hourly(about, stack.parameters, Basis.LIVE_HOUR, rates)
    yield Running(
        stack=stack.stack,
        resource=channel,
        service=_MEDIALIVE,
        since=noted.since,
        usd_per_hour=usd,
        usd_so_far=usd * (billed(noted.since, now) / timedelta(hours=1)),
        is_complete=is_complete,
        is_since_known=noted.is_since_known,
        stops_at=noted.stops_at,
    )


def _hourly(
    about: Pattern, parameters: Mapping[str, str], per: Basis, rates: RateTable
) -> tuple[float, bool]:
    """Return what is known of an hour's cost of this kind, and whether that is all."""
    chosen = {each.name: each.default or "" for each in about.parameters} | dict(parameters)
    amounts = [
        price_line(line, _ONE_HOUR, chosen, 0.0, rates).usd
        for line in about.about.costs
        if line.per is per and counts(line, chosen)
    ]
    return sum(usd for usd in amounts if usd), None not in amounts

"""Keeps what happened by itself for the next start: no call in the journal can repeat it.

States and history of alarms, mails, and what the account's services measured of themselves.
"""

import contextlib
import logging
import os
from pathlib import Path
from typing import Any

import msgspec
from moto.cloudwatch.models import cloudwatch_backends
from msgspec import Struct

from cloud.practice.account.behaviour.alarms import history
from cloud.practice.account.behaviour.metrics.metricpages import moment
from cloud.practice.account.behaviour.metrics.metricrequests import seconds
from cloud.practice.account.behaviour.metrics.metricservice import metrics_of
from cloud.practice.account.behaviour.metrics.samples import MetricKey, Sample
from cloud.practice.account.behaviour.regions import in_use
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID, Mail

HAPPENED_FILE = "happened.json"
MEASURED_FILE = "measured.json"
SERVICES = "AWS/"
"""Namespaces beginning so are measured by services; calls put the others, and are repeated."""
_log = logging.getLogger(__name__)


class KeptAlarm(Struct, frozen=True):
    """The state of one alarm."""

    state: str
    reason: str
    reason_data: str
    at_s: float


class KeptItem(Struct, frozen=True):
    """One item of the alarms' history."""

    at_s: float
    content: dict[str, str]


class Happened(Struct, frozen=True):
    """What happened by itself, by region."""

    mails: list[Mail] = []
    alarms: dict[str, dict[str, KeptAlarm]] = {}
    history: dict[str, list[KeptItem]] = {}


class Line(Struct, frozen=True):
    """One metric that a service measured."""

    region: str
    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    samples: list[Sample]


class Keeper:
    """Writes to the account's own folder, and reads it once. Hold the account's lock."""

    def __init__(self, context: AccountContext, folder: Path) -> None:
        self._context = context
        self._folder = folder
        self._written = b""

    def restore(self) -> None:
        """Put back what was kept; what can't be read is left out."""
        if (happened := self._read(HAPPENED_FILE, Happened)) is not None:
            self._context.mails[:] = _together(happened.mails, self._context.mails)
            for region, alarms in happened.alarms.items():
                _restore_alarms(cloudwatch_backends[ACCOUNT_ID][region], alarms)
            for region, items in happened.history.items():
                kept = history.history_of(cloudwatch_backends[ACCOUNT_ID][region])
                kept.clear()
                kept.extend({**each.content, "Timestamp": moment(each.at_s)} for each in items)
        for line in self._read(MEASURED_FILE, list[Line]) or ():
            key = MetricKey(line.namespace, line.name, line.dimensions)
            store = metrics_of(line.region)
            for sample in line.samples:
                store.put(key, sample)

    def keep(self) -> None:
        """Write down what happened, if anything new did."""
        content = msgspec.json.encode(self._happened())
        if content != self._written:
            self._write(HAPPENED_FILE, content)
            self._written = content

    def keep_all(self) -> None:
        """Write everything down, also what was measured: at the end."""
        self.keep()
        self._write(MEASURED_FILE, msgspec.json.encode(self._measured()))

    # ---- private ----

    def _happened(self) -> Happened:
        regions = dict(in_use(cloudwatch_backends))
        return Happened(
            mails=list(self._context.mails),
            alarms={
                region: {name: _kept(alarm) for name, alarm in backend.alarms.items()}
                for region, backend in regions.items()
                if backend.alarms
            },
            history={
                region: [_item(each) for each in items]
                for region, backend in regions.items()
                if (items := history.history_of(backend))
            },
        )

    def _measured(self) -> list[Line]:
        now_s = self._context.clock.now_s()
        lines = []
        for region, _ in in_use(cloudwatch_backends):
            store = metrics_of(region)
            for key in store.keys(now_s):
                if key.namespace.startswith(SERVICES):
                    samples = list(store.between(key, 0.0, now_s + 60.0, now_s + 3600.0))
                    lines.append(Line(region, key.namespace, key.name, key.dimensions, samples))
        return lines

    def _read(self, name: str, kind: Any) -> Any:
        try:
            return msgspec.json.decode((self._folder / name).read_bytes(), type=kind)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            _log.warning("what happened before is forgotten: %s", error)
            return None

    def _write(self, name: str, content: bytes) -> None:
        beside = self._folder / f"{name}.new"
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            beside.replace(self._folder / name)
        except OSError as error:
            _log.warning("what happened can't be kept: %s", error.strerror)
            with contextlib.suppress(OSError):
                beside.unlink()


def _together(kept: list[Mail], repeated: list[Mail]) -> list[Mail]:
    """Return each mail once: questions are asked again when their calls are repeated."""
    known = {(each.to, each.text) for each in kept}
    return [*kept, *(each for each in repeated if (each.to, each.text) not in known)]


def _kept(alarm: Any) -> KeptAlarm:
    return KeptAlarm(
        str(alarm.state_value),
        alarm.state_reason,
        alarm.state_reason_data,
        seconds(alarm.state_updated_timestamp),
    )


def _restore_alarms(backend: Any, alarms: dict[str, KeptAlarm]) -> None:
    for name, kept in alarms.items():
        if (alarm := backend.alarms.get(name)) is not None:
            alarm.state_value, alarm.state_reason = kept.state, kept.reason
            alarm.state_reason_data = kept.reason_data
            alarm.state_updated_timestamp = moment(kept.at_s)


def _item(item: history.Item) -> KeptItem:
    content = {name: value for name, value in item.items() if name != "Timestamp"}
    return KeptItem(seconds(item["Timestamp"]), content)

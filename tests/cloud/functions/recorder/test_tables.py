from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from cloud.functions.recorder.events import Origin
from cloud.functions.recorder.rollups import rollup
from cloud.functions.recorder.sessions import after
from cloud.functions.recorder.tables import Conflict, Tables
from tests.cloud.functions.recorder.account import account, create_tables, delete_tables, tables
from tests.cloud.functions.recorder.told import CHANNEL, SHOW, T0, ended, sample, started


@pytest.fixture(scope="module")
def _account() -> Iterator[Any]:
    with account() as dynamodb:
        delete_tables(dynamodb)
        yield dynamodb


@pytest.fixture
def dynamodb(_account: Any) -> Iterator[Any]:
    create_tables(_account)  # an account of its own for each test would take far longer
    yield _account
    delete_tables(_account)


@pytest.fixture
def store(dynamodb: Any) -> Tables:
    return tables(dynamodb)


def test_a_session_is_found_by_its_id_and_by_its_channel(store: Tables) -> None:
    session = after(None, started())
    store.save(session, None)

    kept = replace(session, version=1)
    assert store.session(SHOW) == kept
    assert store.latest(CHANNEL, T0, 5) == [kept]
    assert store.latest(CHANNEL, T0 - 1, 5) == []
    assert store.session("another") is None


def test_defect_06_an_end_changes_the_row_of_its_start(store: Tables, dynamodb: Any) -> None:
    store.save(after(None, started()), None)
    begun = store.session(SHOW)
    assert begun is not None
    store.save(after(begun, ended()), begun)

    (row,) = dynamodb.Table("StreamingSessions").scan()["Items"]
    assert (row["timestamp"], row["status"], row["version"]) == (T0, "ended", 2)


def test_what_somebody_else_changed_is_a_conflict(store: Tables) -> None:
    store.save(after(None, started()), None)
    begun = store.session(SHOW)
    assert begun is not None
    store.save(after(begun, ended()), begun)

    with pytest.raises(Conflict):
        store.save(after(begun, ended()), begun)
    with pytest.raises(Conflict):
        store.save(after(None, started()), None)


def test_a_session_moves_to_its_beginning_in_one_step(store: Tables, dynamodb: Any) -> None:
    store.save(after(None, ended("st-1", origin=Origin.IVS)), None)
    headless = store.session("st-1")
    assert headless is not None
    whole = after(headless, started("st-1", T0, Origin.IVS))
    store.save(whole, headless)

    (row,) = dynamodb.Table("StreamingSessions").scan()["Items"]
    assert row["timestamp"] == T0
    with pytest.raises(Conflict):
        store.save(whole, headless)


def test_parts_go_when_their_whole_is_written(store: Tables) -> None:
    store.save(after(None, started("st-1", T0, Origin.IVS)), None)
    part = store.session("st-1")
    assert part is not None

    store.save(after(None, started()), None, [part])

    assert [each.session_id for each in store.latest(CHANNEL, T0, 5)] == [SHOW]


def test_defect_05_samples_are_read_beyond_the_first_page(store: Tables) -> None:
    long = "x" * 3_000  # a page ends after a megabyte
    store.write((replace(sample(T0 + n), event_id=f"{long}{n}") for n in range(400)), [])

    found = store.samples(SHOW, T0, T0 + 400)

    assert [each.at_ms for each in found] == list(range(T0, T0 + 400))


def test_a_span_of_samples_is_open_at_its_end(store: Tables) -> None:
    store.write([sample(T0), sample(T0 + 10_000)], [])

    assert [each.at_ms for each in store.samples(SHOW, T0, T0 + 10_000)] == [T0]
    assert store.last_sample_ms(SHOW) == T0 + 10_000
    assert store.last_sample_ms("another") is None


def test_minutes_are_read_across_midnight(store: Tables) -> None:
    midnight = T0 - T0 % 86_400_000 + 86_400_000
    rows = [rollup(None, SHOW, [sample(at)], CHANNEL, at) for at in (midnight - 60_000, midnight)]
    store.write([], rows)

    found = store.rollups(CHANNEL, midnight - 60_000, midnight)

    assert [row["channelDay"][-8:] for row in found.values()] == ["20260921", "20260922"]
    assert found[midnight]["sessions"] == rows[1]["sessions"]


def test_defect_41_every_row_has_an_end(store: Tables, dynamodb: Any) -> None:
    store.save(after(None, started()), None)
    store.write([sample(T0)], [rollup(None, SHOW, [sample(T0)], CHANNEL, T0)])

    days = [
        (int(dynamodb.Table(name).scan()["Items"][0]["expiresAt"]) - T0 // 1000) / 86_400
        for name in ("StreamingSessions", "StreamingMetrics", "StreamingRollups")
    ]

    assert days == [400, 7, 400]

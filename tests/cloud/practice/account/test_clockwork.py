import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from moto.core import utils
from moto.core.base_backend import AccountSpecificBackend
from moto.ec2.models import ec2_backends
from moto.moto_api._internal import mock_random

from cloud.practice.account.clockwork import RepeatableTime, give_random, give_time, seed_random
from tests.cloud.practice.account.ingests import NOW_S, StillClock


@pytest.fixture
def moto_as_it_was() -> Iterator[None]:
    was = utils.__dict__["datetime"], mock_random.__class__
    get = AccountSpecificBackend.__getitem__
    yield
    utils.__dict__["datetime"], mock_random.__class__ = was
    AccountSpecificBackend.__getitem__ = get  # type: ignore[method-assign]


def test_time_is_this_machines_unless_it_is_pinned() -> None:
    repeatable = RepeatableTime()
    before = time.time()

    assert before <= repeatable() <= time.time()
    repeatable.pinned_s = 7.0
    assert repeatable() == 7.0


@pytest.mark.usefixtures("moto_as_it_was")
def test_moto_has_the_time_of_the_account() -> None:
    clock = StillClock()
    give_time(clock)
    clock.advance(60)

    assert utils.unix_time() == NOW_S + 60
    assert utils.utcnow() == datetime.fromtimestamp(NOW_S + 60, UTC).replace(tzinfo=None)
    assert utils.iso_8601_datetime_with_milliseconds().startswith("2027-01-15T08:01:00")


@pytest.mark.usefixtures("moto_as_it_was")
def test_the_same_seed_makes_the_same_ids_whatever_other_threads_draw() -> None:
    give_random()
    give_random()  # a second time changes nothing
    seed_random(5)
    first = [mock_random.get_random_string(12), str(mock_random.uuid4())]
    seed_random(5)
    beside = threading.Thread(target=lambda: mock_random.get_random_hex(100))
    again = [mock_random.get_random_string(12)]
    beside.start()
    beside.join()
    again.append(str(mock_random.uuid4()))

    assert again == first


@pytest.mark.usefixtures("moto_as_it_was")
def test_a_service_begins_alike_whichever_call_needs_it_first() -> None:
    give_random()

    def drawn(seed: int, *, looked_before: bool) -> tuple[list[str], str]:
        ec2_backends["123456789012"].clear()
        if looked_before:
            seed_random(99)
            assert list(ec2_backends["123456789012"]["us-east-1"].vpcs)
        seed_random(seed)
        backend = ec2_backends["123456789012"]["us-east-1"]
        return list(backend.vpcs), backend.create_vpc("10.0.0.0/16").id

    assert drawn(5, looked_before=True) == drawn(5, looked_before=False)

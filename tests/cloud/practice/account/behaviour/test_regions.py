"""Where moto keeps its books."""

from moto.sqs.models import sqs_backends

from cloud.practice.account.behaviour.regions import beside, in_use
from tests.cloud.practice.account.behaviour.living import REGION, Living, make_queue


def test_only_regions_in_use_are_looked_at(account: Living) -> None:
    assert REGION not in dict(in_use(sqs_backends))
    make_queue(account, "q")

    assert REGION in dict(in_use(sqs_backends))
    assert "eu-west-1" not in dict(in_use(sqs_backends))


def test_what_is_kept_beside_something_is_made_once(account: Living) -> None:
    make_queue(account, "q")
    backend = dict(in_use(sqs_backends))[REGION]

    kept: list[int] = beside(backend, "livedesk_test", list)
    assert beside(backend, "livedesk_test", list) is kept
    backend.reset()
    assert beside(backend, "livedesk_test", list) is not kept

from desktop.bridges.clouddoor import IngestPlace, Order
from tests.fakes import cloudstory


def test_printing_a_place_shows_no_key() -> None:
    place = IngestPlace("rtmps://a.example.com/app/", "sk_not_a_key", "ivs-standard")

    assert "sk_not" not in repr(place)
    assert "a.example.com" in repr(place)


def test_an_order_assumes_the_usual_show() -> None:
    from cloud.patterns.catalogue import pattern

    order = Order(pattern("live-ivs"), cloudstory.IVS, {})

    assert (order.usage.live_hours, order.usage.viewers) == (2.0, 500)

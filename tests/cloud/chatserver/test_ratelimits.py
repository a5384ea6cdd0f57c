from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.envelopes import Role
from chatclient.wire.requests import Ban, Effect, Page, Send
from cloud.chatserver.ratelimits import Buckets, Rate, RateLimits, Rates
from tests.cloud.chatserver.roomtalk import HOST, MODERATOR, VIEWER, claims


class Clock:
    """A clock that is set by hand."""

    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def test_a_burst_is_taken_then_one_by_one() -> None:
    clock = Clock()
    buckets = Buckets(Rate(1.0, 3.0), clock)

    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 1000]
    clock.now_s += 0.25
    assert buckets.take("a") == 750
    clock.now_s += 0.75
    assert buckets.take("a") == 0
    assert buckets.take("b") == 0


def test_a_refusal_costs_nothing() -> None:
    clock = Clock()
    buckets = Buckets(Rate(1.0, 1.0), clock)
    buckets.take("a")
    for _ in range(100):
        assert buckets.take("a") == 1000

    clock.now_s += 1
    assert buckets.take("a") == 0


def test_a_clock_that_is_set_back_fills_nothing_and_breaks_nothing() -> None:
    clock = Clock()
    buckets = Buckets(Rate(1.0, 1.0), clock)
    buckets.take("a")
    clock.now_s -= 500

    assert buckets.take("a") == 1000
    clock.now_s += 1
    assert buckets.take("a") == 0


def test_only_so_many_keys_are_kept_and_the_busy_ones_stay() -> None:
    buckets = Buckets(Rate(0.001, 1.0), Clock(), most=10)
    buckets.take("busy")
    for number in range(1000):
        buckets.take(number)
        assert buckets.take("busy") > 0

    assert len(buckets) == 10


@given(
    st.floats(0.1, 1000),
    st.floats(1, 100),
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 200))),
)
def test_whoever_waits_as_told_is_served(
    per_s: float, burst: float, steps: list[tuple[float, float]]
) -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_s, burst), clock)
    for pause_s, cost in steps:
        clock.now_s += pause_s
        retry_ms = buckets.take("a", cost)
        if retry_ms:
            clock.now_s += retry_ms / 1000 + 1e-6
            assert buckets.take("a", cost) == 0


def test_moderators_may_do_much_and_viewers_chat() -> None:
    limits = RateLimits(Clock())

    assert [limits.request(VIEWER, Send("a")) > 0 for _ in range(6)] == [False] * 5 + [True]
    assert not any(limits.request(MODERATOR, Ban("x")) for _ in range(50))
    assert not any(limits.request(claims("ben"), Send("a")) for _ in range(5))


def test_effects_have_a_rate_of_their_own() -> None:
    limits = RateLimits(Clock())

    assert [limits.request(HOST, Effect("snow")) > 0 for _ in range(4)] == [False] * 3 + [True]
    assert limits.request(HOST, Send("a")) == 0


def test_one_service_tells_many_donations_but_an_amount_alone_makes_no_service() -> None:
    limits = RateLimits(Clock())
    service = claims("pay", capabilities=["send", "donation"])
    told = Send("a", amount=5, currency="EUR")

    assert not any(limits.request(service, told) for _ in range(100))
    assert any(limits.request(claims("viewer"), told) for _ in range(10))


def test_a_room_takes_only_so_much_from_all_together() -> None:
    limits = RateLimits(Clock(), Rates(room=Rate(1.0, 3.0)))

    refused = [limits.request(claims(f"u{n}"), Send("a")) > 0 for n in range(5)]

    assert refused == [False, False, False, True, True]
    assert limits.request(claims("u9"), Page(0)) == 0


def test_what_is_not_numbered_is_counted_apart() -> None:
    limits = RateLimits(Clock())
    while not limits.request(VIEWER, Page(0)):
        pass

    assert limits.request(VIEWER, Send("a")) == 0


def test_addresses_connect_and_ask_for_tokens_only_so_often() -> None:
    limits = RateLimits(Clock(), Rates(connect=Rate(1, 2), token=Rate(1, 1)))

    assert [limits.connect("::1") > 0 for _ in range(3)] == [False, False, True]
    assert [limits.token("::1") > 0 for _ in range(2)] == [False, True]
    assert limits.connect("10.0.0.1") == 0


def test_what_somebody_asks_as_a_viewer_is_counted_apart_from_what_they_ask_as_host() -> None:
    limits = RateLimits(Clock())
    host_as_viewer = claims("hana", Role.VIEWER)
    while not limits.request(host_as_viewer, Send("a")):
        pass

    assert limits.request(HOST, Send("a")) == 0

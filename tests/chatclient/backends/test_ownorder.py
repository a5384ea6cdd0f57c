from chatclient.backends import ownorder
from chatclient.backends.base import Place
from chatclient.backends.ownorder import MEMORY, OwnOrder, Said
from chatclient.room import NOWHERE


def test_a_new_order_begins_without_a_gap() -> None:
    order = OwnOrder(NOWHERE)

    assert order.enter() == ()
    assert [order.number("a"), order.number("b")] == [1, 2]


def test_an_order_that_is_resumed_goes_on_behind_a_gap_of_one_number() -> None:
    order = OwnOrder(Place(7, "e"))

    assert order.goes_on(Place(7, "e"))
    assert order.enter() == ((8, 8),)
    assert order.number("a") == 9


def test_where_nothing_was_said_since_a_gap_there_is_no_other() -> None:
    order = OwnOrder(Place(7, "e"))

    assert [order.enter(), order.enter()] == [((8, 8),), ()]
    order.number("a")
    assert order.enter() == ((10, 10),)


def test_what_was_said_is_numbered_once_and_known_both_ways() -> None:
    order = OwnOrder(NOWHERE)

    assert order.number("a", "hana") == 1
    assert order.number("a", "hana") is None
    assert (order.of("a"), order.said(1)) == (1, Said("a", "hana"))
    assert (order.of("b"), order.said(2)) == (0, None)


def test_a_second_try_under_a_new_id_is_the_same() -> None:
    order = OwnOrder(NOWHERE)

    assert order.number("a", same_as="hana's first") == 1
    assert order.number("b", same_as="hana's first") is None
    assert order.of("b") == 1


def test_the_newest_of_somebody_come_first() -> None:
    order = OwnOrder(NOWHERE)
    for number in range(6):
        order.number(f"{number}", "hana" if number % 2 else "ben")

    assert order.newest_of("hana", 2) == ["5", "3"]


def test_it_remembers_no_more_than_it_should() -> None:
    order = OwnOrder(NOWHERE)
    for number in range(3 * MEMORY):
        order.number(f"{number}", same_as=f"as {number}")

    assert order.head == 3 * MEMORY
    assert order.said(2 * MEMORY) is None
    assert order.said(2 * MEMORY + 1) is not None
    assert order.of(f"{3 * MEMORY - 1}") == 3 * MEMORY
    assert order.of("1") == 0


def test_an_order_of_another_epoch_is_not_this_one() -> None:
    assert ownorder.OwnOrder(NOWHERE).epoch != OwnOrder(NOWHERE).epoch
    assert not OwnOrder(NOWHERE).goes_on(NOWHERE)

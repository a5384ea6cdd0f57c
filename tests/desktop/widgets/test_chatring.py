import random

import pytest

from desktop.widgets.chatring import ChatRing


@pytest.fixture
def ring() -> ChatRing[int]:
    return ChatRing(lambda item: item, 5)


def test_the_oldest_goes_when_it_is_full(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3])
    ring.append([4, 5, 6, 7])

    assert ring.items == [3, 4, 5, 6, 7]


def test_more_than_it_holds_leaves_the_newest(ring: ChatRing[int]) -> None:
    ring.append(range(1, 100))

    assert list(ring.items) == [95, 96, 97, 98, 99]


def test_nothing_is_evicted_while_it_is_held(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3, 4, 5])
    ring.hold()
    for item in range(6, 1000):
        ring.append([item])

    assert ring.items == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert ring.waits


def test_the_newest_are_there_once_it_is_let_go(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3, 4, 5])
    ring.hold()
    for item in range(6, 1000):
        ring.append([item])
    ring.let_go()

    assert ring.items == [995, 996, 997, 998, 999]
    assert not ring.waits


def test_what_waited_follows_what_was_held_when_nothing_was_lost(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3])
    ring.hold()
    ring.append(range(4, 13))
    ring.let_go()

    assert ring.items == [8, 9, 10, 11, 12]


def test_items_that_fill_a_gap_take_its_place(ring: ChatRing[int]) -> None:
    texts = ChatRing[tuple[int, str]](lambda item: item[0], 9)
    texts.append([(1, "a"), (2, "gap"), (5, "e"), (6, "f")])

    texts.merge([(3, "c"), (2, "b"), (4, "d")])

    assert "".join(text for _, text in texts.items) == "abcdef"


def test_older_items_are_put_before_as_far_as_there_is_room(ring: ChatRing[int]) -> None:
    ring.append([7, 8, 9])

    ring.merge([1, 2, 3, 4])

    assert ring.items == [3, 4, 7, 8, 9]


def test_merged_items_that_are_the_newest_are_appended(ring: ChatRing[int]) -> None:
    ring.append([1, 2])

    ring.merge([4, 3])

    assert ring.items == [1, 2, 3, 4]


def test_rows_without_a_number_stay_where_they_were_put(ring: ChatRing[int]) -> None:
    ring.append([1, -1, 4])

    ring.merge([2, 3])

    assert ring.items == [1, -1, 2, 3, 4]


def test_removed_items_are_gone_whether_they_wait_or_not(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3])
    ring.hold()
    ring.append(range(4, 13))
    ring.remove({2, 12})
    ring.let_go()

    assert ring.items == [7, 8, 9, 10, 11]


def test_removing_tells_whether_anything_went(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3])

    assert ring.remove({2, 99})
    assert not ring.remove({2, 99})


def test_older_items_merged_while_it_is_held_do_not_grow_it_without_end(
    ring: ChatRing[int],
) -> None:
    ring.append(range(91, 96))
    ring.hold()
    for last in range(90, 0, -5):
        ring.merge(range(last - 4, last + 1))
    assert len(ring) == 10

    ring.let_go()
    assert ring.items == [91, 92, 93, 94, 95]


def test_what_fills_a_gap_among_those_that_wait_waits_as_well(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3, 4, 5])
    ring.hold()
    ring.append([*range(6, 11), 11, 14])
    ring.merge([12, 13])
    assert ring.items == list(range(1, 11))

    ring.let_go()
    assert ring.items == [10, 11, 12, 13, 14]


def test_what_was_lost_meanwhile_is_not_passed_over_in_silence(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3, 4, 5])
    ring.hold()
    ring.append(range(6, 30))
    ring.merge([0, 15, 26])  # older than all; lost; there already
    ring.remove({28, 29})
    ring.let_go()

    assert ring.items == [25, 26, 27]


def test_what_waits_is_there_when_all_that_was_held_is_removed(ring: ChatRing[int]) -> None:
    ring.append([1, 2, 3, 4, 5])
    ring.hold()
    ring.append(range(6, 30))
    ring.remove(range(1, 11))

    assert ring.items == [25, 26, 27, 28, 29]


@pytest.mark.parametrize("seed", range(20))
def test_items_are_in_order_whatever_happens(seed: int) -> None:
    chance, ring, newest = random.Random(seed), ChatRing[int](lambda item: item, 20), 0
    for _ in range(200):
        some = {chance.randrange(max(1, newest - 70), newest + 1) for _ in range(5) if newest}
        match chance.randrange(6):
            case 0:
                ring.hold()
            case 1:
                ring.let_go()
            case 2:
                ring.remove(some)
            case 3:
                ring.merge(some)
            case _:
                ring.append(range(newest + 1, newest + 9))
                newest += 8
        assert ring.items == sorted(set(ring.items))
        assert len(ring) <= (40 if ring.is_held else 20)


def test_an_item_is_replaced_whether_it_waits_or_not() -> None:
    texts = ChatRing[tuple[int, str]](lambda item: item[0], 2)
    texts.append([(1, "a"), (2, "b")])
    texts.hold()
    texts.append([(3, "c"), (4, "d"), (5, "e")])

    assert texts.replace(1, (1, "A"))
    assert texts.replace(5, (5, "E"))
    assert not texts.replace(9, (9, "I"))
    texts.let_go()
    assert texts.items == [(4, "d"), (5, "E")]


def test_where_a_key_is_and_that_it_is_not(ring: ChatRing[int]) -> None:
    ring.append([3, 4, 6])

    assert ring.find(4) == 1
    assert ring.find(5) == -1

from hypothesis import given
from hypothesis import strategies as st

from encoder.alerts import Alert, AlertKind
from encoder.engine.sources.alertboard import (
    EFFECT_S,
    FADE_S,
    FRAME_S,
    MOST_CARDS,
    MOST_WAITING,
    AlertBoard,
)


def donation(number: int, who: str = "Aki") -> Alert:
    return Alert(f"d{number}", AlertKind.DONATION, who, amount="¥100")


def stamp(number: int) -> Alert:
    return Alert(f"s{number}", AlertKind.STAMP, "Ren", symbol="clap")


def effect(number: int, name: str) -> Alert:
    return Alert(f"e{number}", AlertKind.EFFECT, symbol=name)


def board(*alerts: Alert, card_s: float = 5.0) -> AlertBoard:
    made = AlertBoard(AlertKind, card_s)
    for alert in alerts:
        made.take(alert)
    return made


def test_nothing_is_seen_until_something_happens() -> None:
    empty = board()

    assert empty.look(0.0).cards == ()
    assert empty.wait_s(0.0) is None


def test_a_card_fades_in_stays_and_fades_out() -> None:
    shown = board(donation(1))
    presences = [shown.look(at_s).cards[0].presence for at_s in (0.0, FADE_S, 2.5, 5 - FADE_S / 2)]

    assert presences[:3] == [0.0, 1.0, 1.0]
    assert 0.4 < presences[3] < 0.6
    assert shown.look(5.0).cards == ()


def test_a_card_that_stays_is_not_drawn_again_until_it_goes() -> None:
    shown = board(donation(1))
    shown.look(0.0)

    assert shown.wait_s(0.1) == FRAME_S
    assert shown.wait_s(1.0) == 5.0 - FADE_S - 1.0


def test_the_same_alert_is_seen_once() -> None:
    assert len(board(donation(1), donation(1)).look(0.0).cards) == 1


def test_kinds_that_are_not_wanted_are_not_seen() -> None:
    quiet = AlertBoard([AlertKind.DONATION], 5.0)
    quiet.take(stamp(1))

    assert quiet.look(0.0).cards == ()


def test_the_others_wait_for_their_turn() -> None:
    shown = board(*(donation(number) for number in range(MOST_CARDS + 1)))

    assert len(shown.look(0.0).cards) == MOST_CARDS
    assert [card.alert.id for card in shown.look(5.0).cards] == [f"d{MOST_CARDS}"]


def test_in_a_flood_of_stamps_no_donation_is_passed_over() -> None:
    flooded = board(donation(1), *(stamp(number) for number in range(3 * MOST_WAITING)))

    assert flooded.look(0.0).cards[0].alert.id == "d1"


def test_effects_follow_each_other() -> None:
    shown = board(effect(1, "snow"), effect(2, "hearts"))

    assert shown.look(0.0).effect == "snow"
    assert shown.wait_s(0.0) == FRAME_S
    assert shown.look(EFFECT_S).effect == "hearts"
    assert shown.look(2 * EFFECT_S).effect == ""


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.floats(0, 3)), max_size=60))
def test_it_never_grows_and_always_comes_to_rest(
    happenings: list[tuple[int, bool, float]],
) -> None:
    busy, now_s = board(), 0.0
    for number, is_donation, pause_s in happenings:
        busy.take(donation(number) if is_donation else stamp(number))
        now_s += pause_s
        assert len(busy.look(now_s).cards) <= MOST_CARDS
    for _ in range(5_000):
        wait_s = busy.wait_s(now_s)
        if wait_s is None:
            break
        now_s += wait_s
        busy.look(now_s)

    assert busy.wait_s(now_s) is None
    assert busy.look(now_s).cards == ()

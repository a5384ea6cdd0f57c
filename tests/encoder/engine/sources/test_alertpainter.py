import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from chatclient.wire.envelopes import EFFECTS, STAMPS
from encoder.alerts import Alert, AlertKind
from encoder.engine.sources.alertboard import Card, Sight
from encoder.engine.sources.alertpainter import card_image, paint

SIZE = (640, 360)
LONG = "いつも応援しています!がんばってください、次の配信も楽しみにしています"


def painted(sight: Sight, is_top: bool = False) -> NDArray[np.uint8]:
    """Opacity, rows by columns."""
    return np.asarray(paint(sight, SIZE, 18, is_top), np.uint8)[..., 3]


def donation(**changes: str) -> Alert:
    alert = Alert("1", AlertKind.DONATION, "あき", LONG, "¥1,000")
    return msgspec.structs.replace(alert, **changes)


def test_nothing_is_clear() -> None:
    assert not painted(Sight()).any()


def test_cards_stand_at_the_side_that_was_chosen() -> None:
    sight = Sight((Card(donation(), 1.0),))

    assert painted(sight)[:180].max() == 0
    assert painted(sight)[180:].max() > 200
    assert painted(sight, is_top=True)[180:].max() == 0


def test_a_card_that_comes_is_fainter_and_partly_outside() -> None:
    coming, there = (painted(Sight((Card(donation(), each),))) for each in (0.5, 1.0))

    assert 0 < coming.max() < there.max()
    assert np.count_nonzero(coming) < np.count_nonzero(there)


def test_a_card_is_never_wider_than_its_room_whatever_is_written() -> None:
    for text in (LONG * 5, "W" * 200, "", "👏" * 50, "a " * 99):
        assert card_image(donation(text=text, who=text), 18, 256).width <= 256 + 18


@pytest.mark.parametrize("name", [*STAMPS, "of a newer server", "../stamps/clap", ""])
def test_every_stamp_gives_a_card(name: str) -> None:
    card = card_image(Alert("1", AlertKind.STAMP, "Ren", symbol=name), 18, 256)

    assert (card.height > 80) == (name in STAMPS)  # with its picture, or with its name


@pytest.mark.parametrize("name", [*EFFECTS, "of a newer server"])
def test_every_effect_moves_and_ends_clear(name: str) -> None:
    early, later = (painted(Sight(effect=name, effect_progress=at)) for at in (0.3, 0.5))

    assert early.any()
    assert (early != later).any()
    assert not painted(Sight(effect=name, effect_progress=1.0)).any()

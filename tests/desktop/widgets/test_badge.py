import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.badge import Air, Badge
from desktop.widgets.tokens import DARK
from tests.desktop.widgets.conftest import Brackets


@pytest.fixture
def badge(qtbot: QtBot, dressed: QApplication) -> Badge:
    badge = Badge()
    qtbot.addWidget(badge)
    badge.show()
    return badge


def _has_colour(image: QImage, colour: str) -> bool:
    wanted = QColor(colour)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_a_new_badge_says_off_air(badge: Badge) -> None:
    assert (badge.air, badge.word) == (Air.OFF_AIR, "OFF AIR")


@pytest.mark.parametrize(
    ("air", "word", "colour"),
    [
        (Air.PRACTICE, "PRACTICE", DARK.practice),
        (Air.LIVE, "LIVE", DARK.live),
        (Air.RECONNECTING, "RECONNECTING", DARK.reconnecting),
    ],
)
def test_each_state_has_its_word_and_its_colour(
    badge: Badge, air: Air, word: str, colour: str
) -> None:
    badge.show_air(air)

    assert badge.word == word
    assert _has_colour(badge.grab().toImage(), colour)


def test_no_two_states_look_alike_without_colour(badge: Badge) -> None:
    shapes = []
    for air in Air:
        badge.show_air(air)
        badge.resize(200, 30)
        shapes.append(badge.grab().toImage().convertToFormat(QImage.Format.Format_Mono))

    assert all(a != b for at, a in enumerate(shapes) for b in shapes[:at])


def test_the_explanation_is_part_of_the_accessible_name(badge: Badge) -> None:
    badge.show_air(Air.PRACTICE, "Nobody can see this")

    assert badge.accessibleName() == "PRACTICE. Nobody can see this"


def test_an_explanation_needs_room(badge: Badge) -> None:
    badge.show_air(Air.LIVE)
    without = badge.sizeHint().width()

    badge.show_air(Air.LIVE, "Amazon IVS")

    assert badge.sizeHint().width() > without
    assert badge.minimumSizeHint().width() == without


def test_the_badge_changes_its_language(
    qtbot: QtBot, badge: Badge, qapp: QApplication, bracketed: Brackets
) -> None:
    badge.show_air(Air.LIVE)

    qapp.installTranslator(bracketed)

    qtbot.waitUntil(lambda: badge.accessibleName() == "[LIVE]")
    assert badge.word == "[LIVE]"

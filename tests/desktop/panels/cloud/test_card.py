from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cloud.costs.pricing import price_of
from cloud.costs.values import Price, Usage
from cloud.patterns.catalogue import pattern
from desktop.clouding.situation import Deed, Work
from desktop.language import LanguageSwitch
from desktop.panels.cloud.card import CatalogueCard
from desktop.widgets.statuslamp import Lamp, StatusLamp
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory


def card(show: Shown, name: str = "live-ivs") -> CatalogueCard:
    made = CatalogueCard(pattern(name))
    show(made)
    return made


def price(name: str) -> Price:
    about = pattern(name)
    defaults = {each.name: each.default or "" for each in about.parameters}
    return price_of(about, defaults, Usage(live_hours=1.0, hours=1.0), "us-east-1")


def test_a_price_that_nobody_verified_is_said_to_be_unknown(show: Shown) -> None:
    shown = card(show)

    shown.show_price(price("live-ivs"))

    assert "rice unknown" in shown.accessibleName()


def test_a_price_known_in_part_is_a_lower_limit(show: Shown) -> None:
    shown = card(show, "live-hls-dash")

    shown.show_price(price("live-hls-dash"))

    assert "500 viewers: more than $" in shown.accessibleName()


def test_own_stacks_have_a_lamp_each(show: Shown) -> None:
    shown = card(show)
    stacks = ((cloudstory.ready("a"), Work()), (cloudstory.ready("b"), Work(Deed.DESTROY)))

    shown.show_stacks(stacks)

    lamps = [each for each in shown.findChildren(StatusLamp) if not each.isHidden()]
    assert [each.lamp for each in lamps] == [Lamp.OK, Lamp.WARNING]
    assert "a: ready" in shown.accessibleName()


def test_it_is_pressed_by_keyboard(show: Shown, qtbot: QtBot) -> None:
    shown = card(show)
    shown.setFocus()

    with qtbot.waitSignal(shown.clicked):
        QTest.keyClick(shown, Qt.Key.Key_Space)


def test_its_height_follows_its_words(show: Shown) -> None:
    shown = card(show)

    assert shown.heightForWidth(180) > shown.heightForWidth(400)


def test_it_speaks_the_present_language(show: Shown, language: LanguageSwitch) -> None:
    shown = card(show)

    language.choose("ja")
    shown.retext()

    assert "チャンネル" in shown.accessibleName()

from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from cloud.patterns.catalogue import pattern
from desktop.language import LanguageSwitch
from desktop.panels.cloud.form import ParameterForm, outputs_for
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory


def form_of(name: str, show: Shown) -> ParameterForm:
    form = ParameterForm(pattern(name))
    show(form)
    return form


def test_it_begins_with_the_defaults(show: Shown) -> None:
    values = form_of("live-ivs", show).values()

    assert values["ChannelType"] == "STANDARD"
    assert values["LatencyMode"] == "LOW"


def test_a_choice_is_told(show: Shown, qtbot: QtBot) -> None:
    form = form_of("live-ivs", show)
    box = form.findChild(QComboBox, "cloud.form.ChannelType")
    assert isinstance(box, QComboBox)

    with qtbot.waitSignal(form.changed) as changed:
        box.setCurrentIndex(box.findData("BASIC"))

    assert changed.args is not None
    assert changed.args[0]["ChannelType"] == "BASIC"


def test_what_can_not_be_is_said_below_its_field(show: Shown) -> None:
    form = form_of("live-hls-dash", show)
    name = next(iter(form.suggestions))

    form.set_value(name, "everybody")

    assert not form.check()
    line = form.findChild(QLineEdit, f"cloud.form.{name}")
    assert isinstance(line, QLineEdit)
    assert line.property("invalid")
    form.set_value(name, "203.0.113.7/32")
    assert form.check()


def test_a_button_asks_for_the_own_address(show: Shown, qtbot: QtBot) -> None:
    form = form_of("live-hls-dash", show)
    name, button = next(iter(form.suggestions.items()))

    with qtbot.waitSignal(form.address_wanted) as wanted:
        button.click()

    assert wanted.args == [name]


def test_what_the_plan_fills_in_may_stay_empty(show: Shown) -> None:
    form = form_of("monitoring", show)

    assert form.check() or all(
        not form._by_parameter[name].problem(name)
        for name in form._by_parameter
        if form._is_later(name)
    )
    assert not any(form._is_later(name) for name in form.values())


def test_a_field_is_filled_from_another_stack(show: Shown) -> None:
    form = form_of("monitoring", show)
    channel = cloudstory.ready()

    form.offer_outputs((channel,))

    for name, button in form.suggestions.items():
        parameter = pattern("monitoring").parameter(name)
        assert parameter is not None
        found = outputs_for(parameter, (channel,))
        if found:
            button.click()
            assert form.values()[name] == found[0][1]


def test_it_speaks_japanese_at_once(show: Shown, language: LanguageSwitch, qtbot: QtBot) -> None:
    form = form_of("live-ivs", show)

    language.choose("ja")

    box = form.findChild(QComboBox, "cloud.form.ChannelType")
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.accessibleName() == "種類")
    assert "画質" in box.currentText()


def test_why_a_value_can_not_be_is_said_in_japanese_too(
    show: Shown, language: LanguageSwitch, qtbot: QtBot
) -> None:
    form = form_of("live-hls-dash", show)
    fields = next(each for each in form.forms if "InputCidr" in each.values())
    form.set_value("InputCidr", "everybody")
    assert "It has to be" in fields.problem("InputCidr")

    language.choose("ja")

    qtbot.waitUntil(lambda: "入力してください" in fields.problem("InputCidr"))

from pytestqt.qtbot import QtBot

from desktop.widgets.pageswitch import PageSwitch


def test_one_page_is_pressed_at_a_time(qtbot: QtBot) -> None:
    switch = PageSwitch("pages", ("studio", "cloud"))
    qtbot.addWidget(switch)
    assert switch.buttons["studio"].isChecked()

    with qtbot.waitSignal(switch.chosen) as chosen:
        switch.buttons["cloud"].click()

    assert chosen.args == ["cloud"]
    assert not switch.buttons["studio"].isChecked()


def test_what_is_shown_from_outside_is_not_told_again(qtbot: QtBot) -> None:
    switch = PageSwitch("pages", ("studio", "cloud"))
    qtbot.addWidget(switch)

    with qtbot.assertNotEmitted(switch.chosen):
        switch.show_page("cloud")

    assert switch.buttons["cloud"].isChecked()


def test_a_button_says_what_its_page_is_for(qtbot: QtBot) -> None:
    switch = PageSwitch("pages", ("studio", "cloud"))
    qtbot.addWidget(switch)

    switch.set_title("cloud", "Cloud", "Set up the cloud side")

    button = switch.buttons["cloud"]
    assert (button.accessibleName(), button.accessibleDescription()) == (
        "Cloud", "Set up the cloud side",
    )  # fmt: skip

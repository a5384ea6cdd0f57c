from collections.abc import Callable

from pytestqt.qtbot import QtBot

from cloud.errors import CloudUnreachable
from desktop.panels.cloud.formtab import FormTab
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory
from tests.fakes.desk import Desk

CIDR = "InputCidr"


def tab(desk: Desk, show: Shown) -> FormTab:
    made = FormTab(desk.cloud)
    show(made)
    return made


def cidr_of(made: FormTab) -> str:
    assert made.form is not None
    return next(iter(made.form.suggestions))


def test_what_was_typed_for_a_stack_is_there_when_it_is_seen_again(desk: Desk, show: Shown) -> None:
    made = tab(desk, show)
    made.take(about())
    assert made.form is not None
    made.form.set_value("ChannelType", "BASIC")

    made.take(about(pattern_id="artefacts"))
    made.take(about())

    assert made.values()["ChannelType"] == "BASIC"


def test_a_stack_that_stands_shows_what_it_was_made_with(desk: Desk, show: Shown) -> None:
    import msgspec

    made = tab(desk, show)
    status = msgspec.structs.replace(cloudstory.ready(), parameters={"ChannelType": "BASIC"})

    made.take(about(status))

    assert made.values()["ChannelType"] == "BASIC"


def test_the_own_address_is_filled_in(desk: Desk, show: Shown, qtbot: QtBot) -> None:
    desk.is_in_cloud()
    made = tab(desk, show)
    made.take(about(pattern_id="live-hls-dash"))
    assert made.form is not None
    name = cidr_of(made)

    made.form.suggestions[name].click()
    desk.mailbox.drain_all()

    assert made.values()[name] == "203.0.113.7/32"
    assert made.is_fine


def test_an_address_that_can_not_be_asked_for_is_said(
    desk: Desk, show: Shown, expected_log: Callable[[str, str], None]
) -> None:
    desk.is_in_cloud()
    made = tab(desk, show)
    made.take(about(pattern_id="live-hls-dash"))
    assert made.form is not None
    desk.cloud_door.error = CloudUnreachable("checkip.amazonaws.com", "AWS", "TimeoutError")

    made.form.suggestions[cidr_of(made)].click()
    desk.mailbox.drain_all()

    assert "checkip" in made._problem.text()

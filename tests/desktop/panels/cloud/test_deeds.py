import zipfile
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cloud.patterns.metadata import Suggestion
from cloud.settings import Account, Mode
from desktop.clouding.situation import Work
from desktop.dialogs.cloudconfirm import CloudConfirmDialog
from desktop.panels.cloud.deeds import CloudDeeds
from desktop.panels.cloud.page import CloudPage
from tests.fakes import cloudstory
from tests.fakes.cloudstory import IVS, MEDIALIVE
from tests.fakes.desk import Desk

LIVE = Account(Mode.LIVE, "studio")


def question(page: CloudPage) -> CloudConfirmDialog | None:
    found = page.findChildren(CloudConfirmDialog)
    return found[-1] if found else None


def saving(page: CloudPage, desk: Desk, file: Path) -> CloudDeeds:
    return CloudDeeds(desk.studio, page.detail, page, choose_file=lambda *_: str(file))


def test_plan_and_apply_in_practice_ask_nothing(page: CloudPage, desk: Desk) -> None:
    side = desk.cloud_door.side
    desk.hears(lambda: page.deeds.do("plan"))
    assert page.detail.tabs.page == "plan"
    assert len(side.calls("plan")) == 1

    side.stacks = {IVS: cloudstory.ready()}
    desk.hears(lambda: page.deeds.do("apply"))

    assert side.calls("apply") == [IVS]
    assert question(page) is None
    assert page.detail.tabs.page == "outputs"


def test_a_form_with_a_mistake_is_not_planned(page: CloudPage, desk: Desk) -> None:
    page.catalogue.cards["live-hls-dash"].click()
    assert page.detail.form.form is not None
    name = next(iter(page.detail.form.form.suggestions))
    page.detail.form.form.set_value(name, "everybody")

    desk.hears(lambda: page.deeds.do("plan"))

    assert page.detail.tabs.page == "settings"
    assert desk.cloud_door.side.calls("plan") == []


def test_live_wants_the_name_typed(page: CloudPage, desk: Desk, qtbot: QtBot) -> None:
    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    desk.hears(lambda: page.deeds.do("plan"))

    page.deeds.do("apply")
    dialog = question(page)
    assert dialog is not None
    dialog.line.setText("another")
    assert not dialog.do_button.isEnabled()
    assert desk.cloud_door.side.calls("apply") == []

    dialog.line.setText(IVS)
    desk.hears(dialog.do_button.click)
    assert desk.cloud_door.side.calls("apply") == [IVS]


def test_a_teardown_is_asked_for_in_practice_too(page: CloudPage, desk: Desk) -> None:
    side = desk.cloud_door.side
    side.stacks = {IVS: cloudstory.ready()}
    desk.hears(desk.cloud.account.look)
    page.deeds.do("destroy")
    dialog = question(page)
    assert dialog is not None
    assert dialog.line.isHidden()

    desk.hears(dialog.do_button.click)

    assert side.calls("destroy") == [IVS]
    assert page.detail.tabs.page == "events"


def test_a_channel_becomes_the_destination(page: CloudPage, desk: Desk, qtbot: QtBot) -> None:
    desk.cloud_door.side.stacks = {IVS: cloudstory.ready()}
    desk.hears(desk.cloud.account.look)

    with qtbot.waitSignal(desk.studio.attention_asked):
        page.detail.outputs.destination_wanted.emit()

    only = desk.studio.destinations.choices
    assert [(each.kind, each.cloud and each.cloud.stack) for each in only] == [("cloud", IVS)]


def test_both_addresses_of_medialive_become_destinations(page: CloudPage, desk: Desk) -> None:
    desk.cloud_door.side.stacks = {MEDIALIVE: cloudstory.ready(MEDIALIVE, "live-hls-dash")}
    page.catalogue.cards["live-hls-dash"].click()
    desk.hears(desk.cloud.account.look)

    page.detail.outputs.destination_wanted.emit()
    page.detail.outputs.destination_wanted.emit()

    places = [each.cloud.place for each in desk.studio.destinations.choices if each.cloud]
    assert places == [0, 1]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_picture_is_saved(page: CloudPage, desk: Desk, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"picture.{kind}"

    desk.hears(lambda: saving(page, desk, file).do(kind))

    assert file.stat().st_size > 500


def test_the_evidence_is_saved(page: CloudPage, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "check.zip"
    desk.cloud.board.put_work(IVS, Work(check=cloudstory.check(IVS)))

    desk.hears(lambda: saving(page, desk, file).do("evidence"))

    with zipfile.ZipFile(file) as archive:
        assert "check.json" in archive.namelist()
    assert "check.zip" in page.detail.check.saved.text()


def test_a_file_that_can_not_be_written_is_said(
    page: CloudPage, desk: Desk, tmp_path: Path
) -> None:
    desk.hears(lambda: saving(page, desk, tmp_path / "none" / "a.svg").do("svg"))

    assert "a.svg could not be saved" in page.detail._problem.text()


def test_an_address_that_changed_since_is_warned_of(page: CloudPage, desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    page.catalogue.cards["live-hls-dash"].click()
    subject = page.detail.subject
    assert subject is not None
    assert page.detail.form.form is not None
    name = next(
        each.name
        for each in subject.pattern.parameters
        if each.field.suggestion is Suggestion.OWN_ADDRESS_CIDR
    )
    page.detail.form.form.set_value(name, "198.51.100.1/32")

    desk.hears(lambda: page.deeds.do("plan"))

    assert "203.0.113.7" in page.detail.plan._address.text()


def test_when_to_stop_by_itself_is_kept_and_holds_at_once(page: CloudPage, desk: Desk) -> None:
    side = desk.cloud_door.side
    side.stacks = {MEDIALIVE: cloudstory.ready(MEDIALIVE, "live-hls-dash")}
    side.running = (msgspec.structs.replace(cloudstory.running(), stops_at=None),)
    page.catalogue.cards["live-hls-dash"].click()
    desk.hears(desk.cloud.account.look)

    desk.hears(page.detail.deeds.stops[2.0].trigger)

    assert side.calls("keep_running_until") == [2.0]
    assert desk.keeper.settings.cloud.auto_stop_h == 2.0


def test_who_looks_elsewhere_is_not_led_away(page: CloudPage, desk: Desk) -> None:
    desk.cloud_door.side.stacks = {IVS: cloudstory.ready()}
    desk.hears(lambda: page.deeds.do("plan"))
    page.deeds.do("apply")
    page.detail.show_tab("cost")

    desk.mailbox.drain_all()

    assert page.detail.tabs.page == "cost"
    assert isinstance(page, QWidget)

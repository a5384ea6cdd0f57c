import msgspec
from pytestqt.qtbot import QtBot

from cloud.models import Activity, ActivityState
from desktop.clouding.situation import Deed, Work
from desktop.panels.cloud.resourcestab import ResourcesTab
from desktop.widgets.statuslamp import Lamp
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory


def test_each_resource_is_shown_with_its_state(show: Shown) -> None:
    tab = ResourcesTab()
    show(tab)

    tab.take(about(cloudstory.ready()))

    assert [fact.cells[0] for fact in tab.table.facts] == ["Channel", "PlaybackKeyPair"]
    assert {fact.lamp for fact in tab.table.facts} == {Lamp.OK}


def test_what_was_changed_by_hand_is_marked(show: Shown) -> None:
    tab = ResourcesTab()
    show(tab)

    tab.take(about(cloudstory.ready(), Work(drift={"Channel": "MODIFIED"})))

    first, second = tab.table.facts
    assert (first.lamp, first.cells[3]) == (Lamp.WARNING, "yes, it differs")
    assert second.cells[3] == "–"


def test_comparing_is_asked_for_and_takes_its_time(show: Shown, qtbot: QtBot) -> None:
    tab = ResourcesTab()
    show(tab)
    tab.take(about(cloudstory.ready()))

    with qtbot.waitSignal(tab.drift_wanted):
        tab.drift_button.click()

    tab.take(about(cloudstory.ready(), Work(Deed.DRIFT)))
    assert not tab.drift_button.isEnabled()


def test_before_there_is_a_stack_it_says_so(show: Shown) -> None:
    tab = ResourcesTab()
    show(tab)

    tab.take(about())

    assert "Nothing has been made" in tab._state.text()


def test_what_a_resource_is_doing_is_said_in_words(show: Shown) -> None:
    tab = ResourcesTab()
    show(tab)
    status = cloudstory.ready()
    alarm = msgspec.structs.replace(
        status.resources[0], activity=Activity(ActivityState.ALARM), drift="MODIFIED"
    )

    tab.take(about(msgspec.structs.replace(status, resources=(alarm, *status.resources[1:]))))

    first, second = tab.table.facts
    assert (first.lamp, first.cells[1]) == (Lamp.BAD, "ready · in alarm")
    assert (second.lamp, second.cells[1]) == (Lamp.OK, "ready")


def test_what_is_in_alarm_comes_first(show: Shown) -> None:
    tab = ResourcesTab()
    show(tab)
    channel, key_pair = cloudstory.ready().resources
    alarm = msgspec.structs.replace(key_pair, activity=Activity(ActivityState.ALARM))

    tab.take(about(msgspec.structs.replace(cloudstory.ready(), resources=(channel, alarm))))

    assert [fact.cells[0] for fact in tab.table.facts] == ["PlaybackKeyPair", "Channel"]

from desktop.clouding.situation import Deed, Work
from desktop.panels.cloud.page import CloudPage
from desktop.widgets.flowlayout import FlowState
from desktop.widgets.statuslamp import Lamp
from tests.fakes import cloudstory
from tests.fakes.cloudstory import IVS
from tests.fakes.desk import Desk


def test_a_new_stack_has_the_usual_name(page: CloudPage) -> None:
    subject = page.detail.subject
    assert subject is not None
    assert subject.stack == IVS
    assert page.detail.lamp.text == "not made"


def test_the_picture_and_the_lamp_follow_the_stack(page: CloudPage, desk: Desk) -> None:
    desk.cloud.board.put(stacks={IVS: cloudstory.ready()})

    assert page.detail.lamp.lamp is Lamp.OK
    assert FlowState.READY in {each.state for each in page.detail.flow.picture.boxes}


def test_what_is_being_done_is_said(page: CloudPage, desk: Desk) -> None:
    desk.cloud.board.put_work(IVS, Work(Deed.DESTROY))

    assert page.detail.lamp.text == "Tearing down…"


def test_a_failure_is_said_above_everything_with_one_action(page: CloudPage, desk: Desk) -> None:
    desk.cloud.board.put_work(IVS, Work(problem=cloudstory.DENIED))

    assert "ivs:CreateChannel" in page.detail._problem.text()
    assert "administrator" in page.detail._hint.text()


def test_another_stack_of_the_same_architecture_is_watched(page: CloudPage, desk: Desk) -> None:
    page.detail.stack_box.chosen.emit("autumn")
    page.detail.stack_box.show_name("autumn")
    desk.mailbox.drain_all()

    assert "autumn" in desk.cloud_door.side.calls("look")


def test_only_monitoring_has_a_check(page: CloudPage) -> None:
    tabs, names = page.detail.tabs, list(page.detail.pages)
    assert not tabs.tabs.isTabVisible(names.index("check"))

    page.catalogue.cards["monitoring"].click()

    assert tabs.tabs.isTabVisible(names.index("check"))

from pytestqt.qtbot import QtBot

from desktop.panels.cloud.costtab import CostTab
from desktop.panels.cloud.formtab import FormTab
from desktop.panels.cloud.page import CloudPage
from desktop.widgets.statuslamp import Lamp
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes.desk import Desk


def tab(desk: Desk, show: Shown, name: str = "live-hls-dash") -> CostTab:
    desk.is_in_cloud()
    form = FormTab(desk.cloud)
    form.take(about(pattern_id=name))
    made = CostTab(desk.cloud, form)
    show(form)
    show(made)
    made.take(about(pattern_id=name))
    desk.mailbox.drain_all()
    return made


def test_every_line_has_a_source_and_a_date_or_no_figure(desk: Desk, show: Shown) -> None:
    for fact in tab(desk, show).lines.facts:
        _, _, price, source = fact.cells
        if price == "price unknown":
            assert fact.lamp is Lamp.UNKNOWN
        else:
            assert source or price == "$0.00"


def test_what_nobody_verified_has_a_link(desk: Desk, show: Shown) -> None:
    made = tab(desk, show)

    assert 'href="https://aws.amazon.com/' in made._links.text()
    assert "and what has no known price" in made._total.text()


def test_more_viewers_cost_more_and_load_more(desk: Desk, show: Shown, qtbot: QtBot) -> None:
    made = tab(desk, show)
    before = made.load.facts[0].cells[1]

    made.viewers.setValue(1_000_000)
    qtbot.waitUntil(lambda: made.load.facts[0].cells[1] != before)

    assert any(fact.lamp is Lamp.WARNING for fact in made.load.facts)


def test_the_form_changes_the_price(desk: Desk, show: Shown, qtbot: QtBot) -> None:
    made = tab(desk, show, "live-ivs")
    before = made.lines.facts
    assert made._form.form is not None

    made._form.form.set_value("ChannelType", "BASIC")
    made._form.changed.emit()

    qtbot.waitUntil(lambda: made.lines.facts != before)


def test_the_assumed_show_is_planned_with(page: CloudPage) -> None:
    cost = page.detail.pages["cost"]
    assert isinstance(cost, CostTab)
    cost.viewers.setValue(42)
    cost.hit_ratio.setValue(90)

    assert page.detail.usage.viewers == 42
    assert page.detail.usage.hit_ratio == 0.9

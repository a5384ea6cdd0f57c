from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.theme import LIGHT, apply_theme
from desktop.widgets.facttable import LEAST_LAST_PX, Fact, FactTable
from desktop.widgets.statuslamp import Lamp

TITLES = ("What", "State")


def table(stage: QWidget) -> FactTable:
    made = FactTable("facts")
    QVBoxLayout(stage).addWidget(made)
    made.show()
    return made


def test_it_is_as_high_as_its_rows(stage: QWidget) -> None:
    facts = table(stage)
    facts.show_facts(TITLES, [Fact(("a", "fine"))])
    low = facts.height()

    facts.show_facts(TITLES, [Fact((name, "fine")) for name in "abcdef"])

    assert facts.height() > 2 * low
    assert facts.topLevelItemCount() == 6


def test_what_was_unfolded_stays_so(stage: QWidget) -> None:
    facts = table(stage)
    rows = [Fact(("a", "fine"), Lamp.OK, "more of it"), Fact(("b", "fine"))]
    facts.show_facts(TITLES, rows)
    first = facts.topLevelItem(0)
    assert first is not None
    closed = facts.height()
    first.setExpanded(True)
    assert facts.height() > closed

    facts.show_facts(TITLES, [Fact(("a", "bad"), Lamp.BAD, "more of it"), rows[1]])

    again = facts.topLevelItem(0)
    assert again is not None
    assert again.isExpanded()
    assert again.text(1) == "bad"


def test_the_same_again_changes_nothing(stage: QWidget) -> None:
    facts = table(stage)
    facts.show_facts(TITLES, [Fact(("a", "fine"))])
    first = facts.topLevelItem(0)

    facts.show_facts(TITLES, [Fact(("a", "fine"))])

    assert facts.topLevelItem(0) is first


def test_without_rows_it_is_only_a_head(stage: QWidget) -> None:
    facts = table(stage)

    facts.show_facts(TITLES, [])

    assert facts.facts == ()
    assert facts.height() <= facts.header().height() + 8


def test_what_is_new_is_put_on_top_of_what_stands(stage: QWidget) -> None:
    facts = table(stage)
    old = [Fact(("a", "made"), Lamp.OK), Fact(("a", "begun"), more="why")]
    facts.show_facts(TITLES, old)
    stands, height = facts.topLevelItem(0), facts.height()

    new = [Fact(("something longer", "made"), Lamp.BAD), *old]
    facts.show_facts(TITLES, new)

    assert facts.topLevelItem(1) is stands  # not made anew
    shown = [row.text(0) for at in range(3) if (row := facts.topLevelItem(at)) is not None]
    assert shown == ["something longer", "a", "a"]
    assert facts.facts == tuple(new)
    assert facts.height() > height
    assert facts.columnWidth(0) >= facts.fontMetrics().horizontalAdvance("something longer")


def test_rows_without_a_lamp_begin_where_those_with_one_do(stage: QWidget) -> None:
    facts = table(stage)

    facts.show_facts(TITLES, [Fact(("a", "known")), Fact(("b", "unknown"), Lamp.UNKNOWN)])
    icons = [row.icon(0) for at in range(2) if (row := facts.topLevelItem(at)) is not None]
    assert [icon.isNull() for icon in icons] == [False, False]

    facts.show_facts(TITLES, [Fact(("a", "known"))])
    row = facts.topLevelItem(0)
    assert row is not None
    assert row.icon(0).isNull()


def test_in_a_narrow_window_the_widest_columns_give_way_to_the_last(stage: QWidget) -> None:
    facts = table(stage)
    stage.resize(460, 300)
    wide = "a title that is much wider than what it has to share with the others"

    facts.show_facts(("What", "State", "Source"), [Fact((wide, "fine", "from far away"))])
    narrow_px = [facts.columnWidth(column) for column in range(3)]
    stage.resize(900, 300)

    assert narrow_px[2] >= LEAST_LAST_PX
    assert narrow_px[1] >= facts.fontMetrics().horizontalAdvance("fine")
    assert facts.columnWidth(0) > narrow_px[0]


def test_before_there_is_anything_to_show_it_can_be_narrow(stage: QWidget) -> None:
    facts = table(stage)

    stage.resize(120, 200)
    facts.resize(60, 40)

    assert not facts.grab().isNull()


def test_an_unfolded_row_stays_so_when_the_theme_changes(
    stage: QWidget, dressed: QApplication
) -> None:
    facts = table(stage)
    facts.show_facts(TITLES, [Fact(("a", "fine"), Lamp.OK, "more of it", is_quiet=True)])
    item = facts.topLevelItem(0)
    assert item is not None
    item.setExpanded(True)

    apply_theme(dressed, LIGHT)

    assert item.isExpanded()
    assert item.foreground(0).color() == QColor(LIGHT.muted)

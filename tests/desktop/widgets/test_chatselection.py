from desktop.widgets.chatlaid import NOT_SELECTED, Selection
from desktop.widgets.chatselection import ChatSelection, Spot


def test_within_one_row_characters_are_selected_in_either_direction() -> None:
    forward = ChatSelection(Spot(3, 30, 2), Spot(3, 30, 7))
    backward = ChatSelection(Spot(3, 30, 7), Spot(3, 30, 2))

    assert forward.of(3) == backward.of(3) == Selection(2, 7)
    assert forward.of(4) == NOT_SELECTED


def test_over_rows_whole_rows_are_selected() -> None:
    selection = ChatSelection(Spot(5, 50, 2), Spot(3, 30, 7))

    assert list(selection.positions) == [3, 4, 5]
    assert all(selection.of(position).is_whole for position in (3, 4, 5))
    assert selection.of(6) == NOT_SELECTED


def test_a_press_without_a_move_selects_nothing() -> None:
    spot = Spot(3, 30, 2)

    assert ChatSelection(spot, spot).is_empty
    assert ChatSelection(spot, spot).of(3) == NOT_SELECTED
    assert not ChatSelection(spot, spot, is_rows=True).is_empty


def test_it_moves_with_its_rows_and_ends_with_them() -> None:
    selection = ChatSelection(Spot(3, 30, 2), Spot(4, 40, 7))

    assert selection.found({30: 1, 40: 9}.__getitem__) == ChatSelection(
        Spot(1, 30, 2), Spot(9, 40, 7)
    )
    assert selection.found(lambda key: -1 if key == 40 else 1) is None

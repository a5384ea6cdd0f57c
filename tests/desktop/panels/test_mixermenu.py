import pytest
from PySide6.QtWidgets import QWidget

from desktop.panels.mixermenu import MixerMenu


@pytest.mark.parametrize("can_remove", [True, False])
def test_each_entry_does_what_it_says(stage: QWidget, can_remove: bool) -> None:
    done: list[str] = []
    menu = MixerMenu(
        settings=lambda: done.append("settings"),
        options=lambda: done.append("options"),
        remove=(lambda: done.append("remove")) if can_remove else None,
        parent=stage,
    )

    for action in menu.actions():
        action.trigger()

    assert done == ["settings", "options", *(["remove"] if can_remove else [])]

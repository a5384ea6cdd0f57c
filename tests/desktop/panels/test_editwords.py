import pytest

from desktop.editing.history import Edit
from desktop.panels.editwords import edit_text


@pytest.mark.parametrize("edit", Edit)
def test_every_edit_has_a_name(edit: Edit) -> None:
    assert edit_text(edit) == edit.value

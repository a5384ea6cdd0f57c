import dataclasses
import re
import subprocess
import sys

import pytest

from desktop.widgets.colours import DARK, LIGHT, Theme
from tests.sourcetree import ROOT


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_colour_is_written_in_full(theme: Theme) -> None:
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, str) and field.name != "name":
            assert re.fullmatch(r"#[0-9A-Fa-f]{6}", value), field.name


def test_they_need_no_qt() -> None:
    look = "import sys, desktop.widgets.colours; sys.exit('PySide6' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0

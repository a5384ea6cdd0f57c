import pytest
from PySide6.QtWidgets import QLabel

from cloud.patterns.catalogue import catalogue
from desktop.panels.cloud.abouttab import AboutTab
from tests.desktop.panels.cloud.conftest import Shown, about


@pytest.mark.parametrize("name", [each.id for each in catalogue()])
def test_what_practice_does_and_what_it_only_simulates_is_said(show: Shown, name: str) -> None:
    tab = AboutTab()
    show(tab)

    tab.take(about(pattern_id=name))

    texts = [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]
    practice = next(each for each in catalogue() if each.id == name).about.practice
    assert practice.real.en in texts
    assert practice.simulated.en in texts

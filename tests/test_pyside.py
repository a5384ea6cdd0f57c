"""What Livedesk relies on in PySide6, and what a new version must not bring back."""

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

CALLS = 10_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there: nothing to count")
def test_a_call_that_returns_nothing_costs_no_reference_to_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 loses one with each such call on Python 3.11: the process aborts after some
    # 7,000, which is seconds of chat. The spare references let this test fail instead.
    area = QRect(0, 0, 10, 10)
    spare = [None] * (2 * CALLS)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        area.setWidth(10)
    lost = before - sys.getrefcount(None)
    assert len(spare) == 2 * CALLS

    assert abs(lost) < CALLS // 100

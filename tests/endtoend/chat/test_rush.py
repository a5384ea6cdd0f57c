"""Everybody comes back at once: nobody is refused, and nobody is forgotten."""

from pathlib import Path

import pytest

from tests.benchmarks.measures.chatreconnect import rush_of
from tests.benchmarks.table import NotMeasured

CLIENTS = 2_000


def test_two_thousand_clients_that_are_cut_at_once_are_all_back(home: Path) -> None:
    try:
        rush = rush_of(CLIENTS, home / "rush")
    except NotMeasured as reason:
        pytest.skip(str(reason))

    assert rush.missing == 0
    assert rush.refused == 0

import pytest

from cloud.functions.recorder.audience import Audience
from cloud.functions.recorder.events import MetricsUpdate, Recordable
from tests.cloud.functions.recorder.test_reconciling import IVS, MEDIALIVE, Books
from tests.cloud.functions.recorder.told import T0, sample, started


def viewers(facts: list[Recordable]) -> list[int | None]:
    return [each.viewers for each in facts if isinstance(each, MetricsUpdate)]


@pytest.fixture
def books() -> Books:
    books = Books()
    books.audience = 500
    return books


def test_the_newest_figures_get_the_viewers_of_now(books: Books) -> None:
    facts: list[Recordable] = [started(), sample(T0 + 10_000, 3), sample(T0, None)]

    assert viewers(Audience(books, IVS, lambda: T0 + 11_000).counted(facts)) == [500, None]


def test_figures_of_another_time_stay_as_they_are(books: Books) -> None:
    audience = Audience(books, IVS, lambda: T0 + 90_000)

    assert viewers(audience.counted([sample(T0, 3)])) == [3]


def test_what_ivs_can_not_say_stays_as_the_desktop_says(books: Books) -> None:
    books.audience = None

    assert viewers(Audience(books, IVS, lambda: T0).counted([sample(T0, 3)])) == [3]


def test_another_channel_is_not_asked_about(books: Books) -> None:
    other = IVS + "x"

    assert viewers(Audience(books, other, lambda: T0).counted([sample(T0, 3)])) == [3]
    assert viewers(Audience(books, MEDIALIVE, lambda: T0).counted([sample(T0, 3)])) == [3]

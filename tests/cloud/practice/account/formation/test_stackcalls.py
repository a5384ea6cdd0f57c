import pytest

from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.stackcalls import check_new_name


@pytest.mark.parametrize("name", ["a", "Live-2026", "x" * 128])
def test_a_name_of_letters_digits_and_hyphens_is_fine(name: str) -> None:
    check_new_name(name)


@pytest.mark.parametrize("name", ["", "1a", "a_b", "a b", "x" * 129])
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="stackName"):
        check_new_name(name)

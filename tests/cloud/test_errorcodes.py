import string

import pytest

from cloud.errorcodes import SENTENCES, ErrorCode


def test_every_code_has_its_row_and_every_row_its_code() -> None:
    assert list(SENTENCES) == list(ErrorCode)


@pytest.mark.parametrize("code", list(ErrorCode))
def test_a_hint_speaks_of_nothing_that_the_failure_does_not_know(code: ErrorCode) -> None:
    message, hint = SENTENCES[code]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (message, hint)
    ]

    assert all(name.isidentifier() for each in names for name in each)
    assert hint.endswith(".")


def test_codes_are_written_as_they_are_logged() -> None:
    assert all(str(code) == code.name.lower().replace("_", "-") for code in ErrorCode)

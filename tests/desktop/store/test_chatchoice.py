import msgspec
import pytest

from desktop.store.chatchoice import LARGEST_TEXT, ChatChoice, ChatTaste
from desktop.store.settings import Settings


def test_nothing_secret_has_a_field() -> None:
    names = {*ChatChoice.__struct_fields__, *ChatTaste.__struct_fields__}

    assert not {name for name in names if name.endswith(("secret", "key", "token"))} - {"keeps_key"}


@pytest.mark.parametrize(
    "broken",
    [
        {"chat": {"kind": "irc"}},
        {"chat": {"host_key": "secret"}},
        {"chat_taste": {"text_scale": LARGEST_TEXT + 0.1}},
        {"chat_taste": {"keywords": [""]}},
        {"chat_taste": {"keywords": ["x"] * 51}},
    ],
)
def test_what_makes_no_sense_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(broken, Settings)

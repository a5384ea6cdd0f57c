import msgspec
import pytest

from cloud.settings import Account
from desktop.store.cloudchoice import CloudChannel, CloudChoice
from desktop.store.settings import DestinationChoice


def test_a_channel_survives_the_file() -> None:
    choice = DestinationChoice("cloud", cloud=CloudChannel(Account(), "livedesk-live-ivs", 1))

    assert msgspec.json.decode(msgspec.json.encode(choice), type=DestinationChoice) == choice
    assert choice.is_practice


def test_nothing_of_a_key_has_a_place_in_it() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"account": {}, "stack": "a", "key": "sk"}, CloudChannel)


@pytest.mark.parametrize("values", [{"stack": "9"}, {"stack": "a", "place": 2}])
def test_what_no_stack_can_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"account": {}, **values}, CloudChannel)


def test_practice_and_a_timer_are_the_default() -> None:
    choice = CloudChoice()

    assert choice.account.is_practice
    assert choice.auto_stop_h > 0

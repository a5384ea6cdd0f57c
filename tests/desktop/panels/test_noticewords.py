import pytest

from desktop.panels.noticewords import Deed, deed_text, destination_words, input_words
from encoder.errors import ErrorCode, Problem
from encoder.messages import DestinationChanged, Phase, SignalChanged, SignalFault
from tests.fakes.desk import Desk


@pytest.mark.parametrize("fault", SignalFault)
def test_each_fault_has_words_of_its_own(desk: Desk, fault: SignalFault) -> None:
    desk.says(SignalChanged("picture", fault, True))

    (words,) = input_words(desk.studio)

    assert words.key == f"{fault}:picture"
    assert words.text.endswith("for 10 seconds.")


def test_every_deed_has_a_button() -> None:
    texts = [deed_text(deed) for deed in Deed]

    assert len(set(texts)) == len(Deed)


def test_a_destination_that_ended_beside_others_is_named(desk: Desk) -> None:
    refused = Problem(ErrorCode.KEY_REFUSED, {"host": "10.0.0.1", "status": "no"})
    destinations = desk.studio.destinations
    second = destinations.add("practice")
    destinations.change(second, name="Club")
    desk.is_live()
    assert destination_words(desk.studio) == []

    desk.says(DestinationChanged(second, Phase.IDLE, 1.0, refused))

    (words,) = destination_words(desk.studio)
    assert words.text.startswith("Club: 10.0.0.1 refused the stream key")
    assert (words.deed, words.about) == (Deed.GO_TO_DESTINATION, second)

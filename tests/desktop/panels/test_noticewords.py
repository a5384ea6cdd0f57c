import msgspec
import pytest

from desktop.panels.noticewords import Deed, deed_text, input_title, input_words
from encoder.messages import SignalChanged, SignalFault
from tests.fakes.desk import Desk


def test_an_input_is_called_by_its_name_or_by_its_kind(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    assert input_title(desk.studio, "picture") == "Screen"
    assert input_title(desk.studio, "gone") == "gone"

    programme = desk.studio.programme()
    named = msgspec.structs.replace(programme.inputs[0], name="Slides")
    desk.studio.change_programme(msgspec.structs.replace(programme, inputs=(named,)))

    assert input_title(desk.studio, "picture") == "Slides"


@pytest.mark.parametrize("fault", SignalFault)
def test_each_fault_has_words_of_its_own(desk: Desk, fault: SignalFault) -> None:
    desk.says(SignalChanged("picture", fault, True))

    (words,) = input_words(desk.studio)

    assert words.key == f"{fault}:picture"
    assert words.text.endswith("for 10 seconds.")


def test_every_deed_has_a_button() -> None:
    texts = [deed_text(deed) for deed in Deed]

    assert len(set(texts)) == len(Deed)

import json

import pytest
from websockets.frames import Frame, Opcode

from cloud.chatserver.frames import ack_frame, event_frame, text_frame
from tests.cloud.chatserver.lines import unframed


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_frame_is_what_another_implementation_makes(size: int) -> None:
    text = b"x" * size

    assert text_frame(text) == Frame(Opcode.TEXT, text).serialize(mask=False)


def test_an_event_is_a_packet_in_the_chats_namespace() -> None:
    text = unframed(event_frame("b", {"text": "猫"}))

    assert text.startswith("42/chat,")
    assert json.loads(text.removeprefix("42/chat,")) == ["b", {"text": "猫"}]


def test_an_acknowledgement_names_the_request() -> None:
    assert unframed(ack_frame(12, {"ok": True})) == '43/chat,12[{"ok":true}]'

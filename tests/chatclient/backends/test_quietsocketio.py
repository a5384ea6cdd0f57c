"""The library's client decodes no more than it must and leaves the library as it is for others."""

import asyncio
import logging

import msgspec
import pytest
from socketio.packet import EVENT, Packet

from chatclient.backends.quietsocketio import LazyJson, LazyPacket, quiet_client


def test_of_an_event_only_the_name_is_decoded() -> None:
    packet = LazyPacket(encoded_packet='2/chat,7["b",{"e":"x"}]')

    assert (packet.packet_type, packet.namespace, packet.id) == (EVENT, "/chat", 7)
    assert packet.data[0] == "b"
    assert isinstance(packet.data[1], msgspec.Raw)
    assert bytes(packet.data[1]) == b'{"e":"x"}'


def test_of_an_answer_nothing_is() -> None:
    assert [bytes(part) for part in LazyPacket(encoded_packet='3/chat,7[{"ok":true}]').data] == [
        b'{"ok":true}'
    ]


def test_what_is_no_list_is_decoded_whole() -> None:
    assert LazyJson.loads('{"sid":"s"}') == {"sid": "s"}


def test_a_packet_is_as_short_as_can_be() -> None:
    assert LazyPacket(EVENT, ["send", {"text": "あ"}], "/chat", 1).encode() == (
        '2/chat,1["send",{"text":"あ"}]'
    )


def test_the_librarys_own_json_stays() -> None:
    quiet_client()

    assert Packet(encoded_packet='2["b",{"e":"x"}]').data == ["b", {"e": "x"}]


@pytest.mark.parametrize(
    "message", ["", "9", "2[", "2/chat,[7]", "3/chat,0[]", "3/chat,5[1]", "52-[]", "0[1]", b"\x00"]
)
def test_nonsense_harms_nothing(message: object) -> None:
    client = quiet_client()

    asyncio.run(client._handle_eio_message(message))

    assert client.logger.level > logging.CRITICAL


def test_a_batch_is_heard_as_it_is() -> None:
    client = quiet_client()
    heard: list[str] = []
    client.hear_batch = heard.append

    asyncio.run(client._handle_eio_message('2/chat,["b",{"e":"x"}]'))

    assert heard == ['{"e":"x"}']

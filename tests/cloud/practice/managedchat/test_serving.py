import logging
import socket

from cloud.practice.managedchat.app import Keys, ManagedChats
from cloud.practice.managedchat.serving import MOST_FRAME_BYTES, listen, uvicorn_config


def test_tokens_of_handshakes_are_never_logged() -> None:
    config = uvicorn_config(ManagedChats(Keys()).app)

    assert config.ws_max_size == MOST_FRAME_BYTES
    assert not config.access_log
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.DEBUG)


def test_what_is_sent_to_a_client_waits_for_nothing() -> None:
    with listen(0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

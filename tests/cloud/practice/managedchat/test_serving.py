import logging

from cloud.practice.managedchat.app import Keys, ManagedChats
from cloud.practice.managedchat.serving import MOST_FRAME_BYTES, uvicorn_config


def test_tokens_of_handshakes_are_never_logged() -> None:
    config = uvicorn_config(ManagedChats(Keys()).app)

    assert config.ws_max_size == MOST_FRAME_BYTES
    assert not config.access_log
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.DEBUG)

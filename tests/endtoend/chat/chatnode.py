"""One of many nodes of a chat, as a process of its own."""

import time
from pathlib import Path

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.tokens import Tokens
from tests.endtoend.chat.nodeprocess import NodeProcess

SIGNING_KEY = "signing-key-of-all-nodes-of-one-service-01"


class ChatNode(NodeProcess):
    """A node; all nodes take each other's tokens."""

    def __init__(self, folder: Path, *words: str) -> None:
        super().__init__(folder, {"signing_key": SIGNING_KEY}, *words)


def token(room: str, user: str) -> str:
    """Return a moderator's token for any node: moderators may write twenty times a second."""
    tokens = Tokens(SIGNING_KEY.encode(), time.time)
    return tokens.mint(User(user, user.title()), room, Role.MODERATOR)

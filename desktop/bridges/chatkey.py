"""What opens the chosen chat: in memory, and on request in the system's key store."""

from desktop.bridges.streamkey import StreamKeyKeeper
from desktop.store.secretstore import chat_key_name


class ChatKeyKeeper(StreamKeyKeeper):
    """Holds one key: a chat server's host key, or what opens a managed chat."""

    def name_of(self, url: str) -> str:
        return chat_key_name(url)

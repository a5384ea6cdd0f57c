from desktop.bridges.chatkey import ChatKeyKeeper
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.streamkey import KeyState
from tests.fakes.desk import ImmediateTasks
from tests.fakes.secrets import FakeSecrets


def test_a_chats_key_is_kept_apart_from_stream_keys_and_by_its_port(qapp: object) -> None:
    mailbox, secrets = Mailbox(), FakeSecrets()
    tasks = ImmediateTasks(mailbox)
    registered: list[str] = []
    keeper = ChatKeyKeeper(tasks, lambda: secrets, registered.append)

    keeper.enter("host-key")
    keeper.keep("https://chat.example.com:8443/room")
    mailbox.drain_all()

    assert secrets.kept == {"chat key https://chat.example.com:8443": "host-key"}
    assert keeper.state is KeyState.KEPT
    assert registered == ["host-key"]
    tasks.close()

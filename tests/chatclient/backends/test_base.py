"""What every backend promises is said once, and read from its traits."""

from chatclient.backends.base import Seekable, Traits
from chatclient.backends.polling import PollingConnection
from chatclient.backends.replay import ReplayBackend, ReplayConnection
from chatclient.backends.socketio import SocketIoBackend, SocketIoConnection
from chatclient.settings import ReplayChat, SocketIoChat


def test_a_backend_can_do_everything_unless_it_says_otherwise() -> None:
    assert Traits("some") == Traits("some", True, True, True, True)
    assert SocketIoBackend(SocketIoChat("http://chat.example", "show")).traits == Traits("socketio")


def test_what_is_over_can_be_sought_but_not_written_to() -> None:
    traits = ReplayBackend(ReplayChat("chat.jsonl")).traits

    assert (traits.can_send, traits.can_moderate) == (False, False)
    assert issubclass(ReplayConnection, Seekable)
    assert not issubclass(SocketIoConnection, Seekable)
    assert not issubclass(PollingConnection, Seekable)

"""The managed chats' emulator as the other end of a backend's tests, behind a relay."""

from collections.abc import Callable
from typing import Any

import msgspec

from chatclient.backends.appsync import AppSyncBackend
from chatclient.backends.base import Backend
from chatclient.backends.ivs import IvsBackend
from chatclient.settings import AppSyncChat, IvsChat, Token
from chatclient.wire.envelopes import Role
from cloud.practice.managedchat.ivstokens import CreateChatToken
from cloud.practice.managedchat.knobs import Knobs
from tests.chatclient.backends.peers import LIVE, ME
from tests.fakes.managedchat import ManagedService
from tests.fakes.relay import Relay

CHANNEL = f"/default/{LIVE}"
ECHO_S = 0.3
"""Long enough for an echo that comes; nothing goes wrong where one is later."""


class ManagedPeer:
    """What both have in common."""

    checks_entry = True
    refused_text = "buy spam"
    backend: Backend

    def __init__(self, **knobs: Any) -> None:
        self.service = ManagedService()
        self.service.turn(Knobs(denied_words=("spam",), **knobs))
        self.given: list[str] = []
        self._relay = Relay()
        self._is_forging = False
        self.unblock()
        self.url = f"127.0.0.1:{self._relay.port}"

    def tokens(self) -> Token:
        token = self.token_of(ME.id, ME.name)
        if self._is_forging:
            token = token[:-8] + "forgedxx"
        self.given.append(token)
        return Token(token)

    def token_of(self, user: str, name: str, role: Role = Role.VIEWER) -> str:
        """Return a token for somebody."""
        raise NotImplementedError

    def forge_tokens(self) -> None:
        self._is_forging = True

    def cut(self) -> None:
        self.service.on_loop(self._relay.cut)

    def block(self) -> None:
        self.service.thread.run(self._relay.block())

    def unblock(self) -> None:
        self.service.thread.run(self._relay.open(self.service.port))

    def hold_up(self) -> None:
        self.service.on_loop(lambda: self._relay.hold_up(True))

    def pass_on(self) -> None:
        self.service.on_loop(lambda: self._relay.hold_up(False))

    def close(self) -> None:
        self.block()
        self.service.close()


class IvsPeer(ManagedPeer):
    """IVS Chat; somebody else is there without a connection."""

    def __init__(self, **knobs: Any) -> None:
        super().__init__(**knobs)
        self.backend = IvsBackend(IvsChat(f"ws://{self.url}", ME.id, ME.name))
        self._ids: dict[str, str] = {}

    def token_of(self, user: str, name: str, role: Role = Role.VIEWER) -> str:
        wish = {"live": LIVE, "user": user, "name": name, "role": role}
        return str(self.service.post("/tokens/ivs", wish)["token"])

    def say(self, text: str) -> None:
        """Each time over a connection of its own, lest there be too much over one."""
        asked = {"Action": "SEND_MESSAGE", "RequestId": f"{len(self._ids)}", "Content": text}
        other = _Other()
        self.service.on_loop(lambda: self._say(other, msgspec.json.encode(asked).decode()))
        self._ids[text] = other.said[-1]["Id"]

    def delete(self, text: str) -> None:
        asked = {"roomIdentifier": LIVE, "id": self._ids[text], "reason": "spam"}
        assert self.service.post("/DeleteMessage", asked)["id"]

    def _say(self, other: "_Other", frame: str) -> None:
        chats = self.service.chats
        asked = CreateChatToken(LIVE, "ben", ("SEND_MESSAGE",), attributes={"displayName": "Ben"})
        grant = chats.ivs_tokens.redeem(chats.ivs_tokens.create(asked).token)
        assert grant
        member = chats.rooms.enter(grant, other)
        chats.rooms.take(member, frame)
        chats.rooms.leave(member)


class _Other:
    """Keeps what a member is told."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def put(self, frame: object) -> None:
        raise AssertionError(f"refused: {frame}")

    def put_said(self, frame: object) -> None:
        self.said.append(frame)

    def end(self, code: int) -> None:
        pass


class AppSyncPeer(ManagedPeer):
    """AppSync Events; `address` makes the backend's address of host and port."""

    def __init__(self, address: Callable[[str], AppSyncChat] | None = None, **knobs: Any) -> None:
        super().__init__(**knobs)
        self.backend = AppSyncBackend((address or by_token)(self.url), echo_s=ECHO_S)
        self._said = 0
        self._ids: dict[str, str] = {}

    def token_of(self, user: str, name: str, role: Role = Role.VIEWER) -> str:
        wish = {"live": LIVE, "user": user, "name": name, "role": role}
        return str(self.service.post("/tokens/appsync", wish)["token"])

    def say(self, text: str) -> None:
        self._said += 1
        self._ids[text] = id = f"said-{self._said}"
        user = {"id": "ben", "name": "Ben"}
        self._publish({"id": id, "k": "msg", "u": user, "d": {"text": text}})

    def delete(self, text: str) -> None:
        self._publish({"id": f"deleted-{text}", "k": "del", "d": {"id": self._ids[text]}})

    def _publish(self, event: object) -> None:
        outcome = self.service.publish(CHANNEL, event)
        assert outcome["successful"], outcome


class AppSyncKeyPeer(AppSyncPeer):
    """The same, opened by the API key."""

    def __init__(self) -> None:
        super().__init__(by_key)

    def token_of(self, user: str, name: str, role: Role = Role.VIEWER) -> str:
        return self.service.keys.api_key


def by_token(host: str) -> AppSyncChat:
    """Return the address of the channel, opened by a token."""
    return AppSyncChat(f"http://{host}", f"ws://{host}", CHANNEL, "bearer")


def by_key(host: str) -> AppSyncChat:
    """Return the address of the channel, opened by the API key."""
    return AppSyncChat(f"http://{host}/event", f"ws://{host}", CHANNEL, user=ME.id, name=ME.name)

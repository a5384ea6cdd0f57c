"""Which chat a choice means, and what is still missing before it can be entered; pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from chatclient.settings import AppSyncChat, ChatAddress, IvsChat, PollingChat, SocketIoChat
from desktop.store.chatchoice import ChatChoice

HOST_ID = "host"
DEFAULT_NAME = "Host"


class Setup(StrEnum):
    """Whether there is a chat to enter, and what is missing where there is none."""

    READY = "ready"
    OFF = "off"
    """Nobody wants one."""
    NO_PRACTICE_CHAT = "no-practice-chat"
    """The practice cloud has none (yet)."""
    NOT_PRACTISING = "not-practising"
    """Nothing is broadcast to the practice cloud, so there is no practice chat either."""
    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    """It is not one, or has something in it that is no part of an address here."""
    NO_ROOM = "no-room"
    """None, or no name that a room can have."""
    LOADING_KEY = "loading-key"
    """The key store is being asked."""
    NO_KEY = "no-key"


class Entry(StrEnum):
    """How a token for a chat is had."""

    PRACTICE = "practice"
    """The practice cloud gives one."""
    HOST_KEY = "host-key"
    """The chat server gives one for its host key."""
    TOKEN_URL = "token-url"
    """An address of the user's own gives one for the key."""
    KEY_ITSELF = "key-itself"
    """The key is one."""


@dataclass(frozen=True, slots=True)
class Road:
    """A chat that can be entered; holds no key."""

    room: str
    """Under which its record is kept; the same after the practice cloud's ports have changed."""
    address: ChatAddress
    entry: Entry
    name: str
    """As whom."""
    live: str = ""
    token_url: str = ""


@dataclass(frozen=True, slots=True)
class PracticeRoom:
    """The practice cloud's chat, as far as it has one."""

    url: str = ""
    name: str = ""


NO_ROOM = PracticeRoom()
_LIVE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""What `chatclient.wire.requests.LiveId` allows."""
_CHANNEL = re.compile(r"(/[A-Za-z0-9-]{1,50}){1,5}")
"""AppSync Events: one to five segments of up to fifty characters."""
_SCHEMES = {"ivs": ("wss", "ws"), "appsync": ("https", "http")}
_DEFAULT_SCHEMES = ("https", "http")


def needs_key(choice: ChatChoice) -> bool:
    """Return whether this chat is entered with a key."""
    return choice.kind not in ("practice", "off")


def road_to(choice: ChatChoice, practice: PracticeRoom, has_key: bool) -> Road | Setup:
    """Return the way into the chosen chat, or what is missing."""
    if choice.kind == "off":
        return Setup.OFF
    if choice.kind == "practice":
        if not (practice.url and practice.name):
            return Setup.NO_PRACTICE_CHAT
        address = SocketIoChat(practice.url, practice.name)
        return Road(
            f"practice/{practice.name}", address, Entry.PRACTICE, _name(choice), practice.name
        )
    if (missing := _missing(choice)) is not None:
        return missing
    if not has_key:
        return Setup.NO_KEY
    return _with_key(choice)


def _missing(choice: ChatChoice) -> Setup | None:
    addresses = [choice.url]
    if choice.kind == "appsync":
        addresses.append(choice.realtime_url)
    if not all(addresses):
        return Setup.NO_ADDRESS
    schemes = _SCHEMES.get(choice.kind, _DEFAULT_SCHEMES)
    checked = [
        _is_address(choice.url, schemes),
        _is_address(choice.realtime_url, ("wss", "ws"), may_be_empty=choice.kind != "appsync"),
        _is_address(choice.api_url, _DEFAULT_SCHEMES, may_be_empty=True),
        _is_address(choice.token_url, _DEFAULT_SCHEMES, may_be_empty=True),
    ]
    if not all(checked):
        return Setup.BAD_ADDRESS
    if choice.kind == "ivs":
        return None  # the token names the room
    rule = _CHANNEL if choice.kind == "appsync" else _LIVE
    return None if rule.fullmatch(choice.live) else Setup.NO_ROOM


def _with_key(choice: ChatChoice) -> Road:
    url, name, live = choice.url.rstrip("/"), _name(choice), choice.live
    room = f"{url}/{live.lstrip('/')}"
    own = Entry.TOKEN_URL if choice.token_url else Entry.KEY_ITSELF
    match choice.kind:
        case "polling":
            api = choice.api_url.rstrip("/")
            polled = PollingChat(url, live, api)
            return Road(room, polled, Entry.HOST_KEY, name, live, api or url)
        case "appsync":
            realtime_url = choice.realtime_url.rstrip("/")
            events = AppSyncChat(url, realtime_url, live, choice.auth, HOST_ID, name)
            is_token = choice.auth == "bearer"
            entry = own if is_token else Entry.KEY_ITSELF
            return Road(room, events, entry, name, live, choice.token_url if is_token else "")
        case "ivs":
            return Road(room, IvsChat(url, HOST_ID, name), own, name, live, choice.token_url)
        case _:
            return Road(room, SocketIoChat(url, live), Entry.HOST_KEY, name, live, url)


def _name(choice: ChatChoice) -> str:
    return choice.name or DEFAULT_NAME


def _is_address(text: str, schemes: tuple[str, ...], may_be_empty: bool = False) -> bool:
    """Tell whether text is an address without anything secret in it."""
    if not text:
        return may_be_empty
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is none
    except ValueError:
        return False
    return (
        parts.scheme in schemes
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and not parts.query
        and not parts.fragment
    )

"""How a chat server is to run, and the secrets it is given in a file that only it can read."""

import secrets as randomness
import stat
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from cloud.chatserver.ratelimits import Rates

MIN_KEY_LENGTH = 32
MIN_HOST_KEY_LENGTH = 16


class OptionsRefused(Exception):
    """A setting can't be used; the sentence says which and why."""


class Secrets:
    """Keys of a server; never printed."""

    def __init__(self, signing_key: str, host_key: str, redis_password: str = "") -> None:
        self.signing_key = signing_key
        """Signs the tokens; all nodes of a service have the same."""
        self.host_key = host_key
        """Who shows it may have tokens of any role made; empty: nobody may."""
        self.redis_password = redis_password

    def __repr__(self) -> str:
        return "Secrets(***)"


class ServerOptions(Struct, frozen=True):
    """One node's settings."""

    secrets: Secrets
    guests: bool = False
    """Anybody may have a viewer's token."""
    origins: tuple[str, ...] = ()
    """Pages of other servers that may connect; the server's own always may. `*`: all."""
    behind_proxy: bool = False
    """The last address of X-Forwarded-For is believed."""
    session_s: float = 10_800.0
    """A connection ends after so long, whatever its token says."""
    token_s: int = 300
    drain_s: float = 30.0
    """Clients are told to leave within so long when the node ends."""
    ping_interval_s: float = 25.0
    ping_timeout_s: float = 20.0
    max_clients: int = 20_000
    rates: Rates = Rates()
    room_idle_s: float = 120.0
    """A room without clients is closed here after so long."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    signing_key: str
    host_key: str = ""
    redis_password: str = ""


def read_secrets(path: Path) -> Secrets:
    """Return the secrets in a JSON file that others can't read. Raises OptionsRefused."""
    try:
        if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise OptionsRefused(f"{path} can be read by others; chmod 600 it.")
        given = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise OptionsRefused(f"{path} can't be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Without the cause: it may quote what the file holds.
        raise OptionsRefused(
            f"{path} is not a JSON object with signing_key, host_key and redis_password."
        ) from None
    if len(given.signing_key) < MIN_KEY_LENGTH:
        raise OptionsRefused(f"signing_key in {path} is shorter than {MIN_KEY_LENGTH} characters.")
    if given.host_key and len(given.host_key) < MIN_HOST_KEY_LENGTH:  # anybody may try some
        raise OptionsRefused(
            f"host_key in {path} is shorter than {MIN_HOST_KEY_LENGTH} characters."
        )
    return Secrets(given.signing_key, given.host_key, given.redis_password)


def own_secrets() -> Secrets:
    """Return secrets made up for this run: nobody else can make tokens, and none outlives it."""
    return Secrets(randomness.token_urlsafe(32), "")

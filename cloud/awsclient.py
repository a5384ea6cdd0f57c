"""The one wall round boto3: sessions, time limits, retries, pages, and our errors for its own.

In practice nothing of the environment counts: credentials, profile, endpoint and proxies are pinned
to this machine. LIVE takes a profile by name; keys that just stand in the environment are refused.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from cloud.awserrors import translated
from cloud.errors import CloudError, ErrorCode, SignInError
from cloud.settings import Account, Identity

CONNECT_TIMEOUT_S = 5
READ_TIMEOUT_S = 30
MOST_ATTEMPTS = 6
AMBIENT = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")

AskMfa = Callable[[str], str]
"""Gets a prompt, gives the six digits; raises MfaCancelled when there are none."""


class Session(Protocol):
    """What is used of a boto3 session; tests hand in one whose clients are stubbed."""

    def client(self, service_name: str, **how: Any) -> Any:
        """Return a client of one service."""
        ...


class Aws:
    """Calls to one account, in practice or LIVE. Its methods block; any thread may call them."""

    def __init__(
        self,
        account: Account,
        *,
        practice_url: str = "",
        ask_mfa: AskMfa | None = None,
        session: Session | None = None,
    ) -> None:
        """`practice_url`: of the practice account, on loopback. Raises SignInError."""
        if account.is_practice != bool(practice_url):
            raise ValueError("a practice account, and only that, has a practice URL")
        self.account = account
        self._practice_url = practice_url
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str], Any] = {}
        self._session = session or _open_session(account, ask_mfa)

    @property
    def is_practice(self) -> bool:
        """Nothing outside this machine is reached."""
        return self.account.is_practice

    @property
    def region(self) -> str:
        """Where it works."""
        return self.account.region

    def call(
        self, service: str, operation: str, /, *, region: str = "", **parameters: Any
    ) -> dict[str, Any]:
        """Call one operation and return its answer, e.g. `call("ivs", "get_channel", arn=...)`.

        Raises SignInError and CallError.
        """
        region = region or self.region
        try:
            answer = getattr(self._client(service, region), operation)(**parameters)
        except CloudError:
            raise
        except Exception as error:
            raise self._translated(error, service, operation, region) from error
        answer.pop("ResponseMetadata", None)
        return dict(answer)

    def pages(
        self, service: str, operation: str, items: str, /, *, region: str = "", **parameters: Any
    ) -> Iterator[Any]:
        """Give everything that stands under `items` in all pages of an operation's answer."""
        region = region or self.region
        try:
            paginator = self._client(service, region).get_paginator(operation)
            for page in paginator.paginate(**parameters):
                yield from page.get(items, ())
        except CloudError:
            raise
        except Exception as error:
            raise self._translated(error, service, operation, region) from error

    def identity(self) -> Identity:
        """Ask who is calling; raises SignInError and CallError."""
        answer = self.call("sts", "get_caller_identity")
        return Identity(self.account, answer["Account"], answer["Arn"])

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            clients, self._clients = self._clients, {}
        for client in clients.values():
            client.close()

    # ---- private ----

    def _client(self, service: str, region: str) -> Any:
        from botocore.config import Config

        with self._lock:  # boto3 sessions make clients for one thread at a time
            if (client := self._clients.get((service, region))) is None:
                config = Config(
                    connect_timeout=CONNECT_TIMEOUT_S,
                    read_timeout=READ_TIMEOUT_S,
                    retries={"total_max_attempts": MOST_ATTEMPTS, "mode": "adaptive"},
                    ignore_configured_endpoint_urls=True,
                    **_PINNED if self.is_practice else {},
                )
                where = {"endpoint_url": self._practice_url} if self.is_practice else {}
                client = self._session.client(service, region_name=region, config=config, **where)
                self._clients[service, region] = client
            return client

    def _translated(
        self, error: Exception, service: str, operation: str, region: str
    ) -> CloudError:
        return translated(error, self.account.profile, service, operation, region)


# Proxies of the environment would carry practice calls off this machine; S3 has no DNS for buckets;
# and a wish for FIPS or dual stack does not go with an endpoint that is given.
_PINNED: Mapping[str, Any] = {
    "proxies": {},
    "s3": {"addressing_style": "path"},
    "use_dualstack_endpoint": False,
    "use_fips_endpoint": False,
}


def ambient_credentials() -> tuple[str, ...]:
    """Return the names of the AWS credentials that stand in the environment."""
    return tuple(name for name in AMBIENT if os.environ.get(name))


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles that are configured on this computer. Reads two files."""
    import botocore.session

    found: list[str] = list(botocore.session.Session().available_profiles)
    return tuple(sorted(found))


def _open_session(account: Account, ask_mfa: AskMfa | None) -> Session:
    try:
        import boto3
        import botocore.session
    except ImportError as error:
        raise SignInError(ErrorCode.CLOUD_SUPPORT_MISSING, package="boto3") from error
    if account.is_practice:
        pinned = botocore.session.Session(
            # Neither variables nor files: nothing of a real account can be picked up.
            session_vars={
                "profile": (None, None, None, None),
                "config_file": (None, None, os.devnull, None),
                "credentials_file": (None, None, os.devnull, None),
                "ca_bundle": (None, None, None, None),
            }
        )
        pinned.set_credentials("practice", "practice")
        practice: Session = boto3.Session(botocore_session=pinned, region_name=account.region)
        return practice
    if not account.profile:
        if names := ambient_credentials():
            raise SignInError(ErrorCode.AMBIENT_CREDENTIALS, names=", ".join(names))
        raise SignInError(ErrorCode.NO_PROFILE_CHOSEN)
    try:
        # Naming the profile also turns the environment's keys off.
        live = botocore.session.Session(profile=account.profile)
        if ask_mfa is not None:
            resolver = live.get_component("credential_provider")
            resolver.get_provider("assume-role")._prompter = ask_mfa  # noqa: SLF001 - has no other door
        session: Session = boto3.Session(botocore_session=live, region_name=account.region)
    except Exception as error:
        raise translated(error, account.profile, "sts", "get_session", account.region) from error
    return session

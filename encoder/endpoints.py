"""Checks a destination's address and key before anything is sent, for window and engine alike."""

import os
import ssl
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from encoder.errors import ErrorCode, SettingsError
from encoder.rtmp import Endpoint, EndpointError, parse_endpoint
from encoder.settings import Destination


def endpoint_of(destination: Destination) -> Endpoint:
    """Return the checked endpoint; raises SettingsError with a sentence and no key.

    A CA file is read here, so that it is named before anything connects.
    """
    if destination.ca_file:
        _check_ca_file(destination.ca_file)
    try:
        return parse_endpoint(destination.url, destination.key.reveal())
    except EndpointError as error:
        if error.code == "rtmp.endpoint.key":
            raise SettingsError(ErrorCode.KEY_MISSING) from None
        reason = str(error).rstrip(".")
        raise SettingsError(ErrorCode.URL_INVALID, reason=reason) from None


def distinct_endpoints(destinations: Sequence[Destination]) -> tuple[Endpoint, ...]:
    """Return the checked endpoints of one broadcast; raises SettingsError.

    There must be one at least, each id can be used once, and each stream has one sender.
    """
    if not destinations:
        raise _unfit("The list of destinations", "empty", "at least one")
    ids: set[str] = set()
    endpoints: dict[Endpoint, Destination] = {}
    for destination in destinations:
        endpoint = endpoint_of(destination)
        if destination.id in ids:
            raise _unfit("A second destination's id", destination.id, "each id once")
        if endpoint in endpoints:
            limit = "an address and key that no other destination has"
            raise _unfit("A second destination", destination.shown_url, limit)
        ids.add(destination.id)
        endpoints[endpoint] = destination
    return tuple(endpoints)


def _unfit(setting: str, value: str, limit: str) -> SettingsError:
    return SettingsError(ErrorCode.SETTING_INVALID, setting=setting, value=value, limit=limit)


def shown_host(url: str) -> str:
    """Return the host of an address, fit to be shown; empty where there is none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:  # an IPv6 address being typed
        return ""


def _check_ca_file(path: str) -> None:
    try:
        # A window asks at every key stroke: a file is read once for each time it was written.
        _load_certificates(path, os.stat(path).st_mtime_ns)
    except (OSError, ValueError):  # not there, not readable, or no certificates in it
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            setting="CA file",
            value=path,
            limit="a file of certificates in PEM form",
        ) from None


@lru_cache(maxsize=16)
def _load_certificates(path: str, written_ns: int) -> None:
    ssl.create_default_context(cafile=path)

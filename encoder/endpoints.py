"""Checks a destination's address and key before anything is sent, for window and engine alike."""

import ssl

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


def _check_ca_file(path: str) -> None:
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):  # not there, not readable, or no certificates in it
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            setting="CA file",
            value=path,
            limit="a file of certificates in PEM form",
        ) from None

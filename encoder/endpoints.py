"""Checks a destination's address and key before anything is sent, for window and engine alike."""

from encoder.errors import ErrorCode, SettingsError
from encoder.rtmp import Endpoint, EndpointError, parse_endpoint
from encoder.settings import Destination


def endpoint_of(destination: Destination) -> Endpoint:
    """Return the checked endpoint; raises SettingsError with a sentence and no key."""
    try:
        return parse_endpoint(destination.url, destination.key.reveal())
    except EndpointError as error:
        if error.code == "rtmp.endpoint.key":
            raise SettingsError(ErrorCode.KEY_MISSING) from None
        reason = str(error).rstrip(".")
        raise SettingsError(ErrorCode.URL_INVALID, reason=reason) from None

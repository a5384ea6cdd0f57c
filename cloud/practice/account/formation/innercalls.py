"""Calls AWS operations inside this process: the same way into the books that a client's call takes.

A client of botocore writes the request and checks its parameters; instead of being sent it is
answered by the code that answers everybody's requests. Nothing of it is journaled: the call that
caused it is.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Any

import botocore.session
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from botocore.model import Shape
from moto.core.botocore_stubber import BotocoreStubber, MockRawResponse
from moto.core.models import botocore_stubber

from cloud.practice.account.strict.checking import refusal_by_rule

_ABSENT = ("NotFound", "NoSuch", "DoesNotExist", "NonExistent", "ResourceNotFound")


class CallFailed(Exception):
    """A service refused; `is_absent` when the thing does not exist."""

    def __init__(self, service: str, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{message} (Service: {service}, Status Code: {status})")
        self.code = code
        self.is_absent = status == 404 or any(each in code for each in _ABSENT)


class NotSimulated(Exception):
    """Nothing in this account answers that operation."""


class InnerCalls:
    """Calls of one account. Its caller holds the account's lock."""

    def __init__(self) -> None:
        self._session = botocore.session.Session(
            session_vars={
                "profile": (None, None, None, None),
                "config_file": (None, None, os.devnull, None),
                "credentials_file": (None, None, os.devnull, None),
            }
        )
        self._session.set_credentials("practice", "practice")
        # While moto stands in for AWS in this process, it would answer every request once more.
        self._session.unregister("before-send", botocore_stubber)
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def __call__(
        self, service: str, region: str, operation: str, /, **parameters: Any
    ) -> dict[str, Any]:
        """Call one operation, e.g. `calls("ivs", region, "get_channel", arn=...)`.

        Raises CallFailed and NotSimulated.
        """
        client = self._client(service, region)
        name = client.meta.method_to_api_mapping.get(operation, "")
        if (refusal := refusal_by_rule(service, name, parameters, time.time())) is not None:
            raise CallFailed(service, refusal.code, refusal.message, refusal.status)
        try:
            answer: dict[str, Any] = getattr(client, operation)(**parameters)
        except ClientError as error:
            raise _translated(service, error) from error
        except ParamValidationError as error:
            raise CallFailed(service, "InvalidRequest", str(error)) from error
        except NotImplementedError as error:
            raise NotSimulated(f"{service} {operation}") from error
        answer.pop("ResponseMetadata", None)
        return answer

    def shape(self, service: str, region: str, operation: str) -> Shape:
        """Return what an operation takes."""
        client = self._client(service, region)
        name = client.meta.method_to_api_mapping[operation]
        return client.meta.service_model.operation_model(name).input_shape

    def _client(self, service: str, region: str) -> Any:
        with self._lock:
            if (client := self._clients.get((service, region))) is None:
                client = self._session.create_client(
                    service,
                    region_name=region,
                    config=Config(
                        retries={"total_max_attempts": 1},
                        s3={"addressing_style": "path"},
                        ignore_configured_endpoint_urls=True,
                        request_checksum_calculation="when_required",
                        response_checksum_validation="when_required",
                    ),
                )
                client.meta.events.register("before-send", _answerer())
                self._clients[service, region] = client
            return client


def _answerer() -> Callable[..., AWSResponse]:
    stubber = BotocoreStubber()

    def answered(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        found = stubber.process_request(request)
        if found is None or (found[0] == 404 and found[2] in ("", "Not yet implemented")):
            # Never None: botocore would go out to the network.
            raise NotImplementedError(request.url)
        status, headers, body = found
        return AWSResponse(request.url, int(status), headers, MockRawResponse(body))

    return answered


def _translated(service: str, error: ClientError) -> CallFailed:
    found = error.response.get("Error", {})
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400))
    return CallFailed(
        service, str(found.get("Code", "")), str(found.get("Message") or found.get("Code")), status
    )

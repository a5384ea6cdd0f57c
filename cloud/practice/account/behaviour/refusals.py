"""What calls are answered while a scenario has them throttled, or the sign-in expired."""

import itertools
from collections.abc import Set

from cloud.practice.account.context import Refusal
from cloud.practice.accountmessages import Scenario

# Services that answer in XML have errors without `Exception` at the end.
_XML = frozenset(
    (
        "autoscaling",
        "cloudformation",
        "cloudfront",
        "ec2",
        "elasticache",
        "elasticloadbalancing",
        "iam",
        "monitoring",
        "s3",
        "sns",
        "sqs",
        "sts",
    )
)


class Refusals:
    """A gate of the account; any thread may ask."""

    def __init__(self, scenarios: Set[Scenario]) -> None:
        self._scenarios = scenarios
        self._calls = itertools.count()

    def gate(self, service: str, operation: str) -> Refusal | None:
        """Return why a call is refused; None when it is not."""
        if Scenario.EXPIRED_CREDENTIALS in self._scenarios:
            code, status = (
                ("ExpiredToken", 403) if service in _XML else ("ExpiredTokenException", 400)
            )
            return Refusal(code, "The security token included in the request is expired", status)
        if Scenario.THROTTLED in self._scenarios and next(self._calls) % 2 == 0:
            return _throttled(service)
        return None


def _throttled(service: str) -> Refusal:
    if service == "s3":
        return Refusal("SlowDown", "Please reduce your request rate.", 503)
    code = "Throttling" if service in _XML else "ThrottlingException"
    return Refusal(code, "Rate exceeded", 400)

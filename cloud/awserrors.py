"""Turns what boto3 raises into our errors: the class says what the caller can do about it."""

from cloud.errors import (
    CallDenied,
    CallRefused,
    CallThrottled,
    CloudError,
    CloudUnreachable,
    ErrorCode,
    NotThere,
    SignInError,
)

# Where the prefix of an action in a policy is not what boto3 calls the service.
ACTION_PREFIXES = {
    "elbv2": "elasticloadbalancing",
    "resourcegroupstaggingapi": "tag",
    "service-quotas": "servicequotas",
    "stepfunctions": "states",
    "application-autoscaling": "application-autoscaling",
}
EXPIRED = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "InvalidSignatureException",
    }
)
DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "UnauthorizedOperation",
        "AuthorizationError",
        "AuthorizationErrorException",
        "Forbidden",
        "403",
    }
)
THROTTLED = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
        "RequestLimitExceeded",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "SlowDown",
        "RequestThrottled",
    }
)
ABSENT = frozenset(
    {
        "ResourceNotFoundException",
        "ResourceNotFound",
        "NotFoundException",
        "NotFound",
        "NoSuchBucket",
        "NoSuchKey",
        "NoSuchEntity",
        "ChangeSetNotFound",
        "QueueDoesNotExist",
        "404",
    }
)
LONGEST_REASON = 600


class MfaCancelled(Exception):
    """The user did not give a code."""


def translated(
    error: Exception, profile: str, service: str, operation: str, region: str
) -> CloudError:
    """Return our error for one of boto3's or botocore's; raises `error` itself if it is neither."""
    from boto3.exceptions import Boto3Error
    from botocore import exceptions as theirs

    action = action_of(service, operation)
    match error:
        case MfaCancelled():
            return SignInError(ErrorCode.MFA_CANCELLED)
        case theirs.ClientError():
            return _answered(error, profile, action)
        case theirs.ProfileNotFound():
            return SignInError(ErrorCode.PROFILE_NOT_FOUND, profile=profile)
        case (
            theirs.SSOTokenLoadError()
            | theirs.UnauthorizedSSOTokenError()
            | theirs.TokenRetrievalError()
        ):
            return SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile=profile)
        case (
            theirs.NoCredentialsError()
            | theirs.PartialCredentialsError()
            | theirs.CredentialRetrievalError()
            | theirs.SSOError()
        ):
            return SignInError(ErrorCode.NO_CREDENTIALS, profile=profile)
        case theirs.HTTPClientError() | theirs.ConnectionError():
            return CloudUnreachable(service, region, type(error).__name__)
        case theirs.BotoCoreError() | Boto3Error():
            return CallRefused(action, _short(str(error)), type(error).__name__)
    raise error


def action_of(service: str, operation: str) -> str:
    """Return an operation as policies write it, e.g. `ivs:CreateChannel`."""
    prefix = ACTION_PREFIXES.get(service, service)
    return f"{prefix}:{''.join(word.capitalize() for word in operation.split('_'))}"


def _answered(error: Exception, profile: str, action: str) -> CloudError:
    answer = getattr(error, "response", {}).get("Error", {})
    code, message = str(answer.get("Code", "")), str(answer.get("Message", ""))
    if code in EXPIRED:
        return SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile=profile)
    if code in DENIED:
        return CallDenied(action)
    if code in THROTTLED:
        return CallThrottled(action)
    if code in ABSENT or "does not exist" in message:
        return NotThere(_short(message or code))
    return CallRefused(action, _short(message or code), code)


def _short(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else f"{reason[:LONGEST_REASON]}..."

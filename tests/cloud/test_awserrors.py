import pytest
from boto3.exceptions import ResourceNotExistsError
from botocore import exceptions as theirs

from cloud.awserrors import LONGEST_REASON, MfaCancelled, action_of, translated
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


def ours(error: Exception) -> CloudError:
    return translated(error, "studio", "ivs", "create_channel", "eu-west-1")


def answered(code: str, message: str = "") -> CloudError:
    answer = {"Error": {"Code": code, "Message": message}}
    return ours(theirs.ClientError(answer, "CreateChannel"))


@pytest.mark.parametrize("code", ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId"])
def test_an_expired_sign_in_is_to_be_renewed(code: str) -> None:
    error = answered(code)

    assert isinstance(error, SignInError)
    assert error.problem.code is ErrorCode.CREDENTIALS_EXPIRED
    assert error.problem.params == {"profile": "studio"}


@pytest.mark.parametrize("code", ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"])
def test_a_missing_permission_is_named_as_policies_write_it(code: str) -> None:
    error = answered(code, "arn:aws:iam::123456789012:user/me is not authorized")

    assert isinstance(error, CallDenied)
    assert error.problem.params == {"action": "ivs:CreateChannel"}


@pytest.mark.parametrize("code", ["Throttling", "ThrottlingException", "TooManyRequestsException"])
def test_too_many_calls_are_to_be_waited_for(code: str) -> None:
    assert isinstance(answered(code), CallThrottled)


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "NoSuchBucket", "404"])
def test_what_is_not_there_is_told_apart(code: str) -> None:
    assert isinstance(answered(code, "Stack x does not exist"), NotThere)


def test_cloudformation_says_only_in_words_that_a_stack_is_not_there() -> None:
    assert isinstance(answered("ValidationError", "Stack with id x does not exist"), NotThere)


def test_every_other_answer_is_a_refusal_with_the_services_own_code() -> None:
    error = answered("ConflictException", "x" * 1000)

    assert isinstance(error, CallRefused)
    assert error.service_code == "ConflictException"
    assert len(error.problem.params["reason"]) == LONGEST_REASON + 3


def test_without_a_message_the_code_is_the_reason() -> None:
    assert answered("ConflictException").problem.params["reason"] == "ConflictException"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MfaCancelled(), ErrorCode.MFA_CANCELLED),
        (theirs.ProfileNotFound(profile="studio"), ErrorCode.PROFILE_NOT_FOUND),
        (theirs.NoCredentialsError(), ErrorCode.NO_CREDENTIALS),
        (
            theirs.PartialCredentialsError(provider="env", cred_var="secret"),
            ErrorCode.NO_CREDENTIALS,
        ),
        (theirs.SSOTokenLoadError(error_msg="x"), ErrorCode.CREDENTIALS_EXPIRED),
        (theirs.UnauthorizedSSOTokenError(), ErrorCode.CREDENTIALS_EXPIRED),
        (
            theirs.TokenRetrievalError(provider="sso", error_msg="x"),
            ErrorCode.CREDENTIALS_EXPIRED,
        ),
    ],
)
def test_each_way_of_not_being_signed_in_has_its_sentence(
    error: Exception, code: ErrorCode
) -> None:
    found = ours(error)

    assert isinstance(found, SignInError)
    assert found.problem.code is code


@pytest.mark.parametrize(
    "error",
    [
        theirs.EndpointConnectionError(endpoint_url="https://example.invalid"),
        theirs.ConnectTimeoutError(endpoint_url="https://example.invalid"),
        theirs.ReadTimeoutError(endpoint_url="https://example.invalid"),
        theirs.ConnectionClosedError(endpoint_url="https://example.invalid"),
        theirs.SSLError(endpoint_url="https://example.invalid", error="x"),
    ],
)
def test_no_answer_is_told_with_service_and_region(error: Exception) -> None:
    found = ours(error)

    assert isinstance(found, CloudUnreachable)
    assert found.problem.params["service"] == "ivs"
    assert found.problem.params["reason"] == type(error).__name__


def test_what_boto3_itself_refuses_is_refused() -> None:
    wrong = theirs.ParamValidationError(report="Missing required parameter: name")
    absent = ResourceNotExistsError("ivs", [], False)

    assert isinstance(ours(wrong), CallRefused)
    assert isinstance(ours(absent), CallRefused)


def test_an_error_that_is_none_of_theirs_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        ours(ZeroDivisionError())


def test_some_services_are_called_otherwise_in_policies() -> None:
    assert action_of("elbv2", "describe_rules") == "elasticloadbalancing:DescribeRules"
    assert action_of("resourcegroupstaggingapi", "get_resources") == "tag:GetResources"

"""Every way the cloud side can fail: its code, one plain sentence and one action. A table."""

from enum import StrEnum
from typing import NamedTuple


class ErrorCode(StrEnum):
    """Stable names of failures; they appear in JSON output and logs."""

    PRACTICE_NOT_STARTED = "practice-not-started"
    PRACTICE_UNREACHABLE = "practice-unreachable"
    PRACTICE_REFUSED = "practice-refused"
    NO_PROFILE_CHOSEN = "no-profile-chosen"
    PROFILE_NOT_FOUND = "profile-not-found"
    AMBIENT_CREDENTIALS = "ambient-credentials"
    NO_CREDENTIALS = "no-credentials"
    CREDENTIALS_EXPIRED = "credentials-expired"
    MFA_CANCELLED = "mfa-cancelled"
    CALL_DENIED = "call-denied"
    CALL_THROTTLED = "call-throttled"
    CLOUD_UNREACHABLE = "cloud-unreachable"
    NOT_THERE = "not-there"
    CALL_REFUSED = "call-refused"
    CLOUD_SUPPORT_MISSING = "cloud-support-missing"
    UNKNOWN_PATTERN = "unknown-pattern"
    TEMPLATE_INVALID = "template-invalid"
    TEMPLATE_RETIRED = "template-retired"
    TEMPLATE_TOO_LARGE = "template-too-large"
    PARAMETER_INVALID = "parameter-invalid"
    PARAMETER_UNKNOWN = "parameter-unknown"
    REGION_NOT_OFFERED = "region-not-offered"
    NO_CHANGES = "no-changes"
    PLAN_OUTDATED = "plan-outdated"
    PLAN_REFUSED = "plan-refused"
    NOT_CONFIRMED = "not-confirmed"
    STACK_NAME_TAKEN = "stack-name-taken"
    NEEDED_FIRST = "needed-first"
    QUOTA_TOO_LOW = "quota-too-low"
    PERMISSIONS_MISSING = "permissions-missing"
    STACK_BUSY = "stack-busy"
    STACK_FAILED = "stack-failed"
    STACK_NOT_DELETED = "stack-not-deleted"
    NOT_STARTED = "not-started"


class Sentence(NamedTuple):
    """What a code means: one plain sentence and one action, with {parameters}."""

    message: str
    hint: str


SENTENCES: dict[ErrorCode, Sentence] = {
    ErrorCode.PRACTICE_NOT_STARTED: Sentence(
        "The practice cloud doesn't start ({reason}).",
        "Try again; if it repeats, look into {log}.",
    ),
    ErrorCode.PRACTICE_UNREACHABLE: Sentence(
        "The practice cloud isn't running, or doesn't answer ({reason}).",
        "Start it again: what it knew is kept.",
    ),
    ErrorCode.PRACTICE_REFUSED: Sentence(
        "The practice cloud refused: {reason}",
        "Correct the value and try again.",
    ),
    ErrorCode.NO_PROFILE_CHOSEN: Sentence(
        "No AWS profile is chosen.",
        "Choose a profile on the cloud page, or name it with --profile.",
    ),
    ErrorCode.PROFILE_NOT_FOUND: Sentence(
        "There is no AWS profile named {profile}.",
        "Choose another one, or make it with aws configure sso.",
    ),
    ErrorCode.AMBIENT_CREDENTIALS: Sentence(
        "AWS credentials are set in the environment ({names}); Livedesk doesn't use those.",
        "Choose a profile by name, so that it is clear which account is changed.",
    ),
    ErrorCode.NO_CREDENTIALS: Sentence(
        "The profile {profile} has no credentials.",
        "Sign in with aws login or aws sso login for this profile, then try again.",
    ),
    ErrorCode.CREDENTIALS_EXPIRED: Sentence(
        "Your sign-in for the profile {profile} has expired.",
        "Sign in again with aws login or aws sso login, then try again; nothing is lost.",
    ),
    ErrorCode.MFA_CANCELLED: Sentence(
        "The code of your MFA device was not given.",
        "Try again and type the six digits that the device shows.",
    ),
    ErrorCode.CALL_DENIED: Sentence(
        "You are not allowed to call {action}.",
        "Ask your administrator for {action}; the cloud page has the policy to copy.",
    ),
    ErrorCode.CALL_THROTTLED: Sentence(
        "AWS takes no more calls of {action} at the moment.",
        "Wait a minute and try again.",
    ),
    ErrorCode.CLOUD_UNREACHABLE: Sentence(
        "{service} in {region} doesn't answer ({reason}).",
        "Check your network connection, then try again.",
    ),
    ErrorCode.NOT_THERE: Sentence(
        "{what} doesn't exist.",
        "Refresh the list: it may have been deleted.",
    ),
    ErrorCode.CALL_REFUSED: Sentence(
        "AWS refused {action}: {reason}",
        "Correct the value that it names and try again.",
    ),
    ErrorCode.CLOUD_SUPPORT_MISSING: Sentence(
        "This installation has no cloud support ({package} is missing).",
        "Install it with: pip install 'livedesk[practice]'.",
    ),
    ErrorCode.UNKNOWN_PATTERN: Sentence(
        "There is no architecture named {pattern}.",
        "Choose one from the list: livedesk cloud catalogue.",
    ),
    ErrorCode.TEMPLATE_INVALID: Sentence(
        "The template of {pattern} has an error: {reason}",
        "Correct the template; nothing was created.",
    ),
    ErrorCode.TEMPLATE_RETIRED: Sentence(
        "{pattern} uses {type}, which AWS has ended ({reason}).",
        "Use {replacement} instead; nothing was created.",
    ),
    ErrorCode.TEMPLATE_TOO_LARGE: Sentence(
        "The template of {pattern} has {bytes} bytes; AWS takes {limit} at most.",
        "Apply the artefacts stack first: larger templates go through its bucket.",
    ),
    ErrorCode.PARAMETER_INVALID: Sentence(
        "{parameter} can't be {value}: {reason}",
        "Correct {parameter} and plan again.",
    ),
    ErrorCode.PARAMETER_UNKNOWN: Sentence(
        "{pattern} has no parameter {parameter}.",
        "See the names with: livedesk cloud catalogue --json.",
    ),
    ErrorCode.REGION_NOT_OFFERED: Sentence(
        "{pattern} can't be built in {region}.",
        "Choose one of: {regions}.",
    ),
    ErrorCode.NO_CHANGES: Sentence(
        "{stack} is already what you ask for.",
        "Nothing needs to be done. To change it, change a setting first.",
    ),
    ErrorCode.PLAN_OUTDATED: Sentence(
        "{stack} has changed since it was planned.",
        "Plan again and look at the changes.",
    ),
    ErrorCode.PLAN_REFUSED: Sentence(
        "AWS can't make a plan for {stack}: {reason}",
        "Correct what it names and plan again; nothing was changed.",
    ),
    ErrorCode.NOT_CONFIRMED: Sentence(
        "Nothing was done: the name you typed is not {stack}.",
        "Type the name of the stack exactly as it is written.",
    ),
    ErrorCode.STACK_NAME_TAKEN: Sentence(
        "There is already a stack named {stack} that Livedesk did not build from {pattern}.",
        "Choose another name: Livedesk changes only what it has built itself.",
    ),
    ErrorCode.NEEDED_FIRST: Sentence(
        "{pattern} needs {needed}, which doesn't exist in {region} yet.",
        "Plan and apply {needed} first.",
    ),
    ErrorCode.QUOTA_TOO_LOW: Sentence(
        "{quota}: your account may have {limit} in {region}, and this needs {wanted}.",
        "Ask AWS to raise {quota} in Service Quotas, or delete what is no longer used.",
    ),
    ErrorCode.PERMISSIONS_MISSING: Sentence(
        "You don't have the permissions that this needs: {actions}.",
        "Ask your administrator for them; the cloud page has the policy to copy.",
    ),
    ErrorCode.STACK_BUSY: Sentence(
        "{stack} is already being changed ({status}).",
        "Wait until that has ended; its events go on appearing.",
    ),
    ErrorCode.STACK_FAILED: Sentence(
        "{stack}: {resource} could not be made: {reason}",
        "Correct the cause and plan again; what had been made was taken back.",
    ),
    ErrorCode.STACK_NOT_DELETED: Sentence(
        "{stack} could not be torn down: {resource}: {reason}",
        "Remove the cause, then tear down again: what is gone already stays gone.",
    ),
    ErrorCode.NOT_STARTED: Sentence(
        "{what} did not come to {state} within {seconds} s; it is {found}.",
        "Look at its alerts on the cloud page, then try again.",
    ),
}

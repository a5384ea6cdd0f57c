"""Which account is worked on: practice, or a named AWS profile. Names only, never credentials."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

DEFAULT_REGION = "ap-northeast-1"

Region = Annotated[str, Meta(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$", max_length=30)]
StackName = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,99}$")]
"""What CloudFormation takes, less 28 characters that resources append to it."""


class Mode(StrEnum):
    """Whether anything can cost money."""

    PRACTICE = "practice"
    """The account on this machine."""
    LIVE = "live"
    """A real AWS account."""


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """The account that was chosen; all that is kept of it."""

    mode: Mode = Mode.PRACTICE
    profile: Annotated[str, Meta(max_length=200)] = ""
    """Of the AWS configuration; empty in practice."""
    region: Region = DEFAULT_REGION

    @property
    def is_practice(self) -> bool:
        """Nothing outside this machine is reached."""
        return self.mode is Mode.PRACTICE


class Identity(Struct, frozen=True):
    """Who the cloud says is calling."""

    account: Account
    account_id: str
    """Twelve digits."""
    arn: str
    """Of the user or the assumed role."""

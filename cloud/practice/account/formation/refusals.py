"""What CloudFormation refuses, in the words and with the codes of AWS.

ServiceException                 moto writes it as the service's error
└── Refused                      a call is refused; nothing has changed
Exception
└── ResourceFailed               a resource can't be made, changed or deleted; its stack fails
"""

from moto.core.exceptions import ServiceException


class Refused(ServiceException):
    """A call is refused, with AWS's code and sentence."""

    def __init__(self, message: str, code: str = "ValidationError") -> None:
        super().__init__(code, message)


class ResourceFailed(Exception):
    """A resource can't be made, changed or deleted; the text is the reason in its event."""


def no_stack(name: str) -> Refused:
    """Say that there is no such stack, as the descriptions of stacks do."""
    return Refused(f"Stack with id {name} does not exist")

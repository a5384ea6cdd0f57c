"""Reads what a call to CloudFormation wants: its template, its values, its tags; and refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from cloud.practice.account.formation import templatecheck
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.making import stored_parameter
from cloud.practice.account.formation.parameters import resolve
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.rulecheck import check_rules
from cloud.practice.account.formation.scopes import StackScope, pseudo_parameters
from cloud.practice.account.formation.stackbook import Stack
from cloud.practice.account.formation.templates import (
    MOST_BYTES,
    MOST_BYTES_FROM_S3,
    Template,
    read_template,
)
from cloud.practice.account.formation.updating import Target

OPTIONS = (
    "ImportExistingResources",
    "Capabilities",
    "Description",
    "EnableTerminationProtection",
    "NotificationARNs",
    "OnFailure",
    "RoleARN",
    "StackPolicyBody",
    "TimeoutInMinutes",
)


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one call, in a region."""

    formation: Formation
    region: str
    parameters: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a parameter as text; empty where it is not given."""
        value = self.parameters.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        return self.text(name).lower() == "true"

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return a parameter that is a list."""
        return [dict(each) for each in self.parameters.get(name) or ()]

    def tags(self) -> dict[str, str] | None:
        """Return the tags; None where the call says nothing of them."""
        if not self.parameters.get("Tags"):
            return None
        return {str(each["Key"]): str(each["Value"]) for each in self.rows("Tags")}

    def options(self) -> dict[str, Any]:
        """Return what a call says of the stack besides its template."""
        found = {
            name: self.parameters[name] for name in OPTIONS if self.parameters.get(name) is not None
        }
        if isinstance(found.get("Capabilities"), list | tuple):
            found["Capabilities"] = [str(each) for each in found["Capabilities"]]
        if self.text("OnStackFailure"):
            found["OnFailure"] = self.text("OnStackFailure")
        if self.flag("DisableRollback"):
            found["OnFailure"] = "DO_NOTHING"
        return found

    def target(self, stack: Stack | None) -> Target:
        """Return what the stack is to become; raises Refused."""
        template = self._template(stack)
        templatecheck.check_template(template, self.region)
        given = [str(each) for each in self.parameters.get("Capabilities") or ()]
        templatecheck.check_capabilities(template, given)
        values = resolve(
            template.parameters,
            self.rows("Parameters"),
            stack.parameters.given if stack else {},
            stored_parameter(self.formation.calls, self.region),
        )
        pseudo = pseudo_parameters("", self.text("StackName"), self.region)
        check_rules(template, StackScope(template, values.resolved, {}, pseudo, str))
        tags = self.tags()
        if tags is None:
            tags = dict(stack.tags) if stack else {}
        return Target(template, values, tags)

    def template_text(self) -> str:
        """Return the text of TemplateBody or TemplateURL; empty where neither is given."""
        body, url = self.text("TemplateBody"), self.text("TemplateURL")
        if body and url:
            raise Refused("You cannot specify both Template Body and Template URL.")
        if url:
            return self._fetched(url)
        if len(body.encode()) > MOST_BYTES:
            raise Refused(
                "1 validation error detected: Value at 'templateBody' failed to satisfy constraint:"
                f" Member must have length less than or equal to {MOST_BYTES}"
            )
        return body

    def _template(self, stack: Stack | None) -> Template:
        text = self.template_text()
        if self.flag("UsePreviousTemplate"):
            if text:
                raise Refused(
                    "You cannot specify both usePreviousTemplate and Template Body/Template URL."
                )
            if stack is None:
                raise Refused("There is no previous template to use")
            return stack.template
        if not text:
            raise Refused("Either Template URL or Template Body must be specified.")
        return read_template(text)

    def _fetched(self, url: str) -> str:
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        host = parts.hostname or ""
        if host.endswith(".amazonaws.com") and not host.startswith("s3"):
            bucket, key = host.split(".s3", 1)[0], path
        else:
            bucket, _, key = path.partition("/")
        try:
            answer = self.formation.calls("s3", self.region, "get_object", Bucket=bucket, Key=key)
        except (CallFailed, NotSimulated) as error:
            raise Refused(f"S3 error: Access Denied ({url})") from error
        body: bytes = answer["Body"].read()
        if len(body) > MOST_BYTES_FROM_S3:
            raise Refused(f"Template may not exceed {MOST_BYTES_FROM_S3} bytes in size.")
        return body.decode()

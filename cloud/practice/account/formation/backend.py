"""What the rest of moto may ask CloudFormation: what has tags, and where its calls go."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, ClassVar

from moto.core.base_backend import BaseBackend
from moto.core.resource_tagging import (
    TaggableResourcesMixin,
    TaggedResource,
    iter_taggable_backends,
)

from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.plausible import service_of
from cloud.practice.account.formation.schemas import schema_of
from cloud.practice.account.formation.shapes import as_map
from cloud.practice.account.formation.stackbook import Resource, Stack
from cloud.practice.accountmessages import ACCOUNT_ID

GLOBAL_REGION = "us-east-1"
GLOBAL = frozenset({"AWS::CloudFront::Distribution"})
"""Types that exist once for all regions; AWS tells of their tags in one of them."""


class FormationBackend(TaggableResourcesMixin, BaseBackend):
    """Of one region. Its stacks are in the Formation."""

    SERVICE_NAMESPACE = "cloudformation"
    formation: ClassVar[Formation]
    urls_of_service: ClassVar[ModuleType | None] = None

    @property
    def _url_module(self) -> Any:
        return self.urls_of_service

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        """Yield the resources of stacks that exist and that no service tells of itself.

        What was retained counts: it is there although its stack is not.
        """
        self.formation.progress()
        told = {
            _end(each.arn)
            for backend in iter_taggable_backends(self.account_id, self.region_name)
            if not isinstance(backend, FormationBackend)
            for each in backend.iter_tagged_resources()
        }
        for stack in self.formation.stacks():
            for resource in stack.resources.values():
                arn = arn_of(resource, stack.region)
                region = GLOBAL_REGION if resource.type in GLOBAL else stack.region
                if region != self.region_name:
                    continue
                if arn and _end(arn) not in told and self._is_there(stack, resource):
                    told.add(_end(arn))
                    yield TaggedResource(arn, _tags(stack, resource), _noun(resource))

    def _is_there(self, stack: Stack, resource: Resource) -> bool:
        if resource.status != "DELETE_SKIPPED" and resource.logical_id not in stack.present:
            return False
        schema = schema_of(resource.type, stack.region)
        if schema is None or not schema.tag_property:
            return False
        try:
            return self.formation.maker.live(stack, resource) is not None
        except (NotSimulated, CallFailed):
            return True


def arn_of(resource: Resource, region: str) -> str:
    """Return a resource's ARN; empty where it has none."""
    if resource.physical_id.startswith("arn:"):
        return resource.physical_id
    noun = resource.type.rpartition("::")[2]
    for name in ("Arn", f"{noun}Arn", f"{noun}ARN"):
        value = str(resource.attributes.get(name, ""))
        if value.startswith("arn:"):
            return value
    schema = schema_of(resource.type, region)
    if not resource.physical_id or schema is None or not schema.tag_property:
        return ""
    region = "" if resource.type in GLOBAL else region
    service = service_of(resource.type)
    return f"arn:aws:{service}:{region}:{ACCOUNT_ID}:{noun.lower()}/{resource.physical_id}"


def _end(arn: str) -> str:
    """Return the id in an ARN; how a kind of thing is called in it differs between services."""
    return re.split("[/:]", arn.removesuffix(":*"))[-1]


def _tags(stack: Stack, resource: Resource) -> dict[str, str]:
    schema = schema_of(resource.type, stack.region)
    own = as_map(resource.properties.get(schema.tag_property) or {}) if schema else {}
    return {
        **resource.tags,
        **{key: str(value) for key, value in own.items()},
        "aws:cloudformation:stack-name": stack.name,
        "aws:cloudformation:stack-id": stack.id,
        "aws:cloudformation:logical-id": resource.logical_id,
    }


def _noun(resource: Resource) -> str:
    return f"{service_of(resource.type)}:{resource.type.rpartition('::')[2].lower()}"

"""Makes, changes and deletes one resource of a stack, and turns what goes wrong into a reason."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cloud.practice.account.formation.differing import differences
from cloud.practice.account.formation.dynamicvalues import with_dynamic_values
from cloud.practice.account.formation.failures import Deed, Failures
from cloud.practice.account.formation.innercalls import CallFailed, InnerCalls, NotSimulated
from cloud.practice.account.formation.intrinsics import MISSING, Scope, evaluated
from cloud.practice.account.formation.kinds.kind import Adopting, Made, Wish
from cloud.practice.account.formation.kinds.registry import Registry
from cloud.practice.account.formation.parameters import MASK, SHORTEST_HIDDEN
from cloud.practice.account.formation.propertycheck import as_reason, problems
from cloud.practice.account.formation.refusals import Refused, ResourceFailed
from cloud.practice.account.formation.schemas import Schema, schema_of
from cloud.practice.account.formation.stackbook import Resource, Stack

_log = logging.getLogger(__name__)


def computed(definition: dict[str, Any], scope: Scope) -> dict[str, Any]:
    """Return a resource's properties with every function computed; raises Refused."""
    found = evaluated(definition.get("Properties") or {}, scope)
    return {} if found is MISSING else dict(found)


@dataclass(slots=True)
class Maker:
    """Does it; raises ResourceFailed. Its caller holds the account's lock."""

    registry: Registry
    calls: InnerCalls
    failures: Failures = field(default_factory=Failures)
    _fetched: set[str] = field(default_factory=set)
    """Secrets that the resource in hand was given."""

    def create(self, stack: Stack, resource: Resource, scope: Scope) -> None:
        """Make a resource by its definition; it has a physical id afterwards."""
        with self._reasons("create", resource):
            resource.properties = computed(resource.definition, scope)
            resource.tags = dict(stack.tags)
            self._check(stack, resource)
            wish = self._wish(stack, resource)
            made = self._adopted(stack, resource, wish)
            made = made or self.registry.kind_of(resource.type).create(wish)
            resource.physical_id, resource.attributes = made.physical_id, made.attributes
            resource.names = {
                name: value
                for name, value in wish.properties.items()
                if name not in resource.properties
            }
            self.settle(stack, resource)

    def is_adopted(self, stack: Stack, resource: Resource, scope: Scope) -> bool:
        """Tell whether making it would take over what exists already."""
        try:
            resource.properties = computed(resource.definition, scope)
            return self._adopted(stack, resource, self._wish(stack, resource)) is not None
        except (Refused, ResourceFailed, CallFailed, NotSimulated):
            return False  # which its making will say

    def update(self, stack: Stack, resource: Resource, properties: dict[str, Any]) -> None:
        """Give a resource other properties, and its stack's tags, in place."""
        with self._reasons("update", resource):
            before = resource.properties, resource.tags
            resource.properties, resource.tags = properties, dict(stack.tags)
            try:
                self._check(stack, resource)
                kind = self.registry.kind_of(resource.type)
                wish = self._wish(stack, resource)
                made = kind.update(wish, _made(resource), before[0])
            except Exception:
                resource.properties, resource.tags = before
                raise
            resource.attributes = made.attributes
            self.settle(stack, resource)

    def settle(self, stack: Stack, resource: Resource) -> None:
        """Note which properties the service does not keep as given: they are no drift later."""
        resource.unseen = frozenset()
        try:
            live = self.live(stack, resource)
        except (NotSimulated, CallFailed):
            return
        found = list(differences(resource.properties, live or {}, ""))
        resource.unseen = frozenset(each["PropertyPath"].split("/")[1] for each in found)

    def delete(self, stack: Stack, resource: Resource) -> None:
        """Take a resource away."""
        with self._reasons("delete", resource):
            kind = self.registry.kind_of(resource.type)
            kind.delete(self._wish(stack, resource), _made(resource))

    def live(self, stack: Stack, resource: Resource) -> dict[str, Any] | None:
        """Return what can be seen of a resource; None: it is gone. May raise NotSimulated."""
        kind = self.registry.kind_of(resource.type)
        return kind.live(self._wish(stack, resource), _made(resource))

    def _adopted(self, stack: Stack, resource: Resource, wish: Wish) -> Made | None:
        """Return what is taken over: it has to have a name, a policy of deletion, and no stack."""
        kind = self.registry.kind_of(resource.type)
        if not (stack.options.get("ImportExistingResources") and isinstance(kind, Adopting)):
            return None
        identifiers = wish.schema.identifiers
        if "DeletionPolicy" not in resource.definition or not all(
            each in resource.properties for each in identifiers
        ):
            return None
        made = kind.adopted(wish)
        owned = stack.options.get("OwnedByOthers", ())
        return None if made is None or made.physical_id in owned else made

    def _check(self, stack: Stack, resource: Resource) -> None:
        if found := problems(_schema(stack, resource), resource.properties):
            raise ResourceFailed(as_reason(resource.logical_id, found))

    def _wish(self, stack: Stack, resource: Resource) -> Wish:
        properties = {**resource.names, **resource.properties}
        wish = Wish(
            resource.logical_id,
            _schema(stack, resource),
            with_dynamic_values(properties, stack.region, self.calls, self._fetched),
            stack.region,
            stack.name,
            stack.id,
            self.calls,
            resource.tags,
        )
        if wish.schema.tag_property and (tags := wish.all_tags()):
            wish.properties[wish.schema.tag_property] = _as_declared(wish.schema, tags)
        return wish

    @contextmanager
    def _reasons(self, deed: Deed, resource: Resource) -> Iterator[None]:
        try:
            self.failures.check(deed, resource.logical_id)
            yield
        except (ResourceFailed, NotSimulated) as error:
            raise ResourceFailed(self._hidden(str(error))) from error
        except Refused as error:
            raise ResourceFailed(error.message) from error
        except CallFailed as error:
            code = "NotFound" if error.is_absent else "InvalidRequest"
            text = self._hidden(str(error))
            raise ResourceFailed(
                f'Resource handler returned message: "{text}" (HandlerErrorCode: {code})'
            ) from error
        except Exception as error:
            # What the books can't do must not leave a stack half made for ever.
            # The text of the error may hold a secret: the log gets the place alone.
            place = "".join(traceback.format_tb(error.__traceback__))
            _log.info("%s %s could not be done:\n%s", deed, resource.logical_id, place)
            raise ResourceFailed(f"Internal Failure: {self._hidden(repr(error))}") from error
        finally:
            self._fetched.clear()

    def _hidden(self, text: str) -> str:
        for secret in self._fetched:
            if len(secret) >= SHORTEST_HIDDEN:
                text = text.replace(secret, MASK)
        return text


def stored_parameter(calls: InnerCalls, region: str) -> Callable[[str], str]:
    """Return a way to read the parameter store of a region; it raises Refused."""

    def stored(name: str) -> str:
        try:
            answer = calls("ssm", region, "get_parameter", Name=name)
        except (CallFailed, NotSimulated) as error:
            raise Refused(
                f"Unable to fetch parameters [{name}] from parameter store for this account."
            ) from error
        return str(answer["Parameter"]["Value"])

    return stored


def _made(resource: Resource) -> Made:
    return Made(resource.physical_id, resource.attributes)


def _schema(stack: Stack, resource: Resource) -> Schema:
    schema = schema_of(resource.type, stack.region)
    if schema is None:
        raise ResourceFailed(f"Unrecognized resource type: {resource.type}")
    return schema


def _as_declared(schema: Schema, tags: dict[str, str]) -> Any:
    kind = schema.properties[schema.tag_property].get("type")
    if kind == "object" or "patternProperties" in schema.properties[schema.tag_property]:
        return dict(tags)
    return [{"Key": key, "Value": value} for key, value in tags.items()]

"""Resources that moto itself makes of a template's properties: networks, load balancers, keys."""

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from moto.core import exceptions
from moto.core.common_models import CloudFormationModel
from moto.core.exceptions import ServiceException

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.kinds.plausible import service_of
from cloud.practice.accountmessages import ACCOUNT_ID

# Where moto keeps the models of a service; a service is loaded when its first resource is made.
HOMES = {
    "AWS::AutoScaling": "moto.autoscaling.models",
    "AWS::EC2": "moto.ec2.models",
    "AWS::ECS": "moto.ecs.models",
    "AWS::EFS": "moto.efs.models",
    "AWS::ElasticLoadBalancingV2": "moto.elbv2.models",
    "AWS::IAM": "moto.iam.models",
    "AWS::KMS": "moto.kms.models",
    "AWS::Kinesis": "moto.kinesis.models",
    "AWS::Route53": "moto.route53.models",
    "AWS::StepFunctions": "moto.stepfunctions.models",
}

_REFUSALS: tuple[type[Exception], ...] = (exceptions.__dict__["HTTPException"], ServiceException)
"""moto's older and its newer kind of error."""


class MotoModels:
    """One model of moto for each type; what it made is kept by physical id."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], Any] = {}

    def create(self, wish: Wish) -> Made:
        model = model_of(wish.type)
        if model is None:
            raise NotSimulated(wish.type)
        name = wish.properties.get(model.cloudformation_name_type() or "") or wish.name(32)
        with _in_words(wish):
            found = model.create_from_cloudformation_json(
                str(name),
                {"Type": wish.type, "Properties": wish.properties},
                ACCOUNT_ID,
                wish.region,
                LogicalId=wish.logical_id,
                StackId=wish.stack_id,
                ResourceType=wish.type,
            )
        physical_id = str(found.physical_resource_id)
        self._made[wish.region, wish.type, physical_id] = found
        self._tag(wish, physical_id)
        return Made(physical_id, identified(wish, _told(wish, found)).attributes)

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        model = model_of(wish.type)
        found = self._made[wish.region, wish.type, made.physical_id]
        if model is None or inspect.isabstract(model) or _is_abstract(model, "update"):
            raise CallFailed("practice", "NotUpdatable", f"{wish.type} can't be changed in place")
        with _in_words(wish):
            changed = model.update_from_cloudformation_json(
                original_resource=found,
                new_resource_name=made.physical_id,
                cloudformation_json={"Type": wish.type, "Properties": wish.properties},
                account_id=ACCOUNT_ID,
                region_name=wish.region,
            )
        if changed is not None:
            self._made[wish.region, wish.type, made.physical_id] = changed
        self._tag(wish, made.physical_id)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        found = self._made.pop((wish.region, wish.type, made.physical_id), None)
        if found is None:
            return
        try:
            with _in_words(wish):
                self._delete(wish, made, found)
        except Exception:
            self._made[wish.region, wish.type, made.physical_id] = found
            raise

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        raise NotSimulated(wish.type)

    def _delete(self, wish: Wish, made: Made, found: Any) -> None:
        if hasattr(found, "delete") and len(inspect.signature(found.delete).parameters) == 2:
            found.delete(ACCOUNT_ID, wish.region)
        elif (model := model_of(wish.type)) and not _is_abstract(model, "delete"):
            model.delete_from_cloudformation_json(
                made.physical_id,
                {"Type": wish.type, "Properties": wish.properties},
                ACCOUNT_ID,
                wish.region,
            )

    def _tag(self, wish: Wish, physical_id: str) -> None:
        if not wish.type.startswith("AWS::EC2::") or not wish.schema.tag_property:
            return
        tags = [{"Key": key, "Value": value} for key, value in wish.all_tags().items()]
        if tags:
            wish.call("ec2", "create_tags", Resources=[physical_id], Tags=tags)


def model_of(type_name: str) -> Any:
    """Return moto's model of a type; None where it has none."""
    home = HOMES.get(type_name.rpartition("::")[0])
    if home is None:
        return None
    import_module(home)
    for model in CloudFormationModel.__subclasses__():
        if model.cloudformation_type() == type_name:
            return model
    return None


@contextmanager
def _in_words(wish: Wish) -> Iterator[None]:
    """Let an error that moto would send to a client be the reason, in the same words."""
    try:
        yield
    except _REFUSALS as error:
        service = service_of(wish.type)
        message = str(getattr(error, "message", "") or error)
        code = str(getattr(error, "error_type", "") or getattr(error, "code", ""))
        raise CallFailed(service, code, message) from error


def _told(wish: Wish, found: Any) -> dict[str, Any]:
    told = {}
    for path in wish.schema.attributes:
        try:
            value = found.get_cfn_attribute(path)
        except Exception:  # noqa: BLE001 - each model has its own way to say that it has none
            value = getattr(found, "arn", None) if path.lower().endswith("arn") else None
        if value is not None:
            told[path] = value
    return told


def _is_abstract(model: Any, deed: str) -> bool:
    method = getattr(model, f"{deed}_from_cloudformation_json")
    return bool(getattr(method, "__isabstractmethod__", False))

"""S3: buckets with everything CloudFormation puts on them, and the policies of buckets."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted


class Bucket:
    """`AWS::S3::Bucket`; one that isn't empty can't be deleted."""

    def create(self, wish: Wish) -> Made:
        name = str(wish.properties.setdefault("BucketName", wish.name(63).lower()))
        where = (
            {}
            if wish.region == "us-east-1"
            else {"CreateBucketConfiguration": {"LocationConstraint": wish.region}}
        )
        wish.call("s3", "create_bucket", Bucket=name, **where)
        try:
            self._put(wish, name, {})
        except CallFailed:
            wish.call("s3", "delete_bucket", Bucket=name)  # nothing else knows of it
            raise
        return identified(
            wish,
            {
                "Arn": f"arn:aws:s3:::{name}",
                "DomainName": f"{name}.s3.amazonaws.com",
                "DualStackDomainName": f"{name}.s3.dualstack.{wish.region}.amazonaws.com",
                "RegionalDomainName": f"{name}.s3.{wish.region}.amazonaws.com",
                "WebsiteURL": f"http://{name}.s3-website-{wish.region}.amazonaws.com",
            },
        )

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._put(wish, made.physical_id, before)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("s3", "delete_bucket", Bucket=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        name = made.physical_id
        try:
            versioning = wish.call("s3", "get_bucket_versioning", Bucket=name)
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        seen: dict[str, Any] = {"BucketName": name}
        seen["VersioningConfiguration"] = {"Status": versioning.get("Status", "Suspended")}
        try:
            answer = wish.call("s3", "get_public_access_block", Bucket=name)
        except CallFailed:
            answer = {"PublicAccessBlockConfiguration": dict.fromkeys(_BLOCKS, False)}
        seen["PublicAccessBlockConfiguration"] = answer["PublicAccessBlockConfiguration"]
        return seen

    def _put(self, wish: Wish, name: str, before: Mapping[str, Any]) -> None:
        for prop, (operation, member, change) in _SETTINGS.items():
            if prop in wish.properties and wish.properties[prop] != before.get(prop):
                shape = wish.calls.shape("s3", wish.region, operation)
                value = fitted(shape.members[member], change(wish.properties[prop]))
                wish.call("s3", operation, Bucket=name, **{member: value})
        if tags := wish.all_tags():
            rows = [{"Key": key, "Value": value} for key, value in tags.items()]
            wish.call("s3", "put_bucket_tagging", Bucket=name, Tagging={"TagSet": rows})


class BucketPolicy:
    """`AWS::S3::BucketPolicy`."""

    def create(self, wish: Wish) -> Made:
        self._put(wish)
        return identified(wish, {})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._put(wish)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("s3", "delete_bucket_policy", Bucket=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        try:
            answer = wish.call("s3", "get_bucket_policy", Bucket=made.physical_id)
        except CallFailed as error:
            if error.is_absent:
                return None
            raise NotSimulated(wish.type) from error
        return {"Bucket": made.physical_id, "PolicyDocument": answer["Policy"]}

    def _put(self, wish: Wish) -> None:
        policy = wish.properties["PolicyDocument"]
        text = policy if isinstance(policy, str) else json.dumps(policy)
        wish.call("s3", "put_bucket_policy", Bucket=str(wish.properties["Bucket"]), Policy=text)


def _same(value: Any) -> Any:
    return value


def _encryption(value: Any) -> Any:
    rules = []
    for rule in value["ServerSideEncryptionConfiguration"]:
        default = dict(rule.get("ServerSideEncryptionByDefault") or {})
        rules.append({**rule, "ApplyServerSideEncryptionByDefault": default})
    return {"Rules": rules}


def _lifecycle(value: Any) -> Any:
    rules = []
    for rule in value["Rules"]:
        rules.append({"ID": rule.get("Id", ""), **_days(rule)})
    return {"Rules": rules}


def _days(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Turn CloudFormation's flat rule into the nested one of S3."""
    made: dict[str, Any] = {
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": rule["ExpirationInDays"]}
    old = rule.get("NoncurrentVersionExpiration") or {}
    days = old.get("NoncurrentDays", rule.get("NoncurrentVersionExpirationInDays"))
    if days is not None:
        made["NoncurrentVersionExpiration"] = {"NoncurrentDays": days}
    upload = rule.get("AbortIncompleteMultipartUpload") or {}
    if upload:
        made["AbortIncompleteMultipartUpload"] = upload
    moves = rule.get("Transitions") or []
    if moves:
        made["Transitions"] = [
            {"Days": each.get("TransitionInDays"), "StorageClass": each["StorageClass"]}
            for each in moves
        ]
    return made


def _cors(value: Any) -> Any:
    rules = value["CorsRules"]
    return {
        "CORSRules": [
            {**each, "MaxAgeSeconds": each.get("MaxAge"), "ID": each.get("Id")} for each in rules
        ]
    }


def _ownership(value: Any) -> Any:
    return {"Rules": value["Rules"]}


_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
# Property: operation, its member, and what makes one of the other.
_SETTINGS: dict[str, tuple[str, str, Any]] = {
    "VersioningConfiguration": ("put_bucket_versioning", "VersioningConfiguration", _same),
    "PublicAccessBlockConfiguration": (
        "put_public_access_block",
        "PublicAccessBlockConfiguration",
        _same,
    ),
    "BucketEncryption": (
        "put_bucket_encryption",
        "ServerSideEncryptionConfiguration",
        _encryption,
    ),
    "LifecycleConfiguration": (
        "put_bucket_lifecycle_configuration",
        "LifecycleConfiguration",
        _lifecycle,
    ),
    "CorsConfiguration": ("put_bucket_cors", "CORSConfiguration", _cors),
    "OwnershipControls": ("put_bucket_ownership_controls", "OwnershipControls", _ownership),
}

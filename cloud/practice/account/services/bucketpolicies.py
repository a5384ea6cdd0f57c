"""What a bucket's policy refuses in practice: only what it refuses without a condition.

moto reads no conditions, so a policy that refuses plain HTTP would refuse everything; practice has
nothing but plain HTTP, which never leaves this machine.
"""

import json
from typing import Any


def install_bucket_policies() -> None:
    """Weigh policies so from now on; a second time changes nothing."""
    from moto.s3.models import FakeBucket

    setattr(FakeBucket, "get_permission", permission_of)  # noqa: B010 - it is a method of moto's


def permission_of(bucket: Any, action: str, resource: str) -> Any:
    """Return moto's verdict on an action, from the statements of the policy without a condition."""
    from moto.iam.access_control import IAMPolicy, PermissionResult

    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    said = json.loads(bucket.policy)
    statements = said.get("Statement", [])
    listed = statements if isinstance(statements, list) else [statements]
    weighed = [each for each in listed if not each.get("Condition")]
    kept = json.dumps({**said, "Statement": weighed})
    return IAMPolicy(kept).is_action_permitted(action, resource)

"""Policies that AWS itself keeps in every account: moto has their texts, but leaves them out."""

import json
from typing import Any

from cloud.practice.accountmessages import ACCOUNT_ID

PREFIX = "arn:aws:iam::aws:policy/"


def make_known(arn: str, region: str) -> None:
    """Put one of AWS's policies into the books if AWS has it; any other ARN is nothing."""
    from moto.iam.aws_managed_policies import aws_managed_policies_data
    from moto.iam.models import AWSManagedPolicy, iam_backends

    backends: Any = iam_backends
    policies = backends[ACCOUNT_ID]["aws"].managed_policies
    if not arn.startswith(PREFIX) or arn in policies:
        return
    name = arn.rpartition("/")[2]
    # All of them are 1,500 and 20 MB in memory: only the one that is wanted is kept.
    described = json.loads(aws_managed_policies_data).get(name)
    if described is None or f"{PREFIX[:-1]}{described['Path']}{name}" != arn:
        return
    policies[arn] = AWSManagedPolicy.from_data(name, ACCOUNT_ID, region, described)

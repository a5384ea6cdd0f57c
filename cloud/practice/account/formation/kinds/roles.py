"""IAM: roles with their inline and attached policies, and the boundary of what they may ever do."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed
from cloud.practice.account.formation.kinds.awspolicies import make_known
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted


class Role:
    """`AWS::IAM::Role`."""

    def create(self, wish: Wish) -> Made:
        wish.properties.setdefault("RoleName", wish.name(64))
        tags = [{"Key": key, "Value": value} for key, value in wish.all_tags().items()]
        shape = wish.calls.shape("iam", wish.region, "create_role")
        answer = wish.call("iam", "create_role", **fitted(shape, {**wish.properties, "Tags": tags}))
        name = str(wish.properties["RoleName"])
        try:
            self._put(wish, name, {})
        except CallFailed:
            self._remove(wish, name)  # nothing else knows of it
            raise
        role = answer["Role"]
        return identified(wish, {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        name = made.physical_id
        document = wish.properties["AssumeRolePolicyDocument"]
        wish.call(
            "iam",
            "update_assume_role_policy",
            RoleName=name,
            PolicyDocument=document if isinstance(document, str) else json.dumps(document),
        )
        self._put(wish, name, before)
        boundary = wish.properties.get("PermissionsBoundary")
        if boundary:
            wish.call(
                "iam",
                "put_role_permissions_boundary",
                RoleName=name,
                PermissionsBoundary=str(boundary),
            )
        elif before.get("PermissionsBoundary"):
            wish.call("iam", "delete_role_permissions_boundary", RoleName=name)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        try:
            self._remove(wish, made.physical_id)
        except CallFailed as error:
            if not error.is_absent:
                raise

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        name = made.physical_id
        try:
            role = wish.call("iam", "get_role", RoleName=name)["Role"]
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        attached = wish.call("iam", "list_attached_role_policies", RoleName=name)
        boundary = (role.get("PermissionsBoundary") or {}).get("PermissionsBoundaryArn", "")
        return {
            "AssumeRolePolicyDocument": role["AssumeRolePolicyDocument"],
            "ManagedPolicyArns": [each["PolicyArn"] for each in attached["AttachedPolicies"]],
            "PermissionsBoundary": boundary,
        }

    def _put(self, wish: Wish, name: str, before: Mapping[str, Any]) -> None:
        wanted = {str(each["PolicyName"]): each for each in wish.properties.get("Policies") or ()}
        for policy_name, policy in wanted.items():
            document = policy["PolicyDocument"]
            wish.call(
                "iam",
                "put_role_policy",
                RoleName=name,
                PolicyName=policy_name,
                PolicyDocument=document if isinstance(document, str) else json.dumps(document),
            )
        for policy in before.get("Policies") or ():
            if str(policy["PolicyName"]) not in wanted:
                wish.call(
                    "iam", "delete_role_policy", RoleName=name, PolicyName=policy["PolicyName"]
                )
        old = set(before.get("ManagedPolicyArns") or ())
        new = set(wish.properties.get("ManagedPolicyArns") or ())
        for arn in sorted(new - old):
            make_known(str(arn), wish.region)
            wish.call("iam", "attach_role_policy", RoleName=name, PolicyArn=str(arn))
        for arn in sorted(old - new):
            wish.call("iam", "detach_role_policy", RoleName=name, PolicyArn=str(arn))

    def _remove(self, wish: Wish, name: str) -> None:
        for policy in wish.call("iam", "list_role_policies", RoleName=name)["PolicyNames"]:
            wish.call("iam", "delete_role_policy", RoleName=name, PolicyName=policy)
        attached = wish.call("iam", "list_attached_role_policies", RoleName=name)
        for policy in attached["AttachedPolicies"]:
            wish.call("iam", "detach_role_policy", RoleName=name, PolicyArn=policy["PolicyArn"])
        wish.call("iam", "delete_role", RoleName=name)

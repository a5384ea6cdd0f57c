"""Secrets Manager: secrets, with what CloudFormation has generated for them."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted


class Secret:
    """`AWS::SecretsManager::Secret`; its value stands nowhere but in the service's books."""

    def create(self, wish: Wish) -> Made:
        name = str(wish.properties.setdefault("Name", wish.name(256)))
        given = {key: each for key, each in wish.properties.items() if key in _TAKEN}
        tags = [{"Key": key, "Value": value} for key, value in wish.all_tags().items()]
        if "GenerateSecretString" in wish.properties:
            given["SecretString"] = self._generated(wish)
        shape = wish.calls.shape("secretsmanager", wish.region, "create_secret")
        answer = wish.call(
            "secretsmanager",
            "create_secret",
            **fitted(shape, {**given, "Name": name, "Tags": tags}),
        )
        return Made(str(answer["ARN"]), {"Id": str(answer["ARN"])})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        given = {key: each for key, each in wish.properties.items() if key in _TAKEN}
        generated = wish.properties.get("GenerateSecretString")
        if generated is not None and generated != before.get("GenerateSecretString"):
            given["SecretString"] = self._generated(wish)
        shape = wish.calls.shape("secretsmanager", wish.region, "update_secret")
        given["SecretId"] = made.physical_id
        wish.call("secretsmanager", "update_secret", **fitted(shape, given))
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away(
            "secretsmanager",
            "delete_secret",
            SecretId=made.physical_id,
            ForceDeleteWithoutRecovery=True,
        )

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        try:
            found = wish.call("secretsmanager", "describe_secret", SecretId=made.physical_id)
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        return {name: found[name] for name in ("Name", "Description") if name in found}

    def _generated(self, wish: Wish) -> str:
        wanted = dict(wish.properties["GenerateSecretString"])
        template, key = wanted.pop("SecretStringTemplate", ""), wanted.pop("GenerateStringKey", "")
        shape = wish.calls.shape("secretsmanager", wish.region, "get_random_password")
        answer = wish.call("secretsmanager", "get_random_password", **fitted(shape, wanted))
        password = str(answer["RandomPassword"])
        return json.dumps({**json.loads(template), key: password}) if key else password


_TAKEN = ("Description", "KmsKeyId", "SecretString")

"""Lambda: functions with their code; who may call them; what follows a failure; their addresses."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Function:
    """`AWS::Lambda::Function`."""

    def create(self, wish: Wish) -> Made:
        wish.properties.setdefault("FunctionName", wish.name(64))
        given = {**wish.properties, "Code": _code(wish.properties["Code"], wish.properties)}
        given["Tags"] = wish.all_tags()
        shape = wish.calls.shape("lambda", wish.region, "create_function")
        answer = wish.call("lambda", "create_function", **fitted(shape, given))
        if "ReservedConcurrentExecutions" in wish.properties:
            self._limit(wish, answer["FunctionName"])
        return identified(wish, {"Arn": answer["FunctionArn"]})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        name = made.physical_id
        if wish.properties["Code"] != before.get("Code"):
            code = _code(wish.properties["Code"], wish.properties)
            shape = wish.calls.shape("lambda", wish.region, "update_function_code")
            given = {**code, "FunctionName": name}
            wish.call("lambda", "update_function_code", **fitted(shape, given))
        shape = wish.calls.shape("lambda", wish.region, "update_function_configuration")
        given = {**wish.properties, "FunctionName": name}
        wish.call("lambda", "update_function_configuration", **fitted(shape, given))
        if "ReservedConcurrentExecutions" in wish.properties:
            self._limit(wish, name)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("lambda", "delete_function", FunctionName=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        try:
            answer = wish.call("lambda", "get_function", FunctionName=made.physical_id)
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        found = answer["Configuration"]
        return {name: found[name] for name in wish.properties if name in found and name != "Code"}

    def _limit(self, wish: Wish, name: str) -> None:
        count = int(wish.properties["ReservedConcurrentExecutions"])
        wish.call(
            "lambda",
            "put_function_concurrency",
            FunctionName=name,
            ReservedConcurrentExecutions=count,
        )


class Permission:
    """`AWS::Lambda::Permission`."""

    def create(self, wish: Wish) -> Made:
        statement = wish.name(100)
        given = {**wish.properties, "StatementId": statement}
        shape = wish.calls.shape("lambda", wish.region, "add_permission")
        wish.call("lambda", "add_permission", **fitted(shape, given))
        made = identified(wish, {"Id": statement})
        return Made(statement, made.attributes)

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        raise CallFailed("lambda", "NotUpdatable", "A permission can't be changed in place")

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away(
            "lambda",
            "remove_permission",
            FunctionName=str(wish.properties["FunctionName"]),
            StatementId=made.physical_id,
        )

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        raise NotSimulated(wish.type)


def _code(code: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the code as the service takes it: text written in the template becomes a ZIP."""
    if not isinstance(code.get("ZipFile"), str):
        return dict(code)
    is_node = str(properties.get("Runtime", "")).startswith("nodejs")
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("index.js" if is_node else "index.py", _EPOCH)
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, code["ZipFile"])
    return {"ZipFile": body.getvalue()}

"""Takes secrets out of calls before they are written down; a placeholder is repeated instead."""

import json
from urllib.parse import parse_qsl, urlencode

from cloud.practice.account.calls import Call
from cloud.practice.account.context import AccountContext

PLACEHOLDER = "practice-placeholder"
"""Long enough for what services want of passwords."""
SECRET_MEMBERS = frozenset(
    {
        "ApiKeyValue",
        "AuthToken",
        "ClientSecret",
        "MasterUserPassword",
        "NewPassword",
        "Password",
        "SecretAccessKey",
        "SecretBinary",
        "SecretString",
    }
)


def redacted(call: Call, context: AccountContext) -> bytes:
    """Return the body of a call without what its service calls secret."""
    if call.is_json:
        return _json(call)
    if call.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return _form(call, context)
    return call.body


def _json(call: Call) -> bytes:
    if call.service == "dynamodb":  # its members have the names that its user gave them
        return call.body
    members = call.parameters()
    secret = SECRET_MEMBERS
    if call.operation == "PutParameter" and members.get("Type") == "SecureString":
        secret |= {"Value"}
    kept = _without(members, secret)
    return call.body if kept == members else json.dumps(kept).encode()


def _without(value: object, secret: frozenset[str]) -> object:
    """Return a value with the placeholder for every member of such a name, however deep."""
    if isinstance(value, list):
        return [_without(each, secret) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: PLACEHOLDER if name in secret else _without(each, secret)
        for name, each in value.items()
    }


def _form(call: Call, context: AccountContext) -> bytes:
    pairs = parse_qsl(call.body.decode(), keep_blank_values=True)
    hidden = _hidden_parameters(call, dict(pairs), context)
    kept = [
        (
            name,
            PLACEHOLDER if name in hidden or name.rpartition(".")[2] in SECRET_MEMBERS else value,
        )
        for name, value in pairs
    ]
    return call.body if kept == pairs else urlencode(kept).encode()


def _hidden_parameters(call: Call, form: dict[str, str], context: AccountContext) -> set[str]:
    """Return the names of the form's fields that hold values of NoEcho parameters."""
    if call.service != "cloudformation":
        return set()
    secret = context.secret_parameters(form)
    return {
        f"{name.removesuffix('ParameterKey')}ParameterValue"
        for name, value in form.items()
        if name.endswith(".ParameterKey") and value in secret
    }

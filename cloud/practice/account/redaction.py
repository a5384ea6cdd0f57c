"""Takes secrets out of calls before they are written down; a placeholder is repeated instead."""

import json
from urllib.parse import parse_qsl, urlencode

from cloud.practice.account.calls import Call
from cloud.practice.account.context import AccountContext

PLACEHOLDER = "practice-placeholder"
"""Long enough for what services want of passwords."""
SECRET_MEMBERS = frozenset(
    {
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
    members = call.parameters()
    secret = SECRET_MEMBERS & members.keys()
    if call.operation == "PutParameter" and members.get("Type") == "SecureString":
        secret |= {"Value"}
    if not secret:
        return call.body
    return json.dumps(members | dict.fromkeys(secret, PLACEHOLDER)).encode()


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

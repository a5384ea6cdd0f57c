"""The entry of the function: behind a URL that asks for IAM, or called directly.

Environment: SIGNING_KEY_SECRET is the ARN of the secret that the chat's nodes read as well. Who may
call is IAM's to say; nothing of a token, a key or a body is ever logged.
"""

import base64
import binascii
import json
import os
import secrets
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cloud.functions.chattoken.tokens import (
    LIFETIME_S,
    MOST_BODY_BYTES,
    Refused,
    minted,
    wish_of,
)

KEY_KEPT_S = 300.0
"""A key that was changed is used no longer than this."""


def handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer one request; the name that the template gives."""
    return _entry().answer(event)


class Entry:
    """Answers requests; knows the key for some minutes."""

    def __init__(self, read_key: Callable[[], str], now_s: Callable[[], float]) -> None:
        self._read_key = read_key
        self._now_s = now_s
        self._key = b""
        self._key_until_s = 0.0

    def answer(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return an HTTP answer: 200 with a token, or 400 with the reason. Raises without a key."""
        now_s = self._now_s()
        try:
            wish = wish_of(_body(event), lambda: f"host-{secrets.token_hex(8)}")
        except Refused as error:
            return _answer(400, {"message": str(error)})
        token = minted(wish, self._signing_key(now_s), int(now_s), secrets.token_urlsafe(12))
        user = {"id": wish.user, "name": wish.name, "role": wish.role}
        expires_ms = (int(now_s) + LIFETIME_S) * 1000
        return _answer(200, {"token": token, "expires_ms": expires_ms, "user": user})

    def _signing_key(self, now_s: float) -> bytes:
        if now_s >= self._key_until_s:
            self._key = self._read_key().encode()
            self._key_until_s = now_s + KEY_KEPT_S
        return self._key


def _body(event: Mapping[str, Any]) -> object:
    if "requestContext" not in event:
        return event  # called directly
    text = event.get("body") or ""
    try:
        content = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode()
        if len(content) > MOST_BODY_BYTES:
            raise Refused("The body is too long.")
        return json.loads(content)
    except (binascii.Error, ValueError, RecursionError):
        raise Refused("The body has to be a JSON object.") from None


def _answer(status: int, body: Mapping[str, Any]) -> dict[str, Any]:
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}


@cache
def _entry() -> Entry:
    import boto3

    client = boto3.client("secretsmanager")
    secret = os.environ["SIGNING_KEY_SECRET"]
    return Entry(lambda: str(client.get_secret_value(SecretId=secret)["SecretString"]), time.time)

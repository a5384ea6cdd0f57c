"""The code that stacks run: built here, named after its content, and brought into the bucket.

A key holds a hash of what lies under it, so what is there never has to be written again, and a
stack changes exactly when its code does.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from functools import cache

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, NotThere, TemplateError
from cloud.sourcebundle import package_files, packed, source_root

CHAT_WHEEL, CHAT_REQUIREMENTS = "chat-wheel", "chat-requirements"
"""Names of what a chat node installs; all other names are folders of `cloud/functions`."""

# The part of the project that a node is, under a name of its own: it is not the whole of Livedesk.
_DISTRIBUTION, _VERSION = "livedesk_chatserver", "0.1.0"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One piece of code."""

    key: str
    """In the bucket."""
    body: bytes = field(repr=False)
    sha256: str
    """Hexadecimal."""


@cache
def artefact(name: str) -> Artefact:
    """Return the artefact that a template names; raises TemplateError. Reads files."""
    if name == CHAT_WHEEL:
        return chat_wheel()
    if name == CHAT_REQUIREMENTS:
        return chat_requirements()
    return function_zip(name)


def function_zip(name: str) -> Artefact:
    """Return `cloud/functions/NAME/` and what it imports of ours, as Lambda takes it.

    Its handler is `cloud.functions.NAME.handler.handler`.
    """
    root = source_root()
    if not name.isidentifier() or not (root / f"cloud/functions/{name}/handler.py").is_file():
        raise TemplateError(
            ErrorCode.TEMPLATE_INVALID, pattern=name, reason="there is no such function"
        )
    body = packed(package_files(root, f"cloud.functions.{name}"))
    digest = _digest(body)
    return Artefact(f"functions/{name}-{digest[:16]}.zip", body, digest)


def chat_wheel() -> Artefact:
    """Return a wheel of the chat server, which runs as `python -m cloud.chatserver`."""
    files = package_files(source_root(), "cloud.chatserver")
    about = f"{_DISTRIBUTION}-{_VERSION}.dist-info"
    files[f"{about}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {_DISTRIBUTION}\nVersion: {_VERSION}\n"
    ).encode()
    files[f"{about}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: livedesk\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    rows = [f"{name},sha256={_recorded(body)},{len(body)}" for name, body in sorted(files.items())]
    files[f"{about}/RECORD"] = "\n".join([*rows, f"{about}/RECORD,,", ""]).encode()
    body = packed(files)
    digest = _digest(body)
    # pip reads a wheel's name, so the hash stands in the folder.
    return Artefact(f"chat/{digest[:16]}/{_DISTRIBUTION}-{_VERSION}-py3-none-any.whl", body, digest)


def chat_requirements() -> Artefact:
    """Return what a chat node installs besides, each with its hashes."""
    body = (source_root() / "cloud/chatserver/requirements.lock").read_bytes()
    digest = _digest(body)
    return Artefact(f"chat/{digest[:16]}/requirements.txt", body, digest)


def upload(aws: Aws, bucket: str, what: Artefact) -> str:
    """Bring an artefact into the bucket, unless it is there; return its key. Raises CallError."""
    try:
        aws.call("s3", "head_object", Bucket=bucket, Key=what.key)
    except NotThere:
        aws.call("s3", "put_object", Bucket=bucket, Key=what.key, Body=what.body)
    return what.key


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _recorded(body: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()

"""ZIPs of small functions."""

import io
import textwrap
import zipfile

from cloud.practice.account.behaviour.functions.sandbox import FunctionCode


def package(source: str) -> bytes:
    """Return a ZIP with this as `main.py`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("main.py", textwrap.dedent(source))
    return packed.getvalue()


def code(source: str, *, timeout_s: float = 20.0, **variables: str) -> FunctionCode:
    """Return a function named `f` whose handler is `main.handler`."""
    packed = package(source)
    return FunctionCode(
        arn="arn:aws:lambda:ap-northeast-1:123456789012:function:f",
        name="f",
        handler="main.handler",
        package=packed,
        sha256=str(hash(packed)),
        variables=tuple(variables.items()),
        timeout_s=timeout_s,
        memory_mb=128,
        region="ap-northeast-1",
    )

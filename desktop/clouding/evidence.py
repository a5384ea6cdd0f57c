"""The evidence of a practice check as one ZIP: a picture and a JSON file for each item."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from cloud.models import CheckItem, CheckResult

SUMMARY = "check.json"
FLOW = "architecture.svg"


def write_evidence(
    file: Path,
    result: CheckResult,
    draw: Callable[[CheckResult, CheckItem], bytes],
    architecture_svg: bytes = b"",
) -> None:
    """Write everything; `draw` gives the PNG of one item. Blocking; raises OSError."""
    beside = file.with_name(file.name + ".new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(SUMMARY, _json(result))
        if architecture_svg:
            archive.writestr(FLOW, architecture_svg)
        for number, item in enumerate(result.items, 1):
            name = f"{number:02d}-{_plain(item.id)}"
            archive.writestr(f"{name}.json", _json(item))
            archive.writestr(f"{name}.png", draw(result, item))
    beside.replace(file)


def evidence_name(result: CheckResult) -> str:
    """Return how the file is called, unless the user wants another name."""
    return f"{result.stack} {result.at:%Y-%m-%d %H-%M-%S} check.zip"


def _json(value: CheckResult | CheckItem) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name)[:80]

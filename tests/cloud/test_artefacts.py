import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from cloud.artefacts import Artefact, artefact, chat_requirements, chat_wheel, function_zip, upload
from cloud.awsclient import Aws
from cloud.errors import NotThere, TemplateError
from cloud.patterns.catalogue import catalogue
from cloud.patterns.metadata import Suggestion
from tests.sourcetree import ROOT

FUNCTIONS = sorted(each.parent.name for each in ROOT.glob("cloud/functions/*/handler.py"))


def names(of: Artefact) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(of.body)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_alone_in_its_archive_and_starts_there(name: str, tmp_path: Path) -> None:
    built = function_zip(name)
    with zipfile.ZipFile(io.BytesIO(built.body)) as archive:
        archive.extractall(tmp_path)

    # boto3 comes with Lambda; everything else has to be in the archive or in Python.
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        f"from cloud.functions.{name}.handler import handler; print(handler.__module__)"
    )
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60
    )

    assert said.stdout.strip() == f"cloud.functions.{name}.handler", said.stderr
    assert all(each.startswith("cloud/") for each in names(built))


def test_a_key_is_named_after_its_content() -> None:
    built = function_zip("chattoken")

    assert built.key == f"functions/chattoken-{built.sha256[:16]}.zip"
    assert function_zip("chattoken") == built
    assert "chattoken/tokens" not in repr(built)


@pytest.mark.parametrize("name", ["nothing", "../chatserver", "", "chattoken/.."])
def test_only_a_function_of_ours_is_built(name: str) -> None:
    with pytest.raises(TemplateError, match="no such function"):
        artefact(name)


def test_the_wheel_holds_the_chat_server_and_neither_window_nor_desktop() -> None:
    held = names(chat_wheel())

    assert "cloud/chatserver/__main__.py" in held
    assert "chatclient/wire/envelopes.py" in held
    assert {each.partition("/")[0] for each in held} == {
        "chatclient",
        "cloud",
        "livedesk_chatserver-0.1.0.dist-info",
    }
    assert not [each for each in held if "practice" in each or "backends" in each]


def test_the_wheel_records_each_of_its_files() -> None:
    with zipfile.ZipFile(io.BytesIO(chat_wheel().body)) as archive:
        record = archive.read("livedesk_chatserver-0.1.0.dist-info/RECORD").decode()
        assert [row.partition(",")[0] for row in record.splitlines()] == sorted(
            archive.namelist(), key=lambda name: (name.endswith("/RECORD"), name)
        )


def test_pip_finds_the_hash_of_everything_a_node_installs() -> None:
    """A node installs what was tried here: each version and hash stands in the project's lock."""
    ours, project = (
        blocks(chat_requirements().body.decode()),
        blocks((ROOT / "requirements.lock").read_text()),
    )

    assert {"msgspec", "python-socketio", "uvicorn", "redis", "boto3"} <= set(ours)
    assert not {"pyside6-essentials", "av", "moto"} & set(ours)
    for name, (version, hashes) in ours.items():
        assert hashes
        assert (version, hashes) == project[name]


def test_every_artefact_that_a_template_names_can_be_built() -> None:
    wanted = [
        parameter.field.from_
        for pattern in catalogue()
        for parameter in pattern.parameters
        if parameter.field.suggestion is Suggestion.ARTEFACT_KEY
    ]

    assert "chattoken" in wanted
    assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", artefact(name).key) for name in wanted)


class Bucket:
    """S3, as far as an upload sees it."""

    def __init__(self, *there: str) -> None:
        self.there = set(there)
        self.calls: list[str] = []

    def call(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        self.calls.append(operation)
        if operation == "head_object" and parameters["Key"] not in self.there:
            raise NotThere(parameters["Key"])
        return {}


@pytest.mark.parametrize(
    ("there", "calls"), [((), ["head_object", "put_object"]), (("k",), ["head_object"])]
)
def test_what_is_in_the_bucket_is_not_written_again(
    there: tuple[str, ...], calls: list[str]
) -> None:
    bucket = Bucket(*there)

    assert upload(cast("Aws", bucket), "b", Artefact("k", b"x", "00")) == "k"
    assert bucket.calls == calls


def blocks(lock: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return name -> (version, hashes) of a list of requirements."""
    return dict(_blocks(lock))


def _blocks(lock: str) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        if head := re.match(r"([a-z0-9.-]+)==([^ ;\\]+)", block):
            yield head[1], (head[2], frozenset(re.findall(r"sha256:[0-9a-f]{64}", block)))

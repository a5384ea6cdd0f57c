"""The walls see every way of importing, so that none can be climbed by writing it differently."""

import ast

import pytest

from tests.sourcetree import ROOT, Module, is_below, project_files, sources


@pytest.mark.parametrize(
    ("code", "imported"),
    [
        ("import av", ["av"]),
        ("import av.video.frame as frame", ["av.video.frame"]),
        ("from av import open", ["av"]),
        ("from encoder import wire", ["encoder.wire"]),
        ("from encoder.wire import encode, decode_event", ["encoder.wire"]),
        ("def later():\n    import boto3", ["boto3"]),
        ("if TYPE_CHECKING:\n    from desktop import theme", ["desktop.theme"]),
        ("from . import wire", ["."]),
    ],
)
def test_an_import_is_seen_however_it_is_written(code: str, imported: list[str]) -> None:
    module = Module("example", ROOT / "example.py", ast.parse(code))

    assert [name for name, _ in module.imports()] == imported


def test_a_name_lies_below_a_package_only_at_a_dot() -> None:
    assert is_below("encoder.rtmp.amf", "cloud", "encoder.rtmp")
    assert is_below("encoder.rtmp", "encoder.rtmp")
    assert not is_below("encoder.rtmpfoo", "encoder.rtmp")


def test_every_package_is_looked_at() -> None:
    names = {module.name for module in sources()}

    assert {"encoder", "encoder.rtmp.amf", "cloud", "desktop", "chatclient"} <= names


def test_built_and_downloaded_files_are_no_files_of_the_project() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in project_files()}

    assert {"tests", "encoder", ".ci"} <= folders
    assert not folders & {".git", ".venv", ".mypy_cache"}

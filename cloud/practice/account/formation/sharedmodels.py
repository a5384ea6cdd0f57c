"""Reads AWS's description of each service once, and fast, for everybody in this process.

Each session would read it for itself, and moto would look through all services for each of them: a
restart of the account, which repeats everything, took twice as long.
"""

from functools import cache
from typing import Any

import botocore.loaders
import botocore.session
import msgspec
from moto.core import loaders, utils

_own_create_loader = botocore.loaders.create_loader


class FastFiles(botocore.loaders.JSONFileLoader):  # type: ignore[misc]
    """Reads them three times as fast as botocore does, into half the memory: plain dicts do."""

    def _load_file(self, full_path: str, open_method: Any) -> Any:
        try:
            with open_method(full_path, "rb") as file:
                return msgspec.json.decode(file.read())
        except FileNotFoundError:
            return None


def share_models() -> None:
    """From now on all sessions that are made read from one place, and all of moto from another."""
    botocore.loaders.Loader.FILE_LOADER_CLASS = FastFiles
    botocore.loaders.__dict__["create_loader"] = create_loader
    botocore.session.__dict__["create_loader"] = create_loader
    utils.__dict__["create_loader"] = _loader_of_moto


def create_loader(search_path_string: str | None = None) -> Any:
    """Return the one loader; a session with descriptions of its own gets its own."""
    return _own_create_loader(search_path_string) if search_path_string else _shared()


@cache
def _shared() -> Any:
    return _own_create_loader()


@cache
def _loader_of_moto() -> Any:
    # Not the same one: moto adds errors and pages of its own to what it reads.
    return loaders.create_loader()

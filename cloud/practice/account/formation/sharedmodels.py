"""Reads botocore's description of each service once for all sessions in this process.

Each would read it for itself: of EC2 alone that is a third of a second and 20 MB. Moto keeps what
it reads, and adds errors and pages of its own to it: it goes on reading for itself.
"""

from typing import Any

import botocore.loaders
import botocore.session

_own_create_loader = botocore.loaders.create_loader
_shared: Any = None


def share_models() -> None:
    """From now on all sessions that are made read from the same place."""
    botocore.loaders.__dict__["create_loader"] = create_loader
    botocore.session.__dict__["create_loader"] = create_loader


def create_loader(search_path_string: str | None = None) -> Any:
    """Return the one loader; a session with descriptions of its own gets its own."""
    global _shared
    if search_path_string:
        return _own_create_loader(search_path_string)
    if _shared is None:
        _shared = _own_create_loader()
    return _shared

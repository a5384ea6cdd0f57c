"""Puts our CloudFormation in the place of moto's, without ever loading that.

Moto's own would bring the models of 40 services with it: 1.2 seconds and 120 MB. So the modules in
which moto looks for the service are stand-ins; only its exceptions, which models raise, stay.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import moto
from moto.core.base_backend import BackendDict

from cloud.practice.account.formation.backend import FormationBackend
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.responses import FormationResponse

_PACKAGE = "moto.cloudformation"


def put_in_place(formation: Formation) -> None:
    """Let CloudFormation calls be answered from those stacks; before the first request."""
    FormationResponse.formation = formation
    FormationBackend.formation = formation
    if FormationBackend.urls_of_service is None:
        FormationBackend.urls_of_service = _stand_in()
    # In use from now on, so that it is asked for what has tags.
    _BACKENDS["123456789012"]


def _stand_in() -> ModuleType:
    root = find_spec("moto")
    if root is None or root.origin is None:
        raise ModuleNotFoundError("moto", name="moto")
    urls = _module("urls", url_bases=[r"https?://cloudformation\.(.+)\.amazonaws\.com"])
    urls.__dict__["url_paths"] = {"{0}/$": FormationResponse.dispatch}
    models = _module("models", cloudformation_backends=_BACKENDS)
    package = _module("", cloudformation_backends=_BACKENDS, models=models, urls=urls)
    package.__path__ = [str(Path(root.origin).parent / "cloudformation")]
    moto.__dict__["cloudformation"] = package
    return urls


def _module(name: str, **contents: Any) -> ModuleType:
    full = f"{_PACKAGE}.{name}" if name else _PACKAGE
    module = ModuleType(full, "Stands in for moto's.")
    module.__dict__.update(contents)
    sys.modules[full] = module
    return module


_BACKENDS: Any = BackendDict(FormationBackend, "cloudformation")

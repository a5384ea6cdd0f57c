import subprocess
import sys

from tests.sourcetree import ROOT

_CHECK = """
import botocore.session
from moto.core.utils import get_service_model
from cloud.practice.account.formation.sharedmodels import create_loader, share_models
share_models()
one, other = botocore.session.Session(), botocore.session.Session()
loaders = [each.get_component("data_loader") for each in (one, other)]
print(loaders[0] is loaders[1] is create_loader())
print(create_loader("elsewhere") is create_loader())
print(len(one.create_client("sns", "us-east-1").meta.service_model.operation_names) > 20)
print("errorNamespace" in get_service_model("sqs").metadata)
"""


def test_descriptions_of_services_are_read_once_and_motos_stay_complete() -> None:
    # In a process of its own: the tests' own sessions are to stay as they are.
    done = subprocess.run(
        [sys.executable, "-c", _CHECK], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.stdout.split() == ["True", "False", "True", "True"], done.stderr

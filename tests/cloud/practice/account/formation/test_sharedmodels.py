import subprocess
import sys

from tests.sourcetree import ROOT

_CHECK = """
import botocore.session
from botocore.exceptions import UnknownServiceError
from moto.core import utils
from cloud.practice.account.formation.sharedmodels import create_loader, share_models
share_models()
one, other = botocore.session.Session(), botocore.session.Session()
loaders = [each.get_component("data_loader") for each in (one, other)]
print(loaders[0] is loaders[1] is create_loader())
print(create_loader("elsewhere") is create_loader())
print(len(one.create_client("sns", "us-east-1").meta.service_model.operation_names) > 20)
print("errorNamespace" in utils.get_service_model("sqs").metadata)
print(utils.create_loader() is utils.create_loader())
try:
    loaders[0].load_service_model("no-such-service", "service-2")
except UnknownServiceError:
    print("unknown")
"""


def test_descriptions_of_services_are_read_once_and_motos_stay_complete() -> None:
    # In a process of its own: the tests' own sessions are to stay as they are.
    done = subprocess.run(
        [sys.executable, "-c", _CHECK], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    expected = ["True", "False", "True", "True", "True", "unknown"]
    assert done.stdout.split() == expected, done.stderr

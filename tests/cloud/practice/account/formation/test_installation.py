import subprocess
import sys
from pathlib import Path

from cloud.practice.account.context import AccountContext
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.installation import put_in_place
from tests.cloud.practice.account.formation.conftest import Client
from tests.sourcetree import ROOT

_CHECK = """
import sys
from pathlib import Path
from cloud.practice.account.context import AccountContext
from cloud.practice.account.formation import install
install(AccountContext(home=Path(".")))
from moto.backends import get_backend
get_backend("cloudformation")["123456789012"]["us-east-1"].urls
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
heavy = ("moto.cloudformation.parsing", "moto.ec2", "moto.iam.models", "cfnlint")
print([name for name in heavy if name in sys.modules])
"""


def test_the_latest_installation_answers(
    formation: Formation, client: Client, tmp_path: Path
) -> None:
    latest = Formation(AccountContext(home=tmp_path), step_s=0, calls=formation.calls)
    put_in_place(latest)
    client("cloudformation").create_stack(
        StackName="demo", TemplateBody="Resources: {T: {Type: AWS::SNS::Topic}}"
    )

    assert [stack.name for stack in latest.stacks()] == ["demo"]
    assert list(formation.stacks()) == []


def test_motos_own_cloudformation_is_never_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHECK], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.stdout.strip() == "[]", done.stderr

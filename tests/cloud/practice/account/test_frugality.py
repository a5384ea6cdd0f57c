import subprocess
import sys

from cloud.practice.account.frugality import LateList

SCRIPT = """
from cloud.practice.account.frugality import be_frugal
be_frugal()
be_frugal()
from moto.ec2.models import ec2_backends
backend = ec2_backends["123456789012"]["eu-west-1"]
wish = {"instance-type": ["t3.small"]}
print(backend.describe_instance_type_offerings("region", wish))
"""


def test_a_late_list_is_read_when_somebody_looks_at_it() -> None:
    loaded: list[int] = []

    def load() -> list[str]:
        loaded.append(1)
        return ["a", "b"]

    late = LateList(load)
    at_import = [*late]
    before = len(loaded)

    assert (at_import, before) == ([], 0)
    assert [*late] == ["a", "b"]
    assert [each for each in late if each == "b"] == ["b"]
    assert loaded == [1]


def test_what_moto_knows_of_instance_types_is_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True
    )

    expected = [{"InstanceType": "t3.small", "Location": "eu-west-1", "LocationType": "region"}]
    assert done.stdout.strip() == str(expected)

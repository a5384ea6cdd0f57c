from typing import Any

from cloud.practice.account.formation.kinds.motomodels import HOMES, model_of
from cloud.practice.account.formation.kinds.registry import BY_MOTO
from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
Outputs: {Arn: {Value: !GetAtt Profile.Arn}}
"""


def test_moto_has_a_model_of_every_type_that_is_left_to_it() -> None:
    # One service of each home is enough here: EC2's models alone take a second to load.
    for type_name in BY_MOTO:
        assert type_name.rpartition("::")[0] in HOMES
    assert model_of("AWS::IAM::InstanceProfile") is not None
    assert model_of("AWS::IAM::Nothing") is None
    assert model_of("AWS::SNS::Topic") is None


def test_what_moto_makes_of_it_is_in_its_books(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    (profile,) = client("iam").list_instance_profiles()["InstanceProfiles"]
    assert stacks.outputs()["Arn"] == profile["Arn"]
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("iam").list_instance_profiles()["InstanceProfiles"] == []


def test_what_moto_refuses_is_told_in_its_words(stacks: Stacks, client: Any) -> None:
    client("iam").create_instance_profile(InstanceProfileName="taken")

    stacks.create(
        TEMPLATE.replace("{Roles:", "{InstanceProfileName: taken, Roles:"),
    )

    assert "already exists" in stacks.reason("Profile")

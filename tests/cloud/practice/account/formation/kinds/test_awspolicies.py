from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.kinds.awspolicies import PREFIX, make_known


def test_a_policy_of_aws_is_known_once_it_is_wanted(formation: Formation) -> None:
    arn = f"{PREFIX}service-role/AWSLambdaBasicExecutionRole"

    for each in (arn, f"{PREFIX}NoSuchThing", "arn:aws:iam::123456789012:policy/Own"):
        make_known(each, "us-east-1")

    listed = formation.calls("iam", "us-east-1", "list_policies")["Policies"]
    assert [each["Arn"] for each in listed] == [arn]

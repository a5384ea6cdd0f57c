from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources: {Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /a/b, RetentionInDays: 7}}}
Outputs: {Arn: {Value: !GetAtt Log.Arn}}
"""


def test_a_group_keeps_its_lines_as_long_as_it_says(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE, Tags=[{"Key": "a", "Value": "b"}])
    stacks.update(TEMPLATE.replace("Days: 7", "Days: 14"))

    (group,) = client("logs").describe_log_groups()["logGroups"]
    assert (group["logGroupName"], group["retentionInDays"]) == ("/a/b", 14)
    assert stacks.outputs()["Arn"].endswith(":log-group:/a/b:*")
    assert stacks.drift() == {"Log": "IN_SYNC"}

    client("logs").delete_log_group(logGroupName="/a/b")

    assert stacks.drift() == {"Log": "DELETED"}
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"

import pytest

from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated

REGION = "us-east-1"


def test_a_call_leads_where_a_clients_call_leads(formation: Formation) -> None:
    made = formation.calls("sns", REGION, "create_topic", Name="t")

    found = formation.calls("sns", REGION, "list_topics")["Topics"]

    assert found == [{"TopicArn": made["TopicArn"]}]


def test_what_is_absent_is_told_from_what_is_refused(formation: Formation) -> None:
    with pytest.raises(CallFailed) as absent:
        formation.calls("sqs", REGION, "get_queue_url", QueueName="none")
    with pytest.raises(CallFailed, match="Parameter validation failed") as wrong:
        formation.calls("sqs", REGION, "create_queue", QueueName=5)

    assert absent.value.is_absent
    assert not wrong.value.is_absent


def test_what_aws_refuses_is_refused_to_a_template_too(formation: Formation) -> None:
    alarm = {"AlarmName": "a", "MetricName": "m", "Namespace": "n", "Statistic": "Sum"}
    more = {"Threshold": 1.0, "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanThreshold"}
    with pytest.raises(CallFailed, match="45 is not") as caught:
        formation.calls("cloudwatch", REGION, "put_metric_alarm", Period=45, **alarm, **more)

    assert caught.value.code == "InvalidParameterValue"


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("ivschat", "list_rooms", {}),
        ("cloudfront", "list_cache_policies", {}),
        ("elasticache", "describe_events", {}),
    ],
)
def test_what_nobody_answers_never_leaves_the_machine(
    formation: Formation, service: str, operation: str, parameters: dict[str, str]
) -> None:
    with pytest.raises(NotSimulated):
        formation.calls(service, REGION, operation, **parameters)


def test_the_shape_of_an_operation_is_known(formation: Formation) -> None:
    shape = formation.calls.shape("sns", REGION, "create_topic")

    assert "Name" in shape.members

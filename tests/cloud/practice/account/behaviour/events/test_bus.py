"""Events that reach the targets of rules."""

import json

from tests.cloud.practice.account.behaviour.living import (
    RECORDER,
    REGION,
    Living,
    kept,
    letters,
    make_function,
    make_queue,
    make_table,
)

KIND = "IVS Stream State Change"


def emit(account: Living) -> None:
    account.context.emit(REGION, "aws.ivs", KIND, {"event_name": "Stream Start"}, ("arn:c",))
    account.settle()


def test_an_event_reaches_a_function_that_lets_it_in_and_else_the_dead_letters(
    served: Living,
) -> None:
    make_table(served)
    arn = make_function(served, "recorder", RECORDER)
    queue, queue_arn = make_queue(served, "letters")
    events = served.client("events")
    rule = events.put_rule(Name="live", EventPattern=json.dumps({"source": ["aws.ivs"]}))
    target = {"Id": "1", "Arn": arn, "DeadLetterConfig": {"Arn": queue_arn}}
    events.put_targets(Rule="live", Targets=[target])

    emit(served)
    (letter,) = letters(served, queue)
    assert (letter["source"], letter["detail-type"]) == ("aws.ivs", KIND)
    assert letter["detail"] == {"event_name": "Stream Start"}
    assert letter["resources"] == ["arn:c"]

    served.client("lambda").add_permission(
        FunctionName="recorder",
        StatementId="events",
        Action="lambda:InvokeFunction",
        Principal="events.amazonaws.com",
        SourceArn=rule["RuleArn"],
    )
    emit(served)
    assert len(kept(served)) == 1
    assert letters(served, queue) == []


def test_only_rules_that_are_on_and_want_it_get_an_event(account: Living) -> None:
    events = account.client("events")
    queue, arn = make_queue(account, "all")
    for name, pattern, state in (
        ("wants", {"source": ["aws.ivs"], "detail": {"event_name": ["Stream Start"]}}, "ENABLED"),
        ("other", {"source": ["aws.medialive"]}, "ENABLED"),
        ("off", {"source": ["aws.ivs"]}, "DISABLED"),
    ):
        events.put_rule(Name=name, EventPattern=json.dumps(pattern), State=state)
        events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn, "Input": f'"{name}"'}])
    events.put_rule(Name="schedule", ScheduleExpression="rate(1 day)")
    events.put_targets(Rule="schedule", Targets=[{"Id": "1", "Arn": arn, "Input": '"schedule"'}])

    emit(account)

    assert letters(account, queue) == ["wants"]


def test_what_somebody_puts_reaches_a_topic_and_a_queue(account: Living) -> None:
    topic = account.client("sns").create_topic(Name="t")["TopicArn"]
    queue, arn = make_queue(account, "q")
    told, told_arn = make_queue(account, "told")
    account.client("sns").subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=told_arn, Attributes={"RawMessageDelivery": "true"}
    )
    events = account.client("events")
    rule = events.put_rule(Name="r", EventPattern=json.dumps({"source": ["desk"]}))["RuleArn"]
    transformer = {"InputPathsMap": {"n": "$.detail.n"}, "InputTemplate": '{"number": <n>}'}
    events.put_targets(
        Rule="r",
        Targets=[
            {"Id": "1", "Arn": arn, "InputTransformer": transformer},
            {"Id": "2", "Arn": topic, "InputPath": "$.detail"},
        ],
    )

    entry = {"Source": "desk", "DetailType": "d", "Detail": '{"n": 7}'}
    events.put_events(Entries=[entry])
    account.settle()
    assert letters(account, queue) == [{"number": 7}]
    assert letters(account, told) == []  # the topic does not let rules in yet

    let_in = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish",
        "Condition": {"ArnEquals": {"aws:SourceArn": rule}},
    }
    policy = json.dumps({"Statement": [let_in]})
    account.client("sns").set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=policy
    )
    events.put_events(Entries=[entry])
    account.settle()
    assert letters(account, told) == [{"n": 7}]


def test_nothing_is_sent_while_the_journal_is_repeated(account: Living) -> None:
    queue, arn = make_queue(account, "q")
    account.client("events").put_rule(Name="r", EventPattern=json.dumps({"source": ["aws.ivs"]}))
    account.client("events").put_targets(Rule="r", Targets=[{"Id": "1", "Arn": arn}])
    account.context.is_replaying = True

    emit(account)

    assert letters(account, queue) == []

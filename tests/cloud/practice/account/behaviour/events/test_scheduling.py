"""Schedules that set things off by the account's clock."""

from tests.cloud.practice.account.behaviour.living import (
    RECORDER,
    Living,
    kept,
    letters,
    make_function,
    make_queue,
    make_table,
)

ROLE = "arn:aws:iam::123456789012:role/f"


def test_a_schedule_invokes_a_function(served: Living) -> None:
    make_table(served)
    arn = make_function(served, "recorder", RECORDER)
    served.client("scheduler").create_schedule(
        Name="hourly",
        ScheduleExpression="rate(1 hour)",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": arn, "RoleArn": ROLE, "Input": '{"id": "<aws.scheduler.scheduled-time>"}'},
    )

    served.advance(10)
    served.advance(7200, step_s=600)

    assert len(kept(served)) == 2


def test_a_schedule_that_is_off_does_nothing_and_one_shot_may_go_away(account: Living) -> None:
    queue, arn = make_queue(account, "q")
    client = account.client("scheduler")
    soon = f"{account.context.clock.now():%Y-%m-%dT%H:30:00}"
    for name, state, expression in (
        ("off", "DISABLED", "rate(1 minute)"),
        ("once", "ENABLED", f"at({soon})"),
    ):
        client.create_schedule(
            Name=name,
            ScheduleExpression=expression,
            State=state,
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": arn, "RoleArn": ROLE, "Input": f'"{name}"'},
            ActionAfterCompletion="DELETE",
        )

    account.advance(1)
    account.advance(3600, step_s=600)

    assert letters(account, queue) == ["once"]
    assert [each["Name"] for each in client.list_schedules()["Schedules"]] == ["off"]


def test_a_rule_with_a_schedule_fires(account: Living) -> None:
    queue, arn = make_queue(account, "q")
    events = account.client("events")
    rule = events.put_rule(Name="r", ScheduleExpression="rate(5 minutes)")["RuleArn"]
    events.put_targets(Rule="r", Targets=[{"Id": "1", "Arn": arn}])

    account.advance(1)
    account.advance(300, step_s=60)

    (event,) = letters(account, queue)
    assert (event["detail-type"], event["resources"]) == ("Scheduled Event", [rule])

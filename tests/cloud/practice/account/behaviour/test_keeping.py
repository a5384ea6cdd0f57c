"""What happened by itself survives the account's end."""

from collections.abc import Callable
from pathlib import Path

from cloud.practice.account.behaviour import mailbox
from cloud.practice.account.behaviour.keeping import HAPPENED_FILE, MEASURED_FILE
from cloud.practice.account.behaviour.metrics.metricservice import metrics_of
from cloud.practice.account.behaviour.metrics.samples import MetricKey, value_sample
from cloud.practice.account.homefiles import kept_folder
from tests.cloud.practice.account.behaviour.alarms.test_alarmwatch import alarm, put, state
from tests.cloud.practice.account.behaviour.living import REGION, Living, living

MEASURED = MetricKey.of("AWS/IVS", "ConcurrentViews", [("Channel", "c")])
PUT = MetricKey.of("Show", "Viewers", [])


def test_states_history_mails_and_measurements_are_there_again(home: Path) -> None:
    with living(home) as first:
        alarm(first)
        put(first, 50)
        first.advance(60)
        assert state(first) == "ALARM"
        mailbox.post(first.context, "me@example.com", "s", "t")
        now_s = first.context.clock.now_s()
        metrics_of(REGION).put(MEASURED, value_sample(now_s, 7.0, "Count"))
        before = first.client("cloudwatch").describe_alarm_history()["AlarmHistoryItems"]

    with living(home) as second:
        alarm(second)
        second.context.run_due()

        history = second.client("cloudwatch").describe_alarm_history()["AlarmHistoryItems"]
        assert history[-len(before) :] == before
        assert [each.subject for each in second.context.mails] == ["s"]
        assert metrics_of(REGION).keys(now_s) == [MEASURED]


def test_a_question_is_there_once_whether_it_was_kept_or_asked_again(home: Path) -> None:
    for texts in (["one"], ["one", "two"]):
        with living(home) as account:
            for text in texts:
                mailbox.post(account.context, "me@example.com", "question", text)
            account.context.run_due()
            assert [each.text for each in account.context.mails] == texts


def test_an_alarm_that_had_gone_off_does_not_go_off_again(home: Path) -> None:
    with living(home) as first:
        alarm(first)
        put(first, 50)
        first.advance(60)

    with living(home) as second:
        topic = second.client("sns").create_topic(Name="t")["TopicArn"]
        alarm(second, AlarmActions=[topic], TreatMissingData="ignore")
        second.context.clock.advance(60)
        put(second, 50)
        second.advance(60)

        assert state(second) == "ALARM"
        actions = second.client("cloudwatch").describe_alarm_history(HistoryItemType="Action")
        assert actions["AlarmHistoryItems"] == []


def test_files_that_can_not_be_read_are_left_out(
    home: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "what happened before is forgotten")
    for name in (HAPPENED_FILE, MEASURED_FILE):
        (kept_folder(home) / name).write_text("torn")

    with living(home) as account:
        account.context.run_due()
        assert account.context.mails == []


def test_an_account_that_never_came_up_keeps_what_there_was(home: Path) -> None:
    kept = kept_folder(home) / HAPPENED_FILE
    kept.write_text('{"mails": []}')
    with living(home):
        pass

    assert kept.read_text() == '{"mails": []}'


def test_only_its_owner_may_read_it(account: Living, home: Path) -> None:
    account.advance(30)

    assert (kept_folder(home) / HAPPENED_FILE).stat().st_mode & 0o077 == 0

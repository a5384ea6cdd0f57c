from dataclasses import replace

import pytest

from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import CallFailed, InnerCalls
from cloud.practice.account.formation.kinds.kind import Wish
from cloud.practice.account.formation.schemas import schema_of


def wish(type_name: str = "AWS::SNS::Topic", logical_id: str = "Topic") -> Wish:
    schema = schema_of(type_name, "us-east-1")
    assert schema is not None
    tags = [{"Key": "own", "Value": 1}, {"Key": "both", "Value": "own"}]
    calls = InnerCalls()
    made = Wish(logical_id, schema, {"Tags": tags}, "us-east-1", "demo", "id", calls)
    made.tags = {"stack": "s", "both": "stack"}
    return made


def test_a_made_up_name_says_where_it_comes_from_and_fits() -> None:
    name = wish(logical_id="T" * 60).name(32)

    assert name.startswith("demo-TTT")
    assert len(name) == 32
    assert wish().name() != wish().name()


def test_own_tags_come_before_those_of_the_stack() -> None:
    assert wish().all_tags() == {"own": "1", "both": "own", "stack": "s"}


def test_an_arn_is_of_this_account_and_region() -> None:
    assert wish().arn("sqs", "q") == "arn:aws:sqs:us-east-1:123456789012:q"
    assert wish().type == "AWS::SNS::Topic"


def test_what_is_gone_is_taken_away_and_what_is_refused_is_not(formation: Formation) -> None:
    asking = replace(wish(), calls=formation.calls)
    asking.take_away("s3", "delete_bucket", Bucket="never-made")
    asking.call("s3", "create_bucket", Bucket="full")
    asking.call("s3", "put_object", Bucket="full", Key="a", Body=b"a")

    with pytest.raises(CallFailed):
        asking.take_away("s3", "delete_bucket", Bucket="full")

import pytest

from cloud.practice.account.formation.innercalls import InnerCalls
from cloud.practice.account.formation.kinds import plausible
from cloud.practice.account.formation.kinds.kind import Wish
from cloud.practice.account.formation.schemas import schema_of


def wish(type_name: str) -> Wish:
    schema = schema_of(type_name, "us-east-1")
    assert schema is not None
    return Wish("R", schema, {}, "us-east-1", "demo", "id", InnerCalls())


@pytest.mark.parametrize(
    ("type_name", "path", "value"),
    [
        ("AWS::IVSChat::Room", "Arn", "arn:aws:ivschat:us-east-1:123456789012:room/x1"),
        ("AWS::CloudFront::Distribution", "DomainName", "dx1.cloudfront.net"),
        ("AWS::CloudFront::CachePolicy", "LastModifiedTime", "1970-01-01T00:00:00+00:00"),
        (
            "AWS::ElastiCache::ReplicationGroup",
            "PrimaryEndPoint.Address",
            "x1.elasticache.us-east-1.amazonaws.com",
        ),
        ("AWS::MediaLive::InputSecurityGroup", "Inputs", []),
        ("AWS::IVS::RecordingConfiguration", "State", "ACTIVE"),
        ("AWS::EC2::LaunchTemplate", "LatestVersionNumber", "x1"),
    ],
)
def test_an_attribute_looks_as_the_service_would_tell_it(
    type_name: str, path: str, value: object
) -> None:
    assert plausible.attribute(wish(type_name), path, "x1") == value


def test_an_id_looks_as_the_service_gives_it() -> None:
    made = plausible.resource_id(wish("AWS::CloudFront::Distribution"))

    assert made[0] == "E"
    assert made == made.upper()
    assert plausible.service_of("AWS::IVSChat::Room") == "ivschat"

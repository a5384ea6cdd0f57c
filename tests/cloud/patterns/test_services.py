import pytest

from cloud.patterns.catalogue import catalogue
from cloud.patterns.metadata import FlowEnd
from cloud.patterns.pattern import Pattern
from cloud.patterns.services import service_of, thing_of


def test_a_type_has_the_name_that_people_use() -> None:
    assert service_of("AWS::MediaPackageV2::OriginEndpoint") == "MediaPackage"
    assert thing_of("AWS::MediaLive::InputSecurityGroup").ja == "許可アドレス"


def test_a_type_that_is_not_listed_is_still_named() -> None:
    assert service_of("AWS::Kinesis::DataStream") == "Kinesis"
    assert thing_of("AWS::Kinesis::DataStream").en == "Data Stream"


@pytest.mark.parametrize("end", FlowEnd)
def test_who_stands_outside_has_a_name_and_no_service(end: FlowEnd) -> None:
    assert service_of(end) == ""
    assert thing_of(end).en
    assert thing_of(end).ja


@pytest.mark.parametrize("pattern", catalogue(), ids=lambda pattern: pattern.id)
def test_everything_that_is_drawn_has_a_japanese_name(pattern: Pattern) -> None:
    types = {each.logical_id: each.type for each in pattern.resources}
    drawn = {end for arrow in pattern.flow for end in (arrow.from_, arrow.to)}
    foreign = {"Valkey", "Livedesk"}

    for name in drawn:
        title = thing_of(types.get(name, name))
        assert title.ja != title.en or title.en in foreign

import pytest

from cloud.patterns.catalogue import catalogue, pattern
from cloud.patterns.flow import flow_of
from cloud.patterns.metadata import FlowEnd
from cloud.patterns.pattern import Pattern
from cloud.patterns.reading import read_pattern
from tests.cloud.patterns.templates import text


def test_the_picture_runs_from_the_desktop_to_the_viewers() -> None:
    layout = flow_of(pattern("live-hls-dash"))

    assert layout.node(FlowEnd.DESKTOP).column == 0
    assert layout.node(FlowEnd.VIEWERS).column == layout.columns - 1
    assert [each.is_control for each in layout.edges if each.from_ == "AllowedAddresses"] == [True]


def test_viewers_who_speak_stand_at_the_beginning() -> None:
    layout = flow_of(pattern("chat-distributed"))

    assert layout.node(FlowEnd.VIEWERS).column == 0
    assert not [each for each in layout.edges if each.is_back]


def test_a_part_stands_for_what_only_serves_it() -> None:
    layout = flow_of(pattern("live-hls-dash"))

    assert layout.node("Distribution").resources == (
        "OriginAccess",
        "ManifestsAndSegments",
        "PlayersOfOtherSites",
        "Distribution",
    )
    assert layout.node("Distribution").service == "CloudFront"
    assert layout.node(FlowEnd.VIEWERS).resources == ()


def test_parts_of_one_kind_are_told_apart_by_their_names() -> None:
    rest = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Other: {Type: AWS::SNS::Topic}\n"
    body = text(rest=rest).replace(
        'Flow: [{From: "@desktop", To: Topic}]', "Flow: [{From: Topic, To: Other}]"
    )
    layout = flow_of(read_pattern("two", body))
    assert [each.title.en for each in layout.nodes] == ["Topic Topic", "Topic Other"]


@pytest.mark.parametrize("drawn", catalogue(), ids=lambda each: each.id)
def test_every_row_can_be_drawn(drawn: Pattern) -> None:
    layout = flow_of(drawn)
    places = {(each.column, each.row) for each in layout.nodes}

    assert len(places) == len(layout.nodes)
    assert len(layout.edges) == len(drawn.flow)
    assert layout.columns <= 8
    assert all(0 <= each.row < layout.rows for each in layout.nodes)
    shown = [name for each in layout.nodes for name in each.resources]
    assert len(shown) == len(set(shown))

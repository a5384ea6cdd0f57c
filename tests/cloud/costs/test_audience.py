import pytest

from cloud.costs.audience import audience_load
from cloud.costs.values import Usage
from tests.fakes.cloudmetadata import pattern_with

DELIVERY = pattern_with(
    "AWS::CloudFront::Distribution",
    "AWS::MediaPackageV2::OriginEndpoint",
    costs=[
        {"Price": "cloudfront.gb", "Per": "delivered-gb"},
        {"Price": "cloudfront.requests", "Per": "edge-request", "Amount": 2},
    ],
    gb_per_viewer_hour=1.35,
)


def test_two_second_segments_make_one_request_a_second_for_each_viewer() -> None:
    load = audience_load(DELIVERY, {}, Usage(viewers=1_000_000, hit_ratio=0.999), "us-east-1")

    assert load.edge_requests_per_s == 1_000_000
    assert load.edge_gbps == pytest.approx(3000)
    assert load.origin_requests_per_s == pytest.approx(1000)


def test_what_an_audience_would_exceed_is_named_with_its_limit() -> None:
    load = audience_load(DELIVERY, {}, Usage(viewers=1_000_000, hit_ratio=0.999), "us-east-1")

    assert [short.limit for short in load.quotas] == [500, 250_000, 150]
    assert all(short.needed > short.limit for short in load.quotas)


def test_a_small_audience_exceeds_nothing() -> None:
    assert not audience_load(DELIVERY, {}, Usage(viewers=500), "us-east-1").quotas


def test_an_hour_whose_requests_nobody_priced_has_no_price() -> None:
    assert audience_load(DELIVERY, {}, Usage(viewers=500), "us-east-1").usd_per_hour is None

"""What a number of viewers does to edge, origin and quotas; the arithmetic of a spike. Pure."""

from collections.abc import Mapping

from msgspec.structs import replace

from cloud.costs.pricing import price_of
from cloud.costs.ratetable import RateTable
from cloud.costs.values import AudienceLoad, QuotaShort, Usage
from cloud.patterns.metadata import Basis, Text
from cloud.patterns.pattern import Pattern

BITS_A_GB = 8.0
"""Gigabits in a gigabyte."""
PACKAGE_REQUESTS_PER_S = 500.0
EDGE_GBPS = 150.0
EDGE_REQUESTS_PER_S = 250_000.0
SOURCE_PACKAGE = "MediaPackage v2 quotas, 2026-11-21"
SOURCE_EDGE = "CloudFront quotas (per distribution; not verified here)"


def audience_load(
    pattern: Pattern,
    parameters: Mapping[str, str],
    usage: Usage,
    region: str,
    rates: RateTable | None = None,
) -> AudienceLoad:
    """Return what `usage.viewers` at once do.

    A player asks for one segment each `usage.segment_s`, as often as the architecture's edge line
    says (two where sound and picture are apart), so 2-second segments make one request a second for
    each viewer from two requests a segment.
    """
    about = pattern.about
    each_gb = usage.gb_per_viewer_hour
    if each_gb is None:
        each_gb = about.gb_per_viewer_hour
    requests = sum(line.amount for line in about.costs if line.per is Basis.EDGE_REQUEST)
    edge_rps = usage.viewers * requests / usage.segment_s
    edge_gbps = usage.viewers * each_gb * BITS_A_GB / 3600
    missed = 1 - usage.hit_ratio
    hour = price_of(pattern, parameters, replace(usage, live_hours=1.0, hours=1.0), region, rates)
    return AudienceLoad(
        viewers=usage.viewers,
        edge_requests_per_s=edge_rps,
        edge_gbps=edge_gbps,
        origin_requests_per_s=edge_rps * missed,
        origin_gbps=edge_gbps * missed,
        hit_ratio=usage.hit_ratio,
        usd_per_hour=hour.usd,
        quotas=_short(pattern, edge_rps, edge_gbps, edge_rps * missed),
    )


def _short(
    pattern: Pattern, edge_rps: float, edge_gbps: float, origin_rps: float
) -> tuple[QuotaShort, ...]:
    types = {resource.type for resource in pattern.resources}
    checks = (
        (
            "AWS::MediaPackageV2::OriginEndpoint",
            Text(
                en="Segments from one packaging endpoint",
                ja="パッケージングのエンドポイント 1 つのセグメント",
            ),
            PACKAGE_REQUESTS_PER_S,
            origin_rps,
            "1/s",
            SOURCE_PACKAGE,
        ),
        (
            "AWS::CloudFront::Distribution",
            Text(en="Requests to one distribution", ja="ディストリビューション 1 つへのリクエスト"),
            EDGE_REQUESTS_PER_S,
            edge_rps,
            "1/s",
            SOURCE_EDGE,
        ),
        (
            "AWS::CloudFront::Distribution",
            Text(en="Traffic of one distribution", ja="ディストリビューション 1 つの転送量"),
            EDGE_GBPS,
            edge_gbps,
            "Gb/s",
            SOURCE_EDGE,
        ),
    )
    return tuple(
        QuotaShort(title, limit, needed, unit, source)
        for type_, title, limit, needed, unit, source in checks
        if type_ in types and needed > limit
    )

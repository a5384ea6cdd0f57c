"""What AWS has ended, or has put out to pasture, and what takes its place. A table, and its reader.

Some of it still stands in botocore and in CloudFormation's schemas, so a tool that asks only those
would offer it. Dates are those of AWS' notices.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.metadata import Text
from cloud.patterns.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Retired:
    """One thing not to build on."""

    types: tuple[str, ...]
    """Resource types, or beginnings of them that end with `::`."""
    service: str
    reason: Text
    replacement: Text
    ended_on: str = ""
    """YYYY-MM-DD; empty: it still runs."""
    is_named_in_catalogue: bool = False
    """The documents build on it, so the catalogue says why it is not there."""

    def covers(self, resource_type: str) -> bool:
        """Tell whether a resource type belongs to it."""
        return any(
            resource_type == each or (each.endswith("::") and resource_type.startswith(each))
            for each in self.types
        )


RETIRED = (
    Retired(
        types=("AWS::MediaStore::",),
        service="AWS Elemental MediaStore",
        reason=Text(
            "support ended on 2025-11-13, and its containers can no longer be reached",
            "2025-11-13 にサポートが終了し、コンテナにもアクセスできません",
        ),
        replacement=Text(
            "Amazon S3 (simple) or MediaPackage v2 (with redundancy)",
            "Amazon S3(シンプル)または MediaPackage v2(冗長化あり)",
        ),
        ended_on="2025-11-13",
        is_named_in_catalogue=True,
    ),
    Retired(
        types=("AWS::CloudFront::StreamingDistribution",),
        service="CloudFront RTMP",
        reason=Text(
            "RTMP distributions ended on 2020-12-31",
            "RTMP ディストリビューションは 2020-12-31 に終了しました",
        ),
        replacement=Text("AWS::CloudFront::Distribution", "AWS::CloudFront::Distribution"),
        ended_on="2020-12-31",
        is_named_in_catalogue=True,
    ),
    Retired(
        types=("AWS::MediaPackage::Channel", "AWS::MediaPackage::OriginEndpoint"),
        service="MediaPackage v1",
        reason=Text(
            "version 1 gets no new features, and nothing moves a channel to version 2",
            "v1 に新機能は追加されず、v2 への移行手段もありません",
        ),
        replacement=Text("MediaPackage v2", "MediaPackage v2"),
    ),
    Retired(
        types=("AWS::AutoScaling::LaunchConfiguration",),
        service="EC2 Auto Scaling",
        reason=Text(
            "launch configurations are frozen since 2024-10-01",
            "起動設定は 2024-10-01 から更新されていません",
        ),
        replacement=Text("AWS::EC2::LaunchTemplate", "AWS::EC2::LaunchTemplate"),
    ),
    Retired(
        types=("AWS::ElasticTranscoder::",),
        service="Elastic Transcoder",
        reason=Text("the service has ended", "サービスは終了しました"),
        replacement=Text("AWS Elemental MediaConvert", "AWS Elemental MediaConvert"),
    ),
    Retired(
        types=("AWS::KinesisAnalytics::",),
        service="Kinesis Data Analytics for SQL",
        reason=Text(
            "applications are deleted since 2026-01-27",
            "アプリケーションは 2026-01-27 から削除されています",
        ),
        replacement=Text("Managed Service for Apache Flink", "Managed Service for Apache Flink"),
        ended_on="2026-01-27",
    ),
    Retired(
        types=("AWS::Timestream::Database", "AWS::Timestream::Table"),
        service="Timestream for LiveAnalytics",
        reason=Text(
            "it takes no new customers since 2025-06-20",
            "2025-06-20 から新規利用はできません",
        ),
        replacement=Text("Timestream for InfluxDB", "Timestream for InfluxDB"),
    ),
)

DENIED_PROPERTIES = {"HlsMediaStoreSettings": "AWS::MediaStore::"}
"""Properties of types that live on, but lead to something that does not."""


def named_in_catalogue() -> tuple[Retired, ...]:
    """Return what the catalogue names as ended, with its replacement."""
    return tuple(each for each in RETIRED if each.is_named_in_catalogue)


def check_retired(pattern: Pattern) -> None:
    """Raise TemplateError (TEMPLATE_RETIRED) for the first thing in it that AWS has ended."""
    for resource in pattern.resources:
        properties = pattern.document["Resources"][resource.logical_id].get("Properties")
        led_to = [DENIED_PROPERTIES[key] for key in _keys(properties) if key in DENIED_PROPERTIES]
        for resource_type in (resource.type, *led_to):
            for each in RETIRED:
                if each.covers(resource_type):
                    raise TemplateError(
                        ErrorCode.TEMPLATE_RETIRED,
                        pattern=pattern.id,
                        type=resource_type.removesuffix("::"),
                        reason=each.reason.en,
                        replacement=each.replacement.en,
                    )


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)

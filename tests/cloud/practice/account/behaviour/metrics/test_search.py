"""Metrics that are found by what is known of them."""

import pytest

from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.samples import MetricKey
from cloud.practice.account.behaviour.metrics.search import found, label_of

KEYS = [
    MetricKey.of("AWS/IVS", "IngestFramerate", [("Channel", "abc")]),
    MetricKey.of("AWS/IVS", "IngestFramerate", [("Channel", "xyz")]),
    MetricKey.of("AWS/IVS", "IngestFramerate", [("Channel", "abc"), ("Track", "1")]),
    MetricKey.of("AWS/IVS", "IngestBitrate", [("Channel", "abc")]),
    MetricKey.of("AWS/IVS", "IngestBitrate", []),
    MetricKey.of("LiveStreaming/Metrics", "ChatActivity", [("ChannelId", "abc")]),
]


def numbers(search: str) -> list[int]:
    return sorted(KEYS.index(key) for key in found(search, KEYS))


@pytest.mark.parametrize(
    ("search", "which"),
    [
        ('{AWS/IVS,Channel} MetricName="IngestFramerate"', [0, 1]),
        ('{AWS/IVS,Channel,Track} MetricName="IngestFramerate"', [2]),
        ("{AWS/IVS}", [0, 1, 2, 3, 4]),
        ('{AWS/IVS,Channel} MetricName="IngestFramerate" Channel="abc"', [0]),
        ('{AWS/IVS,Channel} MetricName=("IngestFramerate" OR "IngestBitrate")', [0, 1, 3]),
        ('{AWS/IVS,Channel} NOT Channel="abc"', [1]),
        ('{AWS/IVS,Channel} (Channel="xyz" OR MetricName="IngestBitrate")', [1, 3]),
        ('{"LiveStreaming/Metrics","ChannelId"} ChatActivity', [5]),
        ('Namespace="LiveStreaming/Metrics"', [5]),
        ("activity", []),
        ("{AWS/IVS,Channel} abc", [0, 3]),
        ('{AWS/IVS,Channel} MetricName="Ingest"', []),
    ],
)
def test_terms_find(search: str, which: list[int]) -> None:
    assert numbers(search) == which


@pytest.mark.parametrize("search", ["", "   ", "(a", "a)", "MetricName=", "NOT", "a OR"])
def test_what_can_not_be_is_told(search: str) -> None:
    with pytest.raises(ExpressionError):
        found(search, KEYS)


def test_labels_tell_what_differs() -> None:
    assert label_of(KEYS[:2], KEYS[0]) == "abc"
    assert label_of([KEYS[0], KEYS[3]], KEYS[3]) == "IngestBitrate"
    assert label_of(KEYS[:1], KEYS[0]) == "IngestFramerate"

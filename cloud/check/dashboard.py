"""Verifies the dashboard: the five widgets of the document, each with its metrics."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cloud.awsclient import Aws
from cloud.check.findings import Subject, answered
from cloud.models import CheckItem, StackStatus
from cloud.patterns.metadata import OutputRole, Text

DASHBOARD = Subject("dashboard.dashboard", Text("Dashboard", "ダッシュボード"))
NUMBER, LINE = "singleValue", "timeSeries"
WIDGETS: Sequence[tuple[Subject, str, frozenset[str]]] = (
    (
        Subject("dashboard.viewers-now", Text("Viewers now", "現在の視聴者数")),
        NUMBER,
        frozenset({"CurrentViewers"}),
    ),
    (
        Subject("dashboard.viewers", Text("Viewers over time", "視聴者数の推移")),
        LINE,
        frozenset({"CurrentViewers"}),
    ),
    (
        Subject("dashboard.quality", Text("Quality of the stream", "配信品質")),
        LINE,
        frozenset({"StreamBitrate", "IngestFramerate", "KeyframeInterval"}),
    ),
    (
        Subject("dashboard.chat", Text("Chat activity", "チャットの活発さ")),
        LINE,
        frozenset({"ChatActivity"}),
    ),
    (
        Subject("dashboard.sessions", Text("Session statistics", "セッション統計")),
        NUMBER,
        frozenset({"StreamsStarted", "StreamsEnded", "StreamDuration"}),
    ),
)


def check_dashboard(aws: Aws, status: StackStatus) -> Iterator[CheckItem]:
    """Give one item for each of the five widgets, or one that says why there are none."""
    name = status.output(OutputRole.DASHBOARD)
    if not name:
        yield DASHBOARD.absent()
        return
    widgets: list[Mapping[str, Any]] = []

    def read() -> CheckItem:
        answer = aws.call("cloudwatch", "get_dashboard", DashboardName=name)
        widgets.extend(json.loads(answer["DashboardBody"]).get("widgets", ()))
        return DASHBOARD.fine(
            Text(f"{name}: {len(widgets)} widgets", f"{name}: ウィジェット {len(widgets)} 個"),
            {"DashboardName": name, "widgets": len(widgets)},
        )

    item = answered(DASHBOARD, read)
    yield item
    if item.is_ok:
        for subject, view, metrics in WIDGETS:
            yield _checked(subject, view, metrics, widgets)


def _checked(
    subject: Subject, view: str, metrics: frozenset[str], widgets: Sequence[Mapping[str, Any]]
) -> CheckItem:
    """Metrics of different magnitudes may stand in widgets of their own: all together count."""
    showing = [
        each["properties"]
        for each in widgets
        if each.get("type") == "metric"
        and each["properties"].get("view", LINE) == view
        and metrics & names_in(each["properties"])
    ]
    found = frozenset[str]().union(*map(names_in, showing))
    lacking = sorted(metrics - found)
    evidence: dict[str, object] = {
        "widgets": [
            {name: each.get(name) for name in ("title", "view", "period", "stat", "metrics")}
            for each in showing
        ]
    }
    names = ", ".join(sorted(metrics))
    missing = ", ".join(lacking)
    gone = [Text(f"It does not show {missing}.", f"{missing} が表示されていません。")]
    return subject.judged(gone if lacking else [], Text(names, names), evidence)


def names_in(properties: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the metrics in a widget, whether listed or searched for."""
    found: set[str] = set()
    for row in properties.get("metrics", ()):
        plain = [each for each in row if isinstance(each, str)]
        found.update(plain[1:2])
        for each in row:
            if isinstance(each, dict) and (expression := each.get("expression", "")):
                found.update(
                    name for _, _, names in WIDGETS for name in names if name in expression
                )
    return frozenset(found)

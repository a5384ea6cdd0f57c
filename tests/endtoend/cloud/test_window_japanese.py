"""The cloud page in Japanese: no English is left on any of its tabs."""

import re

from tests.endtoend.cloud.cloudwindow import CloudWindow
from tests.endtoend.cloud.visibletexts import texts_in

STACK = "livedesk-live-ivs"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = (
    r"livedesk-[\w-]+|Livedesk|Channel",  # stacks, and their resources
    r"AWS::.+|arn:.+|https?://\S+|[\w.-]+:\d+|\d[\d./]*",
    r"[A-Z]+_[A-Z_]+|User Initiated|Resource creation Initiated",  # CloudFormation's own words
    r"\w{2}-\w+-\d",
    r"[\d,.]+ (fps|GB|Gb/s|Mb/s)",
    r"(Low-Latency )?(HLS|DASH|CMAF|RTMPS?|RTP|HTTPS|WebSocket|Valkey|HLS・DASH)",
    r"(?s:.*), \d{4}-\d\d-\d\d",  # where a price was read: the page's name, and when
)
NAME = re.compile("|".join(NAMES))


def test_nothing_english_is_left_on_the_page(cloud: CloudWindow) -> None:
    cloud.begin()
    page = cloud.open_cloud()
    cloud.app.language.choose("ja")
    cloud.until(lambda: page.detail.tabs.tabs.tabText(0) == "設定", "Japanese")
    seen: set[str] = set()
    for pattern_id in page.catalogue.cards:
        cloud.choose(pattern_id)
        seen |= texts_of_all_tabs(cloud)
    cloud.choose("live-ivs")
    cloud.plan(STACK)
    seen |= texts_of_all_tabs(cloud)
    cloud.apply(STACK)
    seen |= texts_of_all_tabs(cloud)
    cloud.step("ready")
    cloud.destroy(STACK)
    seen |= texts_of_all_tabs(cloud)
    cloud.step("gone")

    english = (each for each in seen if WORD.search(each) and not JAPANESE.search(each))
    assert sorted(each for each in english if not NAME.fullmatch(each)) == []


def texts_of_all_tabs(cloud: CloudWindow) -> set[str]:
    """Return what can be read on the page, every tab brought forth once."""
    page = cloud.page
    found = set(texts_in(page))
    for name in page.detail.pages:
        page.detail.show_tab(name)
        found |= set(texts_in(page))
    return found

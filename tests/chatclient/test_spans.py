"""Links, mentions and keywords are found where they stand, and nothing is markup."""

from hypothesis import given
from hypothesis import strategies as st

from chatclient.spans import Span, SpanKind, spans_of


def found(text: str, names: tuple[str, ...] = (), keywords: tuple[str, ...] = ()) -> list[str]:
    """Return the spans as `kind:text of the span>target`."""
    return [
        f"{span.kind}:{text[span.start : span.start + span.length]}>{span.target}"
        for span in spans_of(text, names=names, keywords=keywords)
    ]


def test_places_are_counted_in_code_points() -> None:
    assert spans_of("😀 https://a.jp。") == (Span(2, 12, SpanKind.LINK, "https://a.jp"),)


def test_a_word_after_an_at_is_a_mention() -> None:
    assert found("hi @aki_1, @ben!") == ["mention:@aki_1>aki_1", "mention:@ben>ben"]
    assert found("a@b.example, mail me@home") == []


def test_a_known_name_ends_where_it_ends_though_no_space_follows() -> None:
    names = ("あき", "あきこ", "Ben K")

    assert found("ねえ@あきさん", names) == ["mention:@あき>あき"]
    assert found("@あきこさん", names) == ["mention:@あきこ>あきこ"]
    assert found("＠ａｋｉ @ben k: hi", (*names, "aki")) == [
        "mention:＠ａｋｉ>aki",
        "mention:@ben k>Ben K",
    ]
    assert found("@akiko", ("aki",)) == ["mention:@akiko>akiko"]


def test_kana_and_width_of_keywords_dont_matter() -> None:
    assert found("ﾗｸﾞがひどい、らぐ", (), ("ラグ",)) == ["keyword:ﾗｸﾞ>ラグ", "keyword:らぐ>ラグ"]
    assert found("LAG! flag lag_2 lagが", (), ("lag",)) == ["keyword:LAG>lag", "keyword:lag>lag"]
    assert found("音が途切れる ㌔", (), ("途切れ", "キロ")) == [
        "keyword:途切れ>途切れ",
        "keyword:㌔>キロ",
    ]


def test_a_link_holds_neither_mention_nor_keyword() -> None:
    assert found("https://a.jp/@aki?lag", ("aki",), ("lag",)) == [
        "link:https://a.jp/@aki?lag>https://a.jp/@aki?lag"
    ]


def test_markup_is_text() -> None:
    assert found('<a href="https://a.jp">x</a>') == ["link:https://a.jp>https://a.jp"]
    assert found("<b>@aki</b>") == ["mention:@aki>aki"]


_texts = st.text(st.sampled_from("@＠aｱﾞあがア゙㌔ :/.htps_-。é́"), max_size=40)


@given(_texts, st.lists(_texts, max_size=3), st.lists(_texts, max_size=3))
def test_spans_lie_in_the_text_in_order_and_apart(
    text: str, names: list[str], keywords: list[str]
) -> None:
    end = 0
    for span in spans_of("https://a.b" + text, names=names, keywords=keywords):
        assert span.start >= end
        assert span.length >= 0
        end = span.start + span.length
    assert end <= len("https://a.b" + text)

"""A query finds what was said whatever its width and kana; rules tell what stands out."""

import pytest

from chatclient.filters import Has, Highlight, Highlights, Query, parse_query
from chatclient.messages import Entry
from chatclient.wire.envelopes import (
    Body,
    DonationBody,
    Envelope,
    MessageBody,
    NoticeBody,
    StampBody,
    User,
)


def entry(body: Body | str, name: str = "Aki") -> Entry:
    made = MessageBody(body) if isinstance(body, str) else body
    return Entry(Envelope(1, "msg", 1, user=User(f"id-{name}".lower(), name)), made)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  猫 かわいい ", Query(("猫", "かわいい"))),
        ("from:Aki has:link ネコ", Query(("ねこ",), ("aki",), frozenset({Has.LINK}))),
        ('"two words" from:"Ben K"', Query(("two words",), ("ben k",))),
        ("「音 が」", Query(("音 が",))),
        ("from：ＡＫＩ", Query((), ("aki",))),
        ("has:wings http://x", Query(("has:wings", "http://x"))),
        ('"not closed', Query(("not closed",))),
        ("from:", Query(("from:",))),
    ],
)
def test_a_line_of_text_is_a_query(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("", "anything"),
        ("ねこ", "うちのネコです"),
        ("ﾈｺ", "うちのねこです"),
        ("from:aki", "anything"),
        ("from:id-aki", "anything"),
        ("from:ben from:aki hello", "HELLO"),
        ("has:link", "see https://a.jp"),
        ("has:stamp", StampBody("clap")),
        ("clap", StampBody("clap")),
        ("has:donation 応援", DonationBody(500, "JPY", "応援してます")),
    ],
)
def test_what_is_looked_for_is_found(query: str, body: Body | str) -> None:
    assert parse_query(query).matches(entry(body))


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("ねこ いぬ", "ねこだけ"),
        ("from:ben", "hello"),
        ("has:link", "see a.jp"),
        ("has:stamp", "clap"),
        ("has:link", StampBody("clap")),
        ("", NoticeBody("hello")),
    ],
)
def test_what_is_not_looked_for_is_not(query: str, body: Body | str) -> None:
    assert not parse_query(query).matches(entry(body))


def test_one_is_highlighted_when_spoken_to_and_what_one_waits_for() -> None:
    rules = Highlights(("Aki", "あき"), ("lag", "音"), frozenset({"id-ben"}))

    assert rules.of(entry("hey @AKI!")) == Highlight.MENTION
    assert rules.of(entry("@あきさん 音が", "Ben")) == Highlight.MENTION
    assert rules.of(entry("hello", "Ben")) == Highlight.USER
    assert rules.of(entry("音が出ない")) == Highlight.KEYWORD
    assert rules.of(entry("aki @akiko flag")) is None
    assert rules.of(Entry(Envelope(1, "gap", 1), gap_to=3)) is None


def test_without_rules_nothing_stands_out() -> None:
    assert Highlights().of(entry("@aki 音")) is None

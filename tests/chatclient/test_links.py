"""Addresses are found without the sentence around them, and their hosts don't deceive."""

import pytest

from chatclient.links import links_in, shown_host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://example.com.", "https://example.com"),
        ("(https://example.com/a_(b))", "https://example.com/a_(b)"),
        ("見て https://example.com/a。すごい", "https://example.com/a"),
        ("「https://example.com/a」です", "https://example.com/a"),
        ("ここ、https://example.jp/動画、見た?", "https://example.jp/動画"),
        ("HTTPS://Example.com/?q=1&r=2!", "HTTPS://Example.com/?q=1&r=2"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://日本語.jp/", "https://日本語.jp/"),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(text: str, url: str) -> None:
    assert list(links_in(text)) == [(text.index(url), url)]


@pytest.mark.parametrize(
    "text",
    [
        "javascript://alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://...",
        "https://bank.example@evil.example/",
        "https://a..b",
        "http://host:port/",
        "https://-",
        "https://" + "a" * 400 + "-",
        "example.com",
    ],
)
def test_nothing_else_is_an_address(text: str) -> None:
    assert list(links_in(text)) == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.com:443/a@b", "example.com"),
        ("https://日本語.jp", "日本語.jp"),
        ("https://bücher.example", "bücher.example"),
        ("https://пример.рф", "пример.рф"),
        ("https://аррlе.com", "xn--l-7sbq6ba.com"),  # Cyrillic but for one letter
        ("https://рaypal.com", "xn--aypal-uye.com"),
        ("https://сосо.com", "xn--n1aahb.com"),  # Cyrillic below a Latin top
        ("https://xn--aypal-uye.com", "xn--aypal-uye.com"),
        ("no address", ""),
    ],
)
def test_a_host_whose_letters_deceive_is_shown_in_punycode(url: str, host: str) -> None:
    assert shown_host(url) == host

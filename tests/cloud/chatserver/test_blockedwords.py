import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.texts import folded
from cloud.chatserver.blockedwords import BlockedWords

WORDS = BlockedWords(["bad", "ass", "バカ", "死ね", "c++", "🖕", "go home", "死", "плохо"])


@pytest.mark.parametrize(
    "text",
    [
        "bad", "so BAD!", "ＢＡＤ", "b.a.d", "b a d", "b - a - d", "b\u200ba\u200bd",
        "b\u0336a\u0336d",
        "b*ad", "it is badです", "ばか", "ﾊﾞｶ", "バ カ", "おまえは馬鹿ばかり", "死 ね", "生死",
        "I like C++", "x🖕y", "Go   home now", "ПЛОХО", "(ass)",
    ],
)  # fmt: skip
def test_blocked_words_are_found_where_they_hide(text: str) -> None:
    assert WORDS.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "class", "badly", "forbad", "ab ad", "ba d", "as soon as so", "as s", "b a", "c+",
        "go homeward", "そば。かった", "b....a....d", "badminton", "неплохо",
    ],
)  # fmt: skip
def test_what_only_resembles_a_blocked_word_is_let_through(text: str) -> None:
    assert WORDS.find(text) == ""


def test_the_word_that_was_found_is_told_as_it_is_compared() -> None:
    assert WORDS.find("ほんとにバカだ") == "ばか"


def test_an_empty_list_finds_nothing() -> None:
    for words in ([], [""], ["\u200b", "  "]):
        blocked = BlockedWords(words)
        assert not blocked
        assert blocked.find("\u200b anything") == ""


@given(st.lists(st.text(max_size=6), max_size=5), st.text(max_size=30))
def test_no_text_and_no_word_is_too_strange(words: list[str], text: str) -> None:
    found = BlockedWords(words).find(text)

    assert found == "" or found in {" ".join(folded(word).split()) for word in words}


@given(st.text(alphabet="abcあいう死🖕+", min_size=1, max_size=6))
def test_every_word_is_found_in_itself(word: str) -> None:
    assert BlockedWords([word]).find(f"x {word} y")

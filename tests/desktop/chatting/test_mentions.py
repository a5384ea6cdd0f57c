import pytest

from chatclient.wire.envelopes import MessageBody, StampBody, User
from desktop.chatting.mentions import Mentions
from tests.fakes.chat import AKI, HOST, entry_of


@pytest.fixture
def mentions() -> Mentions:
    made = Mentions()
    made.follow(HOST)
    return made


@pytest.mark.parametrize("text", ["@studio hi", "hi ＠Ｓtudio", "@Studio"])
def test_a_name_after_an_at_sign_is_a_mention(mentions: Mentions, text: str) -> None:
    assert mentions.is_mention(entry_of(1, MessageBody(text)))


@pytest.mark.parametrize("text", ["studio", "a@studio.example", "@studiolight", "@aki"])
def test_what_only_looks_like_it_is_none(mentions: Mentions, text: str) -> None:
    assert not mentions.is_mention(entry_of(1, MessageBody(text)))


def test_an_answer_to_the_reader_is_a_mention(mentions: Mentions) -> None:
    answer, mine = entry_of(2, MessageBody("yes", "", 1)), entry_of(1, MessageBody("?"), HOST)

    assert mentions.is_mention(answer, mine)
    assert not mentions.is_mention(answer, entry_of(1, MessageBody("?"), AKI))
    assert not mentions.is_mention(answer)


def test_nobody_mentions_themselves(mentions: Mentions) -> None:
    assert not mentions.is_mention(entry_of(1, MessageBody("@studio"), HOST))


def test_stamps_and_strangers_are_none(mentions: Mentions) -> None:
    assert not mentions.is_mention(entry_of(1, StampBody("clap")))
    mentions.follow(None)
    assert not mentions.is_mention(entry_of(1, MessageBody("@studio")))
    mentions.follow(User("other", "Other"))
    assert not mentions.is_mention(entry_of(1, MessageBody("@studio")))

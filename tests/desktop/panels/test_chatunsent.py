from PySide6.QtWidgets import QWidget

from chatclient.messages import OwnChanged, OwnState
from desktop.panels.chatunsent import MOST_SHOWN, Unsent


def rejected(own_id: str, code: str = "blocked_word") -> OwnChanged:
    return OwnChanged(own_id, f"text of {own_id}", state=OwnState.REJECTED, code=code)


def test_a_rejected_message_says_why_and_can_be_sent_again(stage: QWidget) -> None:
    unsent = Unsent(stage)
    asked: list[str] = []
    unsent.retry_asked.connect(asked.append)
    unsent.hear(OwnChanged("a", "hello"))
    assert unsent.isHidden()
    unsent.hear(rejected("a"))

    assert not unsent.isHidden()
    assert unsent.cards[0].reason.text() == "Not sent. It holds a blocked word."
    unsent.cards[0].retry.click()
    assert asked == ["a"]
    unsent.hear(OwnChanged("a", "hello"))
    assert unsent.isHidden()


def test_a_discarded_message_is_forgotten(stage: QWidget) -> None:
    unsent = Unsent(stage)
    gone: list[str] = []
    unsent.discard_asked.connect(gone.append)
    unsent.hear(rejected("a"))
    unsent.cards[0].discard.click()

    assert gone == ["a"]
    assert unsent.kept == ()
    assert unsent.isHidden()


def test_a_held_message_waits_for_somebody_else(stage: QWidget) -> None:
    unsent = Unsent(stage)
    unsent.hear(OwnChanged("a", "", "clap", OwnState.HELD, code="held"))

    assert unsent.cards[0].reason.text() == "Held: a moderator decides."
    assert unsent.cards[0].words.text() == "Applause"
    assert unsent.cards[0].retry.isHidden()


def test_many_are_counted_instead_of_shown(stage: QWidget) -> None:
    unsent = Unsent(stage)
    for at in range(60):
        unsent.hear(rejected(str(at)))

    assert len(unsent.cards) == MOST_SHOWN
    assert unsent.more.text() == "47 more"
    assert unsent.kept[-1].id == "59"

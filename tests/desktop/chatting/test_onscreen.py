from chatclient.messages import Entry
from chatclient.wire.envelopes import (
    DonationBody,
    EffectBody,
    Envelope,
    MessageBody,
    NoticeBody,
    StampBody,
)
from desktop.chatting.onscreen import alert_of, chosen_alert_of
from encoder.alerts import MOST_LETTERS, AlertKind
from tests.fakes.chat import entry_of


def test_a_donation_says_who_gave_how_much_and_what_they_wrote() -> None:
    entry = entry_of(7, DonationBody(1_000, "JPY", "ナイス"))
    alert = alert_of(entry)

    assert alert is not None
    assert entry.envelope.user is not None
    assert (alert.kind, alert.who) == (AlertKind.DONATION, entry.envelope.user.name)
    assert (alert.amount, alert.text, alert.id) == ("¥1,000", "ナイス", "chat-7")
    assert alert.tier > 0


def test_stamps_and_effects_are_named() -> None:
    stamp, effect = (
        alert_of(entry_of(1, StampBody("clap"))),
        alert_of(entry_of(2, EffectBody("snow"))),
    )

    assert stamp is not None
    assert effect is not None
    assert (stamp.symbol, effect.symbol, effect.kind) == ("clap", "snow", AlertKind.EFFECT)


def test_a_message_is_shown_only_when_it_is_chosen() -> None:
    entry = entry_of(3, MessageBody("x" * 500))

    assert alert_of(entry) is None
    chosen = chosen_alert_of(entry)
    assert chosen is not None
    assert chosen.text == "x" * MOST_LETTERS


def test_what_nobody_said_is_never_shown() -> None:
    gap = Entry(Envelope(4, "gap", 0), gap_to=9)

    assert chosen_alert_of(gap) is alert_of(gap) is None
    assert alert_of(entry_of(5, NoticeBody("hello"))) is None

"""The states of the chat that `tests.shot` takes pictures of."""

import time
from collections.abc import Callable

import msgspec

from chatclient.messages import (
    Arrived,
    ConnectionChanged,
    Counted,
    Entry,
    FeedMeasured,
    OwnChanged,
    OwnState,
    Phase,
    RoomChanged,
)
from chatclient.wire.envelopes import (
    Action,
    Body,
    DonationBody,
    EffectBody,
    Envelope,
    HeldBody,
    LiveBody,
    LiveState,
    MessageBody,
    ModerationBody,
    PinBody,
    PollBody,
    Role,
    RoomSettings,
    StampBody,
    User,
)
from desktop.store.chatchoice import ChatChoice
from tests.fakes.chat import HOST, FakeChat, entry_of
from tests.shotstates import Stage, live

AKI = User("aki", "Aki", badges=("member",))
SORA = User("sora", "そら")
MOD = User("mika", "美香", Role.MODERATOR)
LUKE = User("luke", "Luke_the_drummer")
YUI = User("yui", "結衣🎧", badges=("member",))
TALK: tuple[tuple[User, Body], ...] = (
    (SORA, MessageBody("こんばんは！今日も楽しみにしてました")),
    (LUKE, MessageBody("hello from Lisbon, sound is perfect")),
    (MOD, MessageBody("Setlist: https://example.com/tonight – enjoy the show")),
    (AKI, StampBody("clap")),
    (YUI, MessageBody("新曲のベースライン、すごく好き。ライブだと迫力が全然違う…！")),
    (LUKE, MessageBody("@Studio is the vinyl still available?")),
    (HOST, MessageBody("yes, the link is in the description", "", 6)),
    (SORA, DonationBody(3000, "JPY", "いつも元気をもらってます。応援してます！")),
    (AKI, MessageBody("アンコール！アンコール！", "", 5)),
    (LUKE, StampBody("fire")),
    (YUI, DonationBody(500, "USD", "from the merch table")),
    (SORA, MessageBody("8888888888")),
)


def enter(stage: Stage) -> FakeChat:
    """Be in the room, with figures."""
    live(stage)
    client = stage.chats.client
    client.enters()
    until_ms = int(time.time() * 1000) + 240_000
    pin = PinBody(3, until_ms, "美香", "Setlist: example.com/tonight")
    show_state = LiveBody(LiveState.START, "Friday night")
    client.says(
        RoomChanged(RoomSettings(slow_s=5), pin, live=show_state), Counted(1284, 5310, 9120, 3.2)
    )
    for age_s in range(60, 0, -1):
        client.says(
            FeedMeasured(time.time() - age_s, 3 + age_s % 5, 41.0, 78.0, backend="socketio")
        )
        stage.drain()
    return client


def talk(client: FakeChat, first: int = 1) -> None:
    """Say what there is to say."""
    now_ms = int(time.time() * 1000)
    entries = tuple(
        entry_of(seq, body, user, now_ms - 4_000 * (len(TALK) + first - seq))
        for seq, (user, body) in enumerate(TALK, first)
    )
    client.seq = entries[-1].seq
    client.says(Arrived(entries))


def chat(stage: Stage) -> None:
    """A friendly chat, with an own message on its way."""
    client = enter(stage)
    talk(client)
    client.says(OwnChanged("own-1", "ありがとう！"))
    show(stage)


def chatbusy(stage: Stage) -> None:
    """Hundreds of messages, and a poll."""
    client = enter(stage)
    for turn in range(30):
        talk(client, 1 + turn * len(TALK))
        stage.drain()
    poll = PollBody("p1", "Which song next?", ("Harbour", "夜明け", "Glass"))
    client.says(
        RoomChanged(RoomSettings(slow_s=3), poll=poll),
        Counted(48_210, 130_700, 99_000, 312.0, (410, 388, 120)),
    )
    confetti = entry_of(client.seq + 1, EffectBody("confetti"), HOST, int(time.time() * 1000))
    client.says(Arrived((confetti,)))
    show(stage)


def chatmoderation(stage: Stage) -> None:
    """Held messages, what moderators did, and the window to decide."""
    client = enter(stage)
    talk(client)
    troll = User("troll", "buy_followers_now")
    held = tuple(
        entry_of(40 + at, HeldBody(f"h{at}", text, reason), troll)
        for at, (text, reason) in enumerate(
            (("cheap followers at http://spam.example", "link"), ("ばか", "blocked_word"))
        )
    )
    audit = (
        entry_of(
            50, ModerationBody(Action.TIMEOUT, "troll", until_ms=int(time.time() * 1000)), MOD
        ),
        entry_of(51, ModerationBody(Action.DELETE, "troll", 30), MOD),
    )
    client.says(
        Arrived(audit=audit, removed=frozenset({4})),
        RoomChanged(RoomSettings(slow_s=30, members_only=True, holds_links=True), held=held),
        OwnChanged("own-1", "見て https://example.com", "", OwnState.HELD, code="link"),
    )
    show(stage)
    stage.app.window.furniture.chat.moderating.open()


def chatgap(stage: Stage) -> None:
    """The connection broke; a stretch is gone, and an own message was not taken."""
    client = enter(stage)
    talk(client)
    gap = Entry(Envelope(13, "gap", int(time.time() * 1000)), None, 49)
    last = entry_of(50, MessageBody("is the stream back?"), LUKE, int(time.time() * 1000))
    client.says(
        Arrived((gap, last)),
        OwnChanged("own-1", "we are back", "", OwnState.REJECTED, code="slow_mode", retry_ms=4000),
        ConnectionChanged(Phase.WAITING, retry_s=4.0, attempt=3),
    )
    show(stage)


def chatoff(stage: Stage) -> None:
    """No chat is set up."""
    live(stage)
    keeper = stage.app.keeper
    keeper.change(msgspec.structs.replace(keeper.settings, chat=ChatChoice("server")))
    show(stage)


def show(stage: Stage) -> None:
    """Bring the chat forth in a window of any width."""
    stage.drain()
    stage.app.window.furniture.chat_place.show_chat()


CHAT_STATES: dict[str, Callable[[Stage], None]] = {
    "chat": chat,
    "chatbusy": chatbusy,
    "chatmoderation": chatmoderation,
    "chatgap": chatgap,
    "chatoff": chatoff,
}

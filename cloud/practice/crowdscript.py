"""What a made-up crowd does in a chat: talks, claps, gives, spams, and is moderated. Pure.

The same seed plays the same play, so that a test knows what it will see.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from chatclient.wire.envelopes import EFFECTS, STAMPS, Role, User
from chatclient.wire.requests import (
    ClosePoll,
    Delete,
    Effect,
    Heart,
    OpenPoll,
    Pin,
    Request,
    Send,
    Timeout,
    Vote,
)

_NAMES = """
あき ゆい はると さくら れん みなと ひなた つむぎ そうた こはる Aki Ren
Emma Liam Olivia Noah Mia Lucas ねこまる おでん屋 夜ふかし Captain pixel 深海魚
"""
NAMES = tuple(_NAMES.split())
LINES = """
こんばんは!
待ってました
きょうの配信もたのしみ
音、ちょうどいいです
画質きれい
そこ右です、右!
うまい…
草
初見です、よろしくお願いします
このゲーム持ってる
いまの見た?
もう一回やってほしい
おつかれさまです
背景かわった?
えっ
すごい!!
なるほどなあ
鳥肌たった
Hello from Lisbon
nice one!
lol
that was close
first time here, hi all
the sound is great today
what's the song?
can you show the map again?
good luck!
GG
""".strip().splitlines()
QUESTIONS = ("次はどこへ行く? / Where next?", "むずかしさは? / How hard?")
OPTIONS = (
    ("森 / Forest", "町 / Town", "海 / Sea"),
    ("ちょうどいい / Just right", "もっと / Harder"),
)
SPAM = (
    "FREE COINS https://coins.example/win",
    "見て見て https://spam.example/a",
    "買って買って買って買って",
)
THANKS = ("いつも応援してます", "Keep it up!", "", "ナイス配信", "コーヒー代です")
AMOUNTS = ((100, "JPY"), (500, "JPY"), (1_000, "JPY"), (5_000, "JPY"), (300, "USD"), (1_000, "EUR"))

MODERATOR = User("crowd-moderator", "モデさん", Role.MODERATOR)
HOST = User("crowd-host", "配信者", Role.HOST)
CASHIER = User("crowd-cashier", "投げ銭")
MOST_RECENT = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something."""

    user: User
    request: Request


@dataclass(frozen=True, slots=True)
class Seen:
    """What the crowd sees in the room, as far as it matters to it."""

    seq: int
    user: str
    is_spam: bool


class CrowdScript:
    """A crowd of so many people; `next_deeds` is what happens at the next turn."""

    def __init__(self, people: int, seed: int = 1, name: str = "crowd") -> None:
        """`name` begins every id: what another crowd said is not said again."""
        self._name = name
        self._chance = random.Random(seed)
        self.people = tuple(self._person(number) for number in range(people))
        self._count = 0
        self._recent: list[Seen] = []
        self._spam: list[Seen] = []
        self._poll = ""

    def saw(self, seq: int, user: str, text: str) -> None:
        """Take what was said in the room; spam is dealt with later."""
        seen = Seen(seq, user, text in SPAM)
        self._recent = [*self._recent[-MOST_RECENT:], seen]
        if seen.is_spam:
            self._spam.append(seen)

    def poll_opened(self, poll: str) -> None:
        """Vote from now on; "" ends that."""
        self._poll = poll

    def next_deeds(self) -> Iterator[Deed]:
        """Say the next thing, with what goes along with it now and then."""
        self._count += 1
        number, chance = self._count, self._chance
        yield Deed(chance.choice(self.people), self._speech(f"{self._name}-{number}"))
        if number % 7 == 0:
            yield Deed(chance.choice(self.people), Heart(chance.randint(1, 5)))
        if self._poll and number % 3 == 0:
            yield Deed(chance.choice(self.people), Vote(self._poll, chance.randint(0, 1)))
        if number % 60 == 0:
            yield Deed(CASHIER, self._donation(f"{self._name}-donation-{number}"))
        if number % 90 == 45:
            yield Deed(
                chance.choice(self.people), Send(f"{self._name}-spam-{number}", chance.choice(SPAM))
            )
        if number % 90 == 60:
            yield from self._moderate()
        if number % 300 == 150:
            yield Deed(HOST, Effect(chance.choice(EFFECTS)))
        if number % 600 == 200:
            index = chance.randrange(len(QUESTIONS))
            yield Deed(HOST, OpenPoll(QUESTIONS[index], OPTIONS[index], 60))
        if number % 600 == 400 and self._poll:
            yield Deed(HOST, ClosePoll(self._poll))
        if number % 800 == 100 and self._recent:
            yield Deed(MODERATOR, Pin(chance.choice(self._recent).seq, 60))

    def _person(self, number: int) -> User:
        name = NAMES[number % len(NAMES)] + ("" if number < len(NAMES) else str(number))
        badges = ("member",) if number % 5 == 0 else ()
        return User(f"crowd-{number}", name, Role.VIEWER, badges)

    def _speech(self, deed_id: str) -> Send:
        chance = self._chance
        if chance.random() < 0.12:
            return Send(deed_id, stamp=chance.choice(STAMPS))
        text = chance.choice(LINES)
        if chance.random() < 0.08 and self._recent:
            return Send(deed_id, text, reply_to=chance.choice(self._recent).seq)
        if chance.random() < 0.05:
            text = f"@{chance.choice(self.people).name} {text}"
        return Send(deed_id, text)

    def _donation(self, deed_id: str) -> Send:
        amount, currency = self._chance.choice(AMOUNTS)
        return Send(deed_id, self._chance.choice(THANKS), amount=amount, currency=currency)

    def _moderate(self) -> Iterator[Deed]:
        """Take spam down, and let who wrote it rest for a while."""
        for seen in self._spam:
            yield Deed(MODERATOR, Delete(seen.seq))
            yield Deed(MODERATOR, Timeout(seen.user, 60))
        self._spam = []

"""Turns lines of a chat into rows as they are drawn: names, signs, times, amounts, highlights."""

import zlib
from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Protocol

from chatclient.filters import said_in
from chatclient.messages import Entry, OwnChanged, OwnState
from chatclient.spans import Span, SpanKind, Spotter
from chatclient.wire.envelopes import DonationBody, EffectBody, MessageBody, Role, StampBody, User
from desktop.chatting.amounts import amount_text, amount_tier
from desktop.chatting.mentions import Mentions
from desktop.widgets.chatrow import ChatRow, RowBadge, RowKind, RowSpan, RowSpanKind

REMEMBERED = 5_000
"""Lines whose words can be quoted in an answer to them."""
LONGEST_QUOTE = 80
_STATES = {OwnState.SENDING: "sending", OwnState.HELD: "held", OwnState.REJECTED: "rejected"}
_SPANS = {
    SpanKind.LINK: RowSpanKind.LINK,
    SpanKind.MENTION: RowSpanKind.MENTION,
    SpanKind.KEYWORD: RowSpanKind.KEYWORD,
}


class RowWords(Protocol):
    """What rows say in the user's language."""

    def badge(self, name: str) -> str:
        """Return what a badge or a role means."""
        ...

    def refusal(self, code: str, retry_ms: int) -> str:
        """Return why an own message was not taken."""
        ...

    def stamp(self, name: str) -> str:
        """Return what a stamp is called."""
        ...

    def gap(self, count: int) -> str:
        """Return that so many messages are missing; 0: nobody knows how many."""
        ...

    def notice(self, entry: Entry) -> str:
        """Return what happened, for a line that nobody said."""
        ...


class Presenter:
    """Presents lines of one chat; asked for those that are on screen, and only for them.

    Own messages that were not accepted have keys below 0. GUI thread.
    """

    def __init__(self, words: RowWords, zone: tzinfo | None = None) -> None:
        """`zone` is that of the times; None: this computer's."""
        self._words = words
        self._zone = zone
        self._me: User | None = None
        self._mentions = Mentions()
        self._spotter = Spotter()
        self._known: dict[int, Entry] = {}
        self._own_keys: dict[str, int] = {}

    def follow(self, me: User | None, keywords: tuple[str, ...]) -> None:
        """Know whose chat it is, and which words stand out; what was presented is as it was."""
        self._me = me
        self._mentions.follow(me)
        self._spotter = Spotter(() if me is None else (me.name,), keywords)

    def heard(self, entries: Iterable[Entry]) -> int:
        """Remember lines that arrived, to be quoted; return how many are about the reader."""
        entries = tuple(entries)[-REMEMBERED:]
        known = self._known
        known.update((entry.envelope.seq, entry) for entry in entries)
        if len(known) > 2 * REMEMBERED:
            self._known = dict(list(known.items())[-REMEMBERED:])
        return sum(map(self.is_mention, entries)) if self._me is not None else 0

    def forget(self) -> None:
        """Know no line any more: the list begins anew."""
        self._known.clear()
        self._own_keys.clear()

    def key_of(self, item: object) -> int:
        """Return an item's key in the view."""
        if isinstance(item, OwnChanged):
            return self._own_keys.setdefault(item.id, -1 - len(self._own_keys))
        assert isinstance(item, Entry)
        return item.seq

    def is_mention(self, entry: Entry) -> bool:
        """Tell whether somebody else speaks to the reader here, by name or in an answer."""
        body = entry.body
        reply_to = body.reply_to if isinstance(body, MessageBody) else 0
        return self._mentions.is_mention(entry, self._known.get(reply_to) if reply_to else None)

    def row(self, item: object, is_removed: bool = False) -> ChatRow:
        """Return how an item looks; `is_removed`: it was taken down, and a moderator sees it."""
        if isinstance(item, OwnChanged):
            return self._own_row(item)
        assert isinstance(item, Entry)
        time = self._time(item.envelope.at_ms)
        body = item.body
        if item.is_gap:
            # Services without numbers can't say how many are missing.
            count = item.gap_to - item.seq + 1
            return ChatRow(item.seq, RowKind.GAP, text=self._words.gap(count))
        if isinstance(body, MessageBody | StampBody | DonationBody):
            return self._said_row(item, body, time, is_removed)
        kind = RowKind.EFFECT if isinstance(body, EffectBody) else RowKind.NOTICE
        return ChatRow(item.seq, kind, time, text=self._words.notice(item), is_removed=is_removed)

    # ---- private ----

    def _said_row(
        self, entry: Entry, body: MessageBody | StampBody | DonationBody, time: str, gone: bool
    ) -> ChatRow:
        user = entry.envelope.user or User("", "")
        is_stamp, is_donation = isinstance(body, StampBody), isinstance(body, DonationBody)
        reply_to = 0 if isinstance(body, DonationBody) else body.reply_to
        text = "" if isinstance(body, StampBody) else body.text
        kind = RowKind.DONATION if is_donation else RowKind.STAMP if is_stamp else RowKind.MESSAGE
        return ChatRow(
            key=entry.seq,
            kind=kind,
            time=time,
            author=user.name,
            author_id=user.id,
            colour=zlib.crc32(user.id.encode("utf-8", "replace")),
            badges=self._badges(user),
            text=text,
            spans=_row_spans(self._spotter.spans(text)),
            stamp=body.stamp if isinstance(body, StampBody) else "",
            amount=amount_text(body.amount, body.currency)
            if isinstance(body, DonationBody)
            else "",
            tier=amount_tier(body.amount, body.currency) if isinstance(body, DonationBody) else 0,
            reply=self._quote(reply_to),
            reply_key=reply_to,
            is_mention=self.is_mention(entry),
            is_removed=gone,
            accessible=self._spoken_stamp(user, body, time) if isinstance(body, StampBody) else "",
        )

    def _own_row(self, own: OwnChanged) -> ChatRow:
        me = self._me or User("", "")
        note = "" if own.state is OwnState.SENDING else self._words.refusal(own.code, own.retry_ms)
        return ChatRow(
            key=self.key_of(own),
            kind=RowKind.STAMP if own.stamp else RowKind.MESSAGE,
            author=me.name,
            author_id=me.id,
            colour=zlib.crc32(me.id.encode("utf-8", "replace")),
            badges=self._badges(me),
            text=own.text,
            spans=_row_spans(self._spotter.spans(own.text)),
            stamp=own.stamp,
            state=_STATES.get(own.state, ""),
            note=note,
        )

    def _badges(self, user: User) -> tuple[RowBadge, ...]:
        names = user.badges if user.role is Role.VIEWER else (user.role, *user.badges)
        return tuple(RowBadge(name, self._words.badge(name)) for name in dict.fromkeys(names))

    def _quote(self, seq: int) -> str:
        answered = self._known.get(seq) if seq else None
        if answered is None:
            return ""
        user = answered.envelope.user
        body = answered.body
        said = self._words.stamp(body.stamp) if isinstance(body, StampBody) else said_in(answered)
        line = f"{user.name}: {said}" if user else said
        return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"

    def _spoken_stamp(self, user: User, body: StampBody, time: str) -> str:
        return f"{user.name}: {self._words.stamp(body.stamp)}, {time}"

    def _time(self, at_ms: int) -> str:
        return _clock(at_ms // 60_000, self._zone)


@lru_cache(maxsize=256)
def _clock(minute: int, zone: tzinfo | None) -> str:
    """Return a minute of UTC as the clock on the wall shows it."""
    try:
        return f"{datetime.fromtimestamp(minute * 60, zone):%H:%M}"
    except (OverflowError, ValueError, OSError):  # a foreign server's time
        return ""


def _row_spans(spans: Iterable[Span]) -> tuple[RowSpan, ...]:
    return tuple(RowSpan(span.start, span.length, _SPANS[span.kind], span.target) for span in spans)

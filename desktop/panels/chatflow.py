"""Lets what arrives flow into the view: messages, own ones on their way, what is removed."""

from collections import deque
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QObject, Signal

from chatclient.messages import Arrived, Entry, OwnChanged, OwnState
from chatclient.wire.envelopes import ClearBody, MessageBody, StampBody
from desktop.bridges.chat import Chat
from desktop.chatting.people import People
from desktop.chatting.rows import Presenter
from desktop.chatting.situation import ChatSituation
from desktop.widgets.chatview import ChatView

KEPT = 2_000
"""Entries that can be acted upon: as many as the view keeps."""
MOST_MENTIONS = 200
MOST_AUDIT = 500
MOST_STRUCK = 50
"""More at once are no messages to look at again, but a flood that was dammed."""


class ChatFlow(QObject):
    """Knows the entries that are shown, by their number; feeds the view and who is offered.

    Signals:
        filled(): the first row came.
        emptied(): there is no row any more.
        audited(): moderators did something.
    """

    filled = Signal()
    emptied = Signal()
    audited = Signal()

    def __init__(
        self, chat: Chat, view: ChatView, presenter: Presenter, people: People, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chat, self._view, self._presenter, self._people = chat, view, presenter, people
        self._entries: dict[int, Entry] = {}
        self._own: dict[str, OwnChanged] = {}
        self._mentions: deque[int] = deque(maxlen=MOST_MENTIONS)
        self.audit: deque[Entry] = deque(maxlen=MOST_AUDIT)
        """What moderators did, the oldest first."""
        self.struck: set[int] = set()
        """Numbers of messages that were taken down and are still shown, struck out."""
        self._newest = 0
        self._has_rows = False
        self._must_mark = True
        chat.arrived.connect(self._on_arrived)
        chat.began.connect(self._on_began)
        chat.own_changed.connect(self._on_own)
        chat.situation_changed.connect(self._on_situation)
        view.read_up_to.connect(self._on_read)
        self._on_situation(chat.situation)

    @property
    def has_rows(self) -> bool:
        """Whether anything is there to read."""
        return self._has_rows

    def entry(self, key: int) -> Entry | None:
        """Return what a row of the view shows; None for own messages on their way."""
        return self._entries.get(key)

    def own(self, key: int) -> OwnChanged | None:
        """Return the own message on its way that a row shows."""
        return next((own for own in self._own.values() if self._presenter.key_of(own) == key), None)

    def next_mention(self) -> int:
        """Return the number of the next message about the reader, above what was shown last."""
        if not self._mentions:
            return 0
        seq = self._mentions[0]
        self._mentions.rotate(-1)
        return seq

    def insert(self, entries: Sequence[Entry]) -> None:
        """Put older entries where they belong."""
        self._presenter.heard(entries)
        self._remember(entries)
        self._view.merge(entries)

    def discard(self, own_id: str) -> None:
        """Take an own message that was not accepted out of the view."""
        own = self._own.pop(own_id, None)
        if own is not None:
            self._view.remove({self._presenter.key_of(own)})

    # ---- private ----

    def _on_began(self) -> None:
        self._presenter.forget()
        self._people.forget()
        self._entries.clear()
        self._mentions.clear()
        self.audit.clear()
        self.struck.clear()
        self._newest = 0
        self._must_mark = True
        self._view.clear()
        self._view.set_last_read(0)
        self._view.append(tuple(self._own.values()))
        self._set_filled(bool(self._own))
        self.audited.emit()

    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.removed:
            self._remove(arrived)
        if arrived.entries:
            self._take(arrived.entries)
        if arrived.audit:
            self.audit.extend(arrived.audit)
            self.audited.emit()

    def _remove(self, arrived: Arrived) -> None:
        """Take down what is to be seen no more; who moderates sees a few of it struck out."""
        struck = self._struck_now(arrived)
        gone = arrived.removed - struck
        self._view.remove(gone)
        for seq in gone:
            self._entries.pop(seq, None)
        self.struck |= struck
        for seq in struck:
            self._view.replace(seq, self._entries[seq])
        self._mentions = deque(
            (seq for seq in self._mentions if seq not in arrived.removed), MOST_MENTIONS
        )

    def _struck_now(self, arrived: Arrived) -> frozenset[int]:
        is_cleared = any(isinstance(entry.body, ClearBody) for entry in arrived.entries)
        may_see = bool(self._chat.situation.capabilities & {"delete", "ban"})
        if is_cleared or not may_see or len(arrived.removed) > MOST_STRUCK:
            return frozenset()
        known = (self._entries.get(seq) for seq in arrived.removed)
        return frozenset(
            entry.seq for entry in known if entry and not entry.is_gap and entry.body is not None
        )

    def _take(self, entries: Sequence[Entry]) -> None:
        self._people.saw(entry.envelope.user for entry in entries)
        if self._own:
            self._drop_own(entries)
        mentions = self._presenter.heard(entries)
        if mentions:
            self._mentions.extendleft(reversed(self._mentioned(entries, mentions)))
        self._remember(entries)
        newest = self._newest
        # Nearly always all of them are new; only what fills a gap belongs further up.
        if entries[0].seq <= newest:
            self._view.merge([entry for entry in entries if entry.seq <= newest])
            entries = [entry for entry in entries if entry.seq > newest]
        if entries:
            self._newest = max(entries[-1].seq, entries[-1].gap_to)
            self._view.append(entries, mentions)
        self._set_filled(True)

    def _mentioned(self, entries: Sequence[Entry], count: int) -> list[int]:
        """Return the numbers of the newest messages about the reader, the newest first."""
        found = (entry.seq for entry in reversed(entries) if self._presenter.is_mention(entry))
        return list(islice(found, min(count, MOST_MENTIONS)))

    def _remember(self, entries: Sequence[Entry]) -> None:
        self._entries.update((entry.seq, entry) for entry in entries[-KEPT:])
        if len(self._entries) > 2 * KEPT:
            self._entries = dict(list(self._entries.items())[-KEPT:])

    def _drop_own(self, entries: Sequence[Entry]) -> None:
        """Take own messages out that now stand in the room's own order."""
        for entry in entries:
            if isinstance(entry.body, MessageBody | StampBody) and entry.body.id in self._own:
                self.discard(entry.body.id)

    def _on_own(self, own: OwnChanged) -> None:
        if own.state is OwnState.ACCEPTED:
            if own.seq <= self._newest or own.seq == 0:
                self.discard(own.id)
            return
        is_new = own.id not in self._own
        self._own[own.id] = own
        if is_new:
            self._view.append([own])
            self._set_filled(True)
        else:
            self._view.replace(self._presenter.key_of(own), own)

    def _on_situation(self, situation: ChatSituation) -> None:
        if self._must_mark and situation.last_read:
            self._must_mark = False
            self._view.set_last_read(situation.last_read)

    def _on_read(self, key: int) -> None:
        if key > 0:
            self._must_mark = False
            self._chat.mark_read(key)

    def _set_filled(self, has_rows: bool) -> None:
        if has_rows != self._has_rows:
            self._has_rows = has_rows
            (self.filled if has_rows else self.emptied).emit()

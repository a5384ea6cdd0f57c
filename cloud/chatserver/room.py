"""One open room on this node: its newest lines, what it has become, and who is in it here."""

from collections import deque
from collections.abc import Sequence

from chatclient.wire.answers import Joined, Paged
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    SPOKEN,
    Action,
    Envelope,
    HeldBody,
    Kind,
    ModerationBody,
    body_of,
)
from chatclient.wire.pushed import Own, Resync, Stats
from chatclient.wire.requests import MAX_BACKLOG, Join
from cloud.chatserver.batches import Line, items, line_of
from cloud.chatserver.client import Client
from cloud.chatserver.frames import event_frame
from cloud.chatserver.log import Slice
from cloud.chatserver.state import RoomState
from cloud.chatserver.timeline import Timeline

NEWEST = 200
"""So many are told to a client that comes without a number."""
MAX_GAPS = 200
MAX_BACKLOG_BYTES = 400_000
"""A frame that every client takes; what is missing between is fetched by pages."""


class Room:
    """A room as this node has it; on the event loop only."""

    def __init__(self, name: str, newest: Slice, state: RoomState, timeline: Timeline) -> None:
        self.name = name
        self.state = state
        self.timeline = timeline
        self.epoch = newest.epoch
        self.head = newest.head
        self.first = newest.first
        self.gaps = list(newest.gaps)[-MAX_GAPS:]
        self.lines: deque[Line] = deque(map(line_of, newest.items), maxlen=MAX_BACKLOG)
        self.waiting: list[Line] = []
        """To be sent with the next batch."""
        self.members: dict[str, set[Client]] = {}
        """By user: one may be here with several windows."""
        self.clients: dict[Client, None] = {}
        self.stats = Stats()
        self.spoken = 0
        """Messages since the figures were told last."""
        self.likes = 0
        """Likes that were not counted yet."""
        self.empty_since_s = 0.0

    def enter(self, client: Client) -> None:
        """Send this client everything from now on."""
        client.leave()
        client.room = self
        client.has_missed = False
        self.clients[client] = None
        self.members.setdefault(client.claims.user.id, set()).add(client)

    def leave(self, client: Client) -> None:
        self.clients.pop(client, None)
        of_user = self.members.get(client.claims.user.id, set())
        of_user.discard(client)
        if not of_user:
            self.members.pop(client.claims.user.id, None)

    def joined(self, client: Client, join: Join, now_ms: int) -> Joined:
        """Return the room as it stands, and what the client has missed; its lines are encoded."""
        is_known = join.epoch == self.epoch and join.last > 0
        missed = self._after(join.last, MAX_BACKLOG) if is_known else self._after(0, NEWEST)
        state, is_moderator = self.state, client.is_moderator
        last = join.last if is_known else 0
        return Joined(
            True,
            self.epoch,
            self.head,
            self.first,
            items(missed, is_moderator=is_moderator),
            tuple(gap for gap in self.gaps if gap[1] > last),
            now_ms,
            client.claims.user,
            tuple(sorted(client.claims.capabilities)),
            state.settings,
            state.pin,
            state.poll,
            state.live,
            state.held if is_moderator else (),
            state.words if is_moderator else (),
        )

    def paged(self, read: Slice, *, is_moderator: bool) -> Paged:
        """Return a stretch of the log as its reader may see it."""
        self.first = max(self.first, read.first) if read.epoch == self.epoch else self.first
        lines = [line_of(envelope) for envelope in read.items]
        shown = items(lines, is_moderator=is_moderator)
        return Paged(True, read.epoch, read.head, read.first, shown, read.gaps)

    def heard(self, epoch: str, envelopes: Sequence[Envelope]) -> None:
        """Take in what was appended to the log, by whichever node."""
        if epoch != self.epoch:
            self._begin_anew(epoch, envelopes[0].seq)
        for envelope in envelopes:
            if envelope.seq <= self.head:
                continue
            if envelope.seq > self.head + 1:
                self.gaps = [*self.gaps, (self.head + 1, envelope.seq - 1)][-MAX_GAPS:]
            self.head = envelope.seq
            line = line_of(envelope)
            self.lines.append(line)
            self.waiting.append(line)
            self.spoken += envelope.kind in SPOKEN
            if envelope.kind == Kind.MODERATION:
                self._consequences(envelope)
            self.state.fold(envelope)

    def newest(self, count: int) -> list[Line]:
        """Return the newest lines, the oldest first."""
        return self._after(0, count)

    def everyone(self) -> list[Client]:
        """Return who is here, as a list of its own."""
        return list(self.clients)

    def of_user(self, user_id: str) -> list[Client]:
        """Return the connections of one user."""
        return list(self.members.get(user_id, ()))

    def _after(self, last: int, most: int) -> list[Line]:
        found: list[Line] = []
        left_bytes = MAX_BACKLOG_BYTES
        for line in reversed(self.lines):
            left_bytes -= len(line.whole)
            if line.seq <= last or len(found) == most or left_bytes < 0:
                break
            found.append(line)
        found.reverse()
        return found

    def _begin_anew(self, epoch: str, first: int) -> None:
        """The log lost its order: everybody joins again, and what stood before is not repeated."""
        self.epoch, self.head, self.first = epoch, first - 1, first
        self.lines.clear()
        self.waiting.clear()
        self.gaps.clear()
        self.state.begin_anew()
        resync = event_frame(Resync.EVENT, Resync())
        for client in self.everyone():
            client.push(resync)

    def _consequences(self, envelope: Envelope) -> None:
        """Do to the clients here what a moderator did to their users."""
        body = body_of(envelope)
        if not isinstance(body, ModerationBody):
            return
        if body.action is Action.BAN:
            for client in self.of_user(body.user):
                client.throw_out(Code.BANNED)
        elif body.action in (Action.TIMEOUT, Action.PURGE):
            for waits in self.state.held:
                if waits.user is not None and waits.user.id == body.user:
                    self._decide(Action.DENY, waits)
        elif body.action in (Action.APPROVE, Action.DENY):
            held = self.state.held_as(body.held)
            if held is not None:
                self._decide(body.action, held[0])

    def _decide(self, action: Action, waited: Envelope) -> None:
        """Tell the writer of a held message what became of it."""
        held, writer = body_of(waited), waited.user
        if not isinstance(held, HeldBody) or writer is None:
            return
        own = Own(held.client_id, False, code=Code.DENIED)
        if action is Action.APPROVE:  # what was said of it stands before the audit
            last = self.state.last_said(writer.id)
            seq = last.seq if last is not None and last.client_id == held.client_id else 0
            own = Own(held.client_id, True, seq=seq)
        frame = event_frame(Own.EVENT, own)
        for client in self.of_user(writer.id):
            client.push(frame)

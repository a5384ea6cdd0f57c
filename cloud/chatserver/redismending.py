"""Looking after a room's log in Redis: whether it is whole, and giving it back what it lost.

Every node that knows the room brings what it holds beyond the log, and the store does; then one of
them puts the log together, under a new epoch. See `redislog` for why that is enough.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatclient.wire.envelopes import SPOKEN, Envelope
from cloud.chatserver.log import DEDUPE_S, Draft, LogUnavailable
from cloud.chatserver.redisarchive import Archive
from cloud.chatserver.redisring import Entry
from cloud.chatserver.redisroad import TIMEOUT_S, Road
from cloud.chatserver.redisroom import Room, packed, unpacked
from cloud.chatserver.redisscripts import CAME, FINISH, LOOK, READ, Words, evaluate
from cloud.chatserver.rediswriter import Writer

_log = logging.getLogger(__name__)

PAGE = 1_000
FORGET_S = 10.0
"""A node that did not say for so long that it follows a room is not waited for."""
LOOK_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Patience:
    """How long others are waited for."""

    grace_s: float = 2.0
    """For those who may hold what Redis lost; less when all who follow the room have come."""
    young_s: float = 10.0
    """A Redis that runs for less may not have been found by all nodes yet."""
    answer_s: float = TIMEOUT_S
    """For an answer of Redis."""


class Mender:
    """Looks after the rooms of one node."""

    def __init__(
        self, node: str, road: Road, writer: Writer, archive: Archive, patience: Patience
    ) -> None:
        self._node = node
        self._road = road
        self._writer = writer
        self._archive = archive
        self._patience = patience
        self._heard: Callable[[Room, Sequence[Envelope]], None] = lambda _room, _items: None

    def tell(self, heard: Callable[[Room, Sequence[Envelope]], None]) -> None:
        """Say who hears a room's log from its beginning when its order began anew."""
        self._heard = heard

    def look(self, room: Room) -> Words:
        """Return the command that asks whether a log is what this node knows of it."""
        return evaluate(
            LOOK,
            room.keys.all,
            *(self._node if room.is_followed else "", room.epoch, room.known),
            *(self._road.boot, int(self._road.is_durable), int(FORGET_S * 1000)),
        )

    def is_well(self, room: Room, answer: list[bytes]) -> bool:
        """Take the answer to `look`; False: the room has to be settled."""
        if answer[0] != b"ok":
            return False
        room.epoch = room.epoch or answer[1].decode()
        room.peers = {node.decode() for node in answer[4:]}
        if not self._archive.is_there:
            room.first = int(answer[3])
        return not room.late

    async def settle(self, room: Room) -> None:
        """Return once the log is whole and this node knows it; raises LogUnavailable."""
        before = room.settled
        async with room.settling:
            while room.settled == before:  # else somebody did it while we waited
                [answer] = await self._road.call([self.look(room)])
                if self.is_well(room, answer):
                    room.settled += 1
                elif answer[0] == b"ok":
                    await self._say_again(room)
                elif answer[0] == b"changed":
                    await self._adopt(room)
                elif answer[0] == b"lost":
                    await self._mend(room, int(answer[1]))
                else:  # asked again, now that it is known which Redis this is
                    await asyncio.sleep(LOOK_AGAIN_S)

    async def read(self, room: Room, after: int | str, limit: int) -> "Found | None":
        """Read the log; None: it has to be settled first."""
        command = evaluate(READ, [room.keys.meta, room.keys.log], after, limit)
        [answer] = await self._road.call([command])
        if not answer:
            return None
        entries = [unpacked(value)[1] for value in answer[3:]]
        return Found(answer[0].decode(), int(answer[1]), int(answer[2]), entries)

    async def _mend(self, room: Room, top: int) -> None:
        """Bring what the log lacks, then wait until it is put together."""
        mine = room.holdings(top)
        await self._bring(room, await self._archive.beyond(room.name, top))
        await self._bring(room, mine)  # after the store: ours have their names
        known = max(room.known, mine[-1].envelope.seq if mine else 0)
        came = evaluate(CAME, [room.keys.mend], self._node, known, *room.peers)
        grace_ms = int(self._patience.grace_s * 1000)
        finish = evaluate(
            FINISH, room.keys.all, secrets.token_hex(8), grace_ms, int(self._patience.young_s)
        )
        _, state = await self._road.call([came, finish])
        while state == b"wait":
            await asyncio.sleep(LOOK_AGAIN_S)
            [state] = await self._road.call([finish])

    async def _bring(self, room: Room, entries: Sequence[Entry]) -> None:
        oldest_ms = (time.time() - DEDUPE_S) * 1000
        for begin in range(0, len(entries), PAGE):
            page = entries[begin : begin + PAGE]
            fields: list[bytes | int] = []
            commands: list[Words] = []
            for entry in page:
                fields += (entry.envelope.seq, packed(entry))
                if entry.name and entry.envelope.at_ms > oldest_ms:
                    key = room.keys.id(entry.name)
                    commands.append(("SET", key, entry.envelope.seq, "EX", int(DEDUPE_S), "NX"))
            await self._road.call([("HSET", room.keys.refill, *fields), *commands])

    async def _adopt(self, room: Room) -> None:
        """Know the log of a new epoch from its beginning."""
        found = await self.read(room, 0, PAGE)
        if found is None:
            raise LogUnavailable("the log was lost again")
        entries = found.entries
        while len(found.entries) == PAGE:
            epoch, last = found.epoch, entries[-1].envelope.seq
            found = await self.read(room, last, PAGE)
            if found is None or found.epoch != epoch:
                raise LogUnavailable("the log was lost again")
            entries += found.entries
        first = await self._archive.first(room.name, found.first)
        room.late += unsaid(room.epoch, room.holdings(), entries, found.first)
        room.begin(found.epoch, found.head, first, entries)
        _log.warning("the log of room %s began anew, up to %d", room.name, found.head)
        for begin in range(0, len(entries), PAGE):
            page = entries[begin : begin + PAGE]
            self._heard(room, [entry.envelope for entry in page])

    async def _say_again(self, room: Room) -> None:
        """Append what this node came too late to bring; two nodes that hold it do it once."""
        late = room.late[:PAGE]
        drafts = [_draft(entry) for entry in late]
        if await self._writer.write(room, drafts, [entry.name for entry in late]):
            del room.late[: len(late)]
            _log.warning("said %d messages of room %s again", len(late), room.name)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from a log."""

    epoch: str
    head: int
    first: int
    entries: list[Entry]


def unsaid(epoch: str, held: Sequence[Entry], entries: Sequence[Entry], first: int) -> list[Entry]:
    """Return what people said in an epoch and the log no longer has.

    What moderators did is not among it: the numbers it speaks of may be others' by now.
    """
    there = {entry.envelope.seq: entry.envelope for entry in entries}
    names = {entry.name for entry in entries}
    return [
        Entry(entry.envelope, entry.name or f"~{epoch}/{entry.envelope.seq}")
        for entry in held
        if entry.envelope.kind in SPOKEN
        and entry.envelope.seq >= first
        and there.get(entry.envelope.seq) != entry.envelope
        and not (entry.name and entry.name in names)
    ]


def _draft(entry: Entry) -> Draft:
    said = entry.envelope
    body = {name: value for name, value in said.body.items() if name != "reply_to"}
    return Draft(
        said.kind, said.at_ms, body, said.user, said.position_ms, said.media_sequence, entry.name
    )

"""What one node counts alone: viewers, likes, votes."""

from collections.abc import Sequence

MAX_USERS = 200_000
"""Different viewers of one room that are told apart; more are counted no further."""
MAX_ROOMS = 2_000


class _Room:
    def __init__(self) -> None:
        self.ever: set[str] = set()
        self.likes = 0
        self.votes: dict[str, int] = {}
        self.poll = ""


class MemoryCounts:
    """See SharedCounts."""

    def __init__(self) -> None:
        self._rooms: dict[str, _Room] = {}

    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        kept = self._room(room)
        now = set(users)
        if len(kept.ever) < MAX_USERS:
            kept.ever |= now
        return len(now), len(kept.ever)

    async def like(self, room: str, count: int) -> int:
        kept = self._room(room)
        kept.likes += count
        return kept.likes

    async def vote(self, room: str, poll: str, user: str, option: int) -> None:
        kept = self._room(room)
        if kept.poll != poll:  # a room has one open question
            kept.poll, kept.votes = poll, {}
        if user in kept.votes or len(kept.votes) < MAX_USERS:
            kept.votes[user] = option

    async def votes(self, room: str, poll: str, options: int) -> tuple[int, ...]:
        kept = self._room(room)
        chosen = list(kept.votes.values()) if kept.poll == poll else []
        return tuple(chosen.count(option) for option in range(options))

    def _room(self, name: str) -> _Room:
        kept = self._rooms.pop(name, None) or _Room()
        self._rooms[name] = kept  # the newest last
        if len(self._rooms) > MAX_ROOMS:
            del self._rooms[next(iter(self._rooms))]
        return kept

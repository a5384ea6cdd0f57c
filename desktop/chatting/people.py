"""Who has spoken lately: found by name, and offered while a name is being typed."""

from collections.abc import Iterable
from itertools import islice

from chatclient.wire.envelopes import User
from chatclient.wire.texts import folded

MOST_PEOPLE = 10_000


class People:
    """A bounded record, the last speaker first; names compare as `folded`. Not thread-safe."""

    def __init__(self, most: int = MOST_PEOPLE) -> None:
        self._most = most
        self._known: dict[str, tuple[str, User]] = {}  # the last speaker is the last of it

    def __len__(self) -> int:
        return len(self._known)

    def saw(self, users: Iterable[User | None]) -> None:
        """Remember who spoke, the latest last."""
        known = self._known
        for user in users:
            if user is None:
                continue
            before = known.pop(user.id, None)
            if before is None or before[1].name != user.name:
                known[user.id] = (folded(user.name), user)
            else:
                known[user.id] = (before[0], user)
        while len(known) > self._most:
            del known[next(iter(known))]

    def forget(self) -> None:
        """Know nobody, as in another room."""
        self._known.clear()

    def with_id(self, user_id: str) -> User | None:
        """Return who has this id."""
        found = self._known.get(user_id)
        return None if found is None else found[1]

    def name_of(self, user_id: str) -> str:
        """Return what this id is called; the id itself where that is not known."""
        user = self.with_id(user_id)
        return user_id if user is None else user.name

    def named(self, name: str) -> tuple[User, ...]:
        """Return everybody of this name, or with it as their id."""
        if (user := self.with_id(name)) is not None:
            return (user,)
        wanted = folded(name)
        return tuple(user for key, user in self._known.values() if key == wanted)

    def completions(self, beginning: str, limit: int) -> tuple[str, ...]:
        """Return names that begin so, the last speaker's first; each once."""
        wanted = folded(beginning)
        names = dict.fromkeys(
            user.name for key, user in reversed(self._known.values()) if key.startswith(wanted)
        )
        return tuple(islice(names, limit))

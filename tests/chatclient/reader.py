"""Keeps a chat's list as a view does, and looks whether what it is told can be true."""

from collections.abc import Iterable

from chatclient.messages import Arrived, Began, ChatEvent, Entry, RoomChanged


class Reader:
    """Keeps the list as a view would: first what is removed, then what is there."""

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self.ever: list[int] = []
        self.newest = 0
        self.room = RoomChanged()

    def read(self, events: Iterable[ChatEvent]) -> None:
        for event in events:
            match event:
                case Began():
                    self.__init__()  # type: ignore[misc]
                case RoomChanged():
                    self.room = event
                case Arrived():
                    self._arrived(event)
                case _:
                    pass

    def _arrived(self, event: Arrived) -> None:
        numbers = [entry.seq for entry in event.entries]
        assert numbers == sorted(set(numbers))
        for seq in event.removed:
            self.entries.pop(seq, None)
        for entry in event.entries:
            assert entry.seq not in self.entries
            self.entries[entry.seq] = entry
            if not entry.is_gap:
                assert entry.seq not in self.ever
                self.ever.append(entry.seq)

    @property
    def texts(self) -> list[str]:
        """Every line, gaps as `first-last`."""
        lines = (self.entries[seq] for seq in sorted(self.entries))
        return [f"{e.seq}-{e.gap_to}" if e.is_gap else f"{e.seq}" for e in lines]

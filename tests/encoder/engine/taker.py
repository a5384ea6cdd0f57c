"""Takes packets of the shared encode, and waits for pictures."""

import threading

from encoder.engine.codecs import MediaPacket


class Taker:
    """A PacketTaker that remembers."""

    def __init__(self) -> None:
        self.packets: list[MediaPacket] = []
        self._changed = threading.Condition()

    def offer(self, packet: MediaPacket) -> None:
        with self._changed:
            self.packets.append(packet)
            self._changed.notify_all()

    @property
    def video(self) -> list[MediaPacket]:
        """The pictures so far."""
        return [packet for packet in self.packets if packet.is_video]

    def wait_for_pictures(self, count: int) -> None:
        """Wait until there are so many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.video) >= count, 10)

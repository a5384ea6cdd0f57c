"""What waits for the network, and what is thrown away when it waits too long; pure.

Rule: once the packets waiting span 700 ms, video is dropped up to the newest keyframe that
waits, or up to the next one to come; that one is asked for as soon as the link has room again.
Audio is never dropped. The bound on memory follows: video by time, audio by its tiny rate.
"""

from collections import deque

from encoder.engine.codecs import MediaPacket

DROP_AT_MS = 700.0
ROOM_MS = 200.0
"""With less than this waiting, the link has room: an IDR asked for now will get through."""
MAX_PACKETS = 4096
"""Audio alone for 87 s: far beyond any stall, which ends the session after 3 s."""


class SendQueue:
    """Packets in sending order. Not locked: its owner is."""

    def __init__(self) -> None:
        self._packets: deque[MediaPacket] = deque()
        self._needs_keyframe = True
        self._asked = False
        self.offered_frames = 0
        """Video frames, cumulative: those popped, dropped or waiting."""
        self.dropped_frames = 0
        """Video frames thrown away or refused, cumulative."""

    def offer(self, packet: MediaPacket) -> None:
        """Append a packet, or refuse it while a keyframe must come first."""
        if packet.is_video:
            self.offered_frames += 1
            if self._needs_keyframe and not packet.is_keyframe:
                self.dropped_frames += 1
                return
            if packet.is_keyframe:
                self._needs_keyframe = False
                self._asked = False
        self._packets.append(packet)
        if self.waiting_ms() > DROP_AT_MS or len(self._packets) > MAX_PACKETS:
            self._drop_video()
        if len(self._packets) > MAX_PACKETS:
            self._packets.popleft()  # sound: no picture is left

    def refuse(self, packet: MediaPacket) -> None:
        """Count a packet that comes while there is nobody to send it to."""
        self.offered_frames += packet.is_video
        self.dropped_frames += packet.is_video

    def waiting_frames(self) -> int:
        """Return how many video frames wait."""
        return sum(packet.is_video for packet in self._packets)

    def pop(self) -> MediaPacket | None:
        """Return the next packet to send, None when nothing waits."""
        return self._packets.popleft() if self._packets else None

    def waiting_ms(self) -> float:
        """Return the time that the waiting packets span, by their decoding times."""
        if len(self._packets) < 2:
            return 0.0
        return max(0.0, (self._packets[-1].dts_us - self._packets[0].dts_us) / 1000)

    def newest_dts_us(self) -> int | None:
        """Return the decoding time of the packet offered last, None when nothing waits."""
        return self._packets[-1].dts_us if self._packets else None

    def wants_keyframe(self) -> bool:
        """Return True once when video can only go on with an IDR, and there is room for it."""
        if self._needs_keyframe and not self._asked and self.waiting_ms() < ROOM_MS:
            self._asked = True
            return True
        return False

    def restart(self) -> None:
        """Forget what waits: a new session begins with a keyframe. Video lost is counted."""
        self.dropped_frames += sum(packet.is_video for packet in self._packets)
        self._packets.clear()
        self._needs_keyframe = True
        self._asked = False

    def __len__(self) -> int:
        return len(self._packets)

    def _drop_video(self) -> None:
        packets = list(self._packets)
        first = next((i for i, packet in enumerate(packets) if packet.is_video), None)
        if first is None:
            return
        keyframes = [i for i, p in enumerate(packets) if p.is_video and p.is_keyframe]
        keep_from = keyframes[-1] if keyframes and keyframes[-1] > first else len(packets)
        kept = [p for i, p in enumerate(packets) if not p.is_video or i >= keep_from]
        self.dropped_frames += len(packets) - len(kept)
        self._packets = deque(kept)
        if keep_from == len(packets):
            self._needs_keyframe = True
            self._asked = False

from collections import deque

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from encoder.engine.codecs import MediaPacket
from encoder.engine.sinks.sendqueue import DROP_AT_MS, MAX_PACKETS, ROOM_MS, SendQueue
from tests.encoder.engine.sinks.mediapackets import picture, sound


class AnySender(RuleBasedStateMachine):
    """A queue between an encoder and a link of any speed, and what must hold all the time."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = SendQueue()
        self.pictures = 0
        self.sounds = 0
        self.offered: list[MediaPacket] = []
        self.popped: list[MediaPacket] = []
        self.forgotten: list[MediaPacket] = []
        self.must_be_keyframe = True
        self.requests = 0
        self.gaps = 1

    def offer(self, packet: MediaPacket) -> None:
        before = self.queue.dropped_frames
        self.offered.append(packet)
        self.queue.offer(packet)
        self.gaps += self.queue.dropped_frames > before

    @rule(gop=st.integers(1, 60), count=st.integers(1, 40))
    def encode(self, gop: int, count: int) -> None:
        """Offer pictures and the sound that belongs to them."""
        for _ in range(count):
            self.offer(picture(self.pictures, key=self.pictures % gop == 0))
            self.pictures += 1
            while self.sounds / 48_000 * 1024 < self.pictures / 30:
                self.offer(sound(self.sounds))
                self.sounds += 1

    @rule()
    def encode_what_was_asked_for(self) -> None:
        self.offer(picture(self.pictures, key=True))
        self.pictures += 1

    @rule(count=st.integers(1, 60))
    def send(self, count: int) -> None:
        for _ in range(count):
            packet = self.queue.pop()
            if packet is None:
                assert len(self.queue) == 0
                return
            if packet.is_video:
                self.check_order(packet)
            self.popped.append(packet)

    def check_order(self, packet: MediaPacket) -> None:
        sent = [p for p in self.popped if p.is_video]
        follows = bool(sent) and sent[-1] is self.predecessor(packet)
        assert packet.is_keyframe or (follows and not self.must_be_keyframe)
        self.must_be_keyframe = False

    def predecessor(self, packet: MediaPacket) -> MediaPacket | None:
        pictures = [p for p in self.offered if p.is_video]
        at = next(i for i, p in enumerate(pictures) if p is packet)
        return pictures[at - 1] if at else None

    @rule()
    def ask(self) -> None:
        room = self.queue.waiting_ms() < ROOM_MS
        if self.queue.wants_keyframe():
            self.requests += 1
            assert room
            assert not self.queue.wants_keyframe()

    @precondition(lambda self: self.offered)
    @rule()
    def begin_a_new_session(self) -> None:
        waiting = list(self.queue._packets)
        self.queue.restart()
        self.forgotten += waiting
        self.must_be_keyframe = True
        self.gaps += 1

    @invariant()
    def every_picture_is_accounted_for(self) -> None:
        def count(packets: list[MediaPacket]) -> int:
            return sum(packet.is_video for packet in packets)

        waiting = count(list(self.queue._packets))
        assert count(self.offered) == count(self.popped) + self.queue.dropped_frames + waiting

    @invariant()
    def no_sound_is_ever_dropped(self) -> None:
        def sounds(packets: list[MediaPacket]) -> list[MediaPacket]:
            return [packet for packet in packets if not packet.is_video]

        kept = sounds(self.popped) + sounds(self.forgotten) + sounds(list(self.queue._packets))
        assert len(kept) == len(sounds(self.offered))

    @invariant()
    def the_order_is_kept(self) -> None:
        waiting = deque(self.offered)
        for packet in self.queue._packets:
            while waiting and waiting[0] is not packet:
                waiting.popleft()
            assert waiting

    @invariant()
    def pictures_do_not_wait_longer_than_the_limit(self) -> None:
        times = [packet.dts_us for packet in self.queue._packets if packet.is_video]
        if times:
            assert (times[-1] - times[0]) / 1000 <= DROP_AT_MS

    @invariant()
    def a_keyframe_is_asked_for_once_per_gap(self) -> None:
        assert self.requests <= self.gaps


AnySender.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnySender = AnySender.TestCase


def filled(*packets: MediaPacket) -> SendQueue:
    queue = SendQueue()
    for packet in packets:
        queue.offer(packet)
    return queue


def drained(queue: SendQueue) -> list[MediaPacket]:
    return list(iter(queue.pop, None))


def test_a_session_begins_with_a_keyframe() -> None:
    queue = filled(picture(0), picture(1), sound(0), picture(2, key=True), picture(3))

    assert drained(queue) == [sound(0), picture(2, key=True), picture(3)]
    assert queue.dropped_frames == 2


def test_below_700_ms_everything_waits() -> None:
    queue = filled(*(picture(n, key=n == 0) for n in range(22)))

    assert queue.waiting_ms() == 700.0
    assert len(queue) == 22
    assert queue.dropped_frames == 0


def test_beyond_700_ms_all_pictures_are_dropped_until_the_next_keyframe() -> None:
    queue = filled(*(picture(n, key=n == 0) for n in range(23)), picture(23))

    assert len(queue) == 0
    assert queue.dropped_frames == 24
    queue.offer(picture(24, key=True))
    assert drained(queue) == [picture(24, key=True)]


def test_a_keyframe_that_waits_already_is_where_it_goes_on() -> None:
    queue = filled(*(picture(n, key=n in (0, 20)) for n in range(23)))

    assert [p.pts_us for p in drained(queue)] == [picture(n).pts_us for n in (20, 21, 22)]
    assert queue.dropped_frames == 20
    assert not queue.wants_keyframe()


def test_sound_stays_when_pictures_are_dropped() -> None:
    queue = SendQueue()
    for number in range(23):
        queue.offer(picture(number, key=number == 0))
        queue.offer(sound(number))

    assert len(drained(queue)) == 23


def test_a_keyframe_is_asked_for_only_when_the_link_has_room_again() -> None:
    queue = SendQueue()
    for number in range(40):
        queue.offer(sound(number))
        queue.offer(picture(number, key=number == 0))
    assert queue.dropped_frames == 40
    assert not queue.wants_keyframe()

    while queue.waiting_ms() >= ROOM_MS:
        queue.pop()

    assert queue.wants_keyframe()
    assert not queue.wants_keyframe()


def test_even_without_any_end_of_a_stall_memory_is_bounded_and_the_count_exact() -> None:
    queue = SendQueue()
    at_once = [picture(0, key=True)] + [picture(1)] * (MAX_PACKETS + 10)
    still = [MediaPacket(True, p.is_keyframe, 0, 0, p.payload) for p in at_once]
    for packet in still:
        queue.offer(packet)
    assert len(queue) <= MAX_PACKETS
    assert queue.dropped_frames + len(queue) == len(still)
    assert all(not p.is_video or p.is_keyframe for p in list(queue._packets)[:1])

    for number in range(MAX_PACKETS + 10):
        queue.offer(sound(number))
    assert len(queue) == MAX_PACKETS
    assert drained(queue)[-1] == sound(MAX_PACKETS + 9)


def test_a_queue_knows_how_old_and_how_new_its_packets_are() -> None:
    queue = filled(picture(0, key=True), picture(3))

    assert queue.waiting_ms() == 100.0
    assert queue.newest_dts_us() == 100_000
    drained(queue)
    assert queue.waiting_ms() == 0.0
    assert queue.newest_dts_us() is None

"""Decides whether a stream starves. Pure.

The rule. A live stream is STARVING when, after its first 3 s,
- no video frame has arrived for 2 s, or
- fewer than 80 % of the frames it should have arrived in the last 5 whole seconds; it should have
  the frame rate its metadata states, or else the highest rate of any earlier 5 s of the session.
It is HEALTHY again once neither has been true for 3 s. Before the first 3 s it is HEALTHY.

The bit rate alone decides nothing: a still slide rightly needs few bits, and a link that is too
slow shows as missing frames. Amazon IVS says of STARVING that the stream "may have" too little
data for its viewers' buffers, and leaves the figures open: these are ours.
"""

from cloud.practice.messages import Health

GRACE_S = 3.0
MAX_GAP_S = 2.0
SPAN_S = 5
"""Whole seconds over which frames are counted."""
MIN_SHARE = 0.8
RECOVERY_S = 3.0


class HealthRule:
    """The rule, for one session; fed at least once a second."""

    def __init__(self) -> None:
        self._best_rate = 0.0
        self._starved_at_s: float | None = None

    def judge(
        self, now_s: float, *, live_s: float, silent_s: float, frame_rate: float, stated_rate: float
    ) -> Health:
        """Return the health at `now_s` (monotonic).

        `silent_s`: since the last video frame. `frame_rate`: over the last SPAN_S whole seconds
        of the session, or what there are. `stated_rate`: by the metadata, 0 = not stated.
        """
        wanted = stated_rate or self._best_rate
        if live_s >= SPAN_S + 1:
            self._best_rate = max(self._best_rate, frame_rate)
        if live_s >= GRACE_S and (silent_s >= MAX_GAP_S or frame_rate < MIN_SHARE * wanted):
            self._starved_at_s = now_s
        elif self._starved_at_s is not None and now_s - self._starved_at_s >= RECOVERY_S:
            self._starved_at_s = None
        return Health.HEALTHY if self._starved_at_s is None else Health.STARVING

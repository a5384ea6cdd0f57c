"""Tells the monitoring stack of every show: when it begins, how it goes every ten seconds, its end.

Without a monitoring stack nothing is opened, imported or written.
"""

import time
from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject

from chatclient.messages import Arrived
from chatclient.wire.envelopes import SPOKEN
from cloud.models import StackPhase, StackStatus
from cloud.outbox.sender import SenderState
from cloud.outbox.show import Beginning, Reading
from cloud.patterns.metadata import OutputRole
from desktop.bridges.broadcast import Broadcast
from desktop.bridges.chat import Chat
from desktop.bridges.cloud import Cloud
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.tasks import Tasks
from desktop.clouding.situation import CloudSituation
from desktop.golive import Situation
from desktop.monitoring.showreadings import ShowReadings
from desktop.store.cloudchoice import CloudRecorder
from desktop.store.settings import Settings
from encoder.messages import Attached, Stats

CHANNEL_OUTPUT = "ChannelId"
MOST_LETTERS = 500


class Record(Protocol):
    """`cloud.outbox.record.ShowRecord`, as much of it as the window uses; only `close` blocks."""

    def start(self) -> None:
        """Send what waits."""
        ...

    def begin(self, beginning: Beginning) -> None:
        """A show is on air."""
        ...

    def measure(self, reading: Reading) -> None:
        """The show is like this now."""
        ...

    def end(self, at_ms: int) -> None:
        """The show has ended."""
        ...

    def find_nothing_on_air(self) -> None:
        """Nothing is on air."""
        ...

    def retry_now(self) -> None:
        """Send now: whatever held it up is mended."""
        ...

    def close(self) -> None:
        """End it; what was not sent is kept."""
        ...


OpenRecord = Callable[[CloudRecorder, Callable[[SenderState], None]], Record]


class SessionRecord(QObject):
    """Follows broadcast, chat and cloud, and tells the recorder that the settings name.

    How far that is stands on the cloud's board, as `record`.
    """

    def __init__(
        self,
        keeper: SettingsKeeper,
        broadcast: Broadcast,
        chat: Chat,
        cloud: Cloud,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._broadcast, self._chat = keeper, broadcast, chat
        self._board = cloud.board
        self._readings = ShowReadings()
        self._open: OpenRecord | None = None
        self._tasks: Tasks | None = None
        self._told: Callable[[SenderState], None] = lambda _: None
        self._recorder: CloudRecorder | None = None
        self._record: Record | None = None
        self._is_recording = False
        self._has_looked = False
        self._is_heard = False
        self._was_open = False
        broadcast.attached.connect(self._on_attached)
        broadcast.situation_changed.connect(self._on_situation)
        broadcast.stats_sampled.connect(self._on_stats)
        chat.arrived.connect(self._on_arrived)
        cloud.changed.connect(self._on_cloud)
        keeper.changed.connect(lambda _: self._follow_settings())

    def use(self, open_record: OpenRecord, mailbox: Mailbox, tasks: Tasks) -> None:
        """Open records like this from now on."""
        self._open = open_record
        self._tasks = tasks
        self._told = mailbox.inlet(self._on_state, latest=lambda _: "state")
        self._follow_settings()

    def close(self) -> None:
        """End it; a show that goes on stays open in the outbox. Blocks."""
        self._open = None
        if self._record is not None:
            self._record.close()
            self._record = None

    # ---- which recorder ----

    def _follow_settings(self) -> None:
        recorder = self._keeper.settings.cloud.recorder
        if self._open is None or recorder == self._recorder:
            return
        if self._record is not None and self._tasks is not None:
            self._tasks.run(self._record.close, lambda _: None, lambda _: None)
        self._recorder, self._record = recorder, None
        self._board.put(record=None)
        self._is_recording = self._has_looked = False
        if recorder is not None:
            self._record = self._open(recorder, self._told)
            self._record.start()
            self._on_situation(self._broadcast.situation)

    def _on_cloud(self, situation: CloudSituation) -> None:
        """Remember the monitoring stack that is seen, and forget one that is gone."""
        was_open, self._was_open = self._was_open, situation.is_open
        if situation.is_open and not was_open and self._record is not None:
            self._record.retry_now()  # somebody has signed in
        settings = self._keeper.settings
        known = settings.cloud.recorder
        seen = [found for each in situation.stacks.values()
                if (found := recorder_of(each, situation)) is not None]  # fmt: skip
        recorder = known
        if seen and (known is None or known.account != situation.account):
            recorder = seen[0]
        elif known is not None and known.account == situation.account:
            recorder = next((each for each in seen if each.stack == known.stack), known)
            if situation.is_open and not situation.is_stale and situation.asked_at is not None:
                status = situation.stacks.get(known.stack)
                if status is None or status.phase is StackPhase.ABSENT:
                    recorder = seen[0] if seen else None
        if recorder != known:
            cloud = replace(settings.cloud, recorder=recorder)
            self._keeper.change(replace(settings, cloud=cloud))

    def _on_state(self, state: SenderState) -> None:
        if self._record is not None:
            self._board.put(record=state)

    # ---- the show ----

    def _on_attached(self, _attached: Attached) -> None:
        """Know that the engine has said whether anything is on air."""
        self._is_heard = True
        self._on_situation(self._broadcast.situation)

    def _on_situation(self, situation: Situation) -> None:
        record, recorder = self._record, self._recorder
        if record is None or recorder is None or not situation.is_attached:
            return
        since_s = situation.live_since_utc_s
        if self._is_recording:
            if not situation.is_on_air:
                self._is_recording = False
                record.end(time.time_ns() // 1_000_000)
        elif situation.is_on_air:
            if since_s is not None and is_recorded(self._keeper.settings, recorder):
                self._is_recording = self._has_looked = True
                self._readings.begin()
                record.begin(self._beginning(recorder, since_s))
        elif self._is_heard and not self._has_looked:
            self._has_looked = True
            record.find_nothing_on_air()

    def _beginning(self, recorder: CloudRecorder, since_s: float) -> Beginning:
        settings = self._keeper.settings
        me = self._chat.situation.me
        return Beginning(
            channel_id=recorder.channel_id,
            started_ms=round(since_s * 1000),
            user="" if me is None else me.id,
            title=settings.recording.title[:MOST_LETTERS],
            quality=f"{settings.canvas.height}p{settings.canvas.fps}",
        )

    def _on_stats(self, stats: Stats) -> None:
        if self._record is None or not self._is_recording:
            return
        chat = self._chat.situation
        viewers = None if chat.counted is None else chat.counted.viewers
        reading = self._readings.take(stats, viewers, has_chat=chat.is_online)
        if reading is not None:
            self._record.measure(reading)

    def _on_arrived(self, arrived: Arrived) -> None:
        if not self._is_recording or arrived.is_backlog:
            return
        messages = sum(each.envelope.kind in SPOKEN for each in arrived.entries)
        if messages:
            self._readings.hear(messages, time.time())


def recorder_of(status: StackStatus, situation: CloudSituation) -> CloudRecorder | None:
    """Return the recorder of a stack that stands, None where it has none or that is not known."""
    function = status.output(OutputRole.RECORDER_FUNCTION)
    channel = next((each.value for each in status.outputs if each.name == CHANNEL_OUTPUT), "")
    if status.phase is not StackPhase.READY or not function or not channel:
        return None
    return CloudRecorder(situation.account, status.stack, function, channel)


def is_recorded(settings: Settings, recorder: CloudRecorder) -> bool:
    """Tell whether what goes live now is a show for this recorder.

    A practice account hears of its own channels; a LIVE one also of addresses that were typed.
    """
    for each in settings.destinations:
        if not each.is_enabled:
            continue
        if each.cloud is not None and each.cloud.account == recorder.account:
            return True
        if each.kind == "rtmp" and not recorder.account.is_practice:
            return True
    return False

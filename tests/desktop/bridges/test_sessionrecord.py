from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from chatclient.messages import Arrived, Counted
from chatclient.wire.envelopes import MessageBody
from cloud.errors import ErrorCode, SignInError
from cloud.models import OutputValue, StackPhase, StackStatus
from cloud.outbox.sender import SenderPhase, SenderState
from cloud.outbox.show import Beginning, Reading
from cloud.patterns.metadata import OutputRole
from cloud.settings import Account, Mode
from desktop.bridges.sessionrecord import SessionRecord, is_recorded
from desktop.clouding.situation import AccountState
from desktop.panels.cloud.headline import Headline
from desktop.panels.section import Note
from desktop.store.cloudchoice import CloudChannel, CloudRecorder
from desktop.store.settings import DestinationChoice, Settings
from encoder.messages import GoLive, OnAir, Phase
from tests.fakes.chat import entry_of
from tests.fakes.cloud import NOW
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled

PRACTICE = Account()
LIVE = Account(Mode.LIVE, "mine")
EXPIRED = SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile="mine").problem
RECORDER = CloudRecorder(PRACTICE, "watch", "watch-recorder", "abc")
TO_CLOUD = DestinationChoice(kind="cloud", id="cloud", cloud=CloudChannel(PRACTICE, "live"))


class FakeRecord:
    """A record that remembers what it was told."""

    def __init__(self, tell: Callable[[SenderState], None]) -> None:
        self.tell = tell
        self.told: list[object] = []

    def start(self) -> None:
        self.told.append("start")

    def begin(self, beginning: Beginning) -> None:
        self.told.append(beginning)

    def measure(self, reading: Reading) -> None:
        self.told.append(reading)

    def end(self, at_ms: int) -> None:
        self.told.append("end")

    def find_nothing_on_air(self) -> None:
        self.told.append("nothing")

    def retry_now(self) -> None:
        self.told.append("retry")

    def close(self) -> None:
        self.told.append("close")


class Recording:
    """A desk with a session record."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened: list[tuple[CloudRecorder, FakeRecord]] = []
        self.bridge = SessionRecord(desk.keeper, desk.broadcast, desk.chat, desk.cloud)
        self.bridge.use(self._open, desk.mailbox, desk.tasks)

    def _open(self, recorder: CloudRecorder, tell: Callable[[SenderState], None]) -> FakeRecord:
        self.opened.append((recorder, FakeRecord(tell)))
        return self.opened[-1][1]

    def knows(self, recorder: CloudRecorder | None) -> None:
        """Let the settings name this recorder."""
        settings = self.desk.keeper.settings
        cloud = replace(settings.cloud, recorder=recorder)
        self.desk.keeper.change(
            replace(settings, cloud=cloud, destinations=(DestinationChoice(), TO_CLOUD))
        )

    @property
    def told(self) -> list[object]:
        """What the newest record was told."""
        return self.opened[-1][1].told

    @property
    def recorder(self) -> CloudRecorder | None:
        """Whom the settings name."""
        return self.desk.keeper.settings.cloud.recorder


@pytest.fixture
def recording(desk: Desk) -> Recording:
    return Recording(desk)


def monitoring(name: str = "watch", phase: StackPhase = StackPhase.READY) -> StackStatus:
    outputs = (
        OutputValue("RecorderFunction", f"{name}-recorder", OutputRole.RECORDER_FUNCTION),
        OutputValue("ChannelId", "abc"),
    )
    return StackStatus(name, phase, "", "monitoring", outputs=outputs)


def seen(desk: Desk, *stacks: StackStatus) -> None:
    desk.cloud.board.put(
        state=AccountState.OPEN, asked_at=NOW, stacks={each.stack: each for each in stacks}
    )


def test_without_a_recorder_nothing_is_opened(desk: Desk, recording: Recording) -> None:
    desk.is_live()
    desk.says(sampled())

    assert recording.opened == []


def test_a_show_is_told_from_start_to_end(desk: Desk, recording: Recording) -> None:
    recording.knows(RECORDER)
    settings = desk.keeper.settings
    desk.keeper.change(replace(settings, recording=replace(settings.recording, title="Friday")))
    desk.is_ready()
    desk.hears(desk.engine.goes_live)
    for number in range(10):
        desk.says(sampled(1_001.0 + number))
    desk.hears(desk.engine.stops)

    nothing, begun, reading, over = recording.told[1:]
    assert (nothing, over) == ("nothing", "end")
    assert begun == Beginning("abc", 1_000_000, "", "Friday", "720p30")
    assert isinstance(reading, Reading)
    assert (reading.at_ms, reading.frame_rate) == (1_010_000, 30.0)


def test_the_chat_is_counted(desk: Desk, recording: Recording) -> None:
    client = desk.is_in_chat()
    desk.is_ready()
    recording.knows(RECORDER)
    desk.hears(desk.engine.goes_live)
    desk.hears(lambda: client.says(Counted(viewers=12)))
    desk.chat.arrived.emit(Arrived((entry_of(1, MessageBody("a")), entry_of(2, MessageBody("b")))))
    desk.chat.arrived.emit(Arrived((entry_of(3, MessageBody("old")),), is_backlog=True))
    for number in range(10):
        desk.says(sampled(1_001.0 + number))

    reading = recording.told[-1]
    assert isinstance(reading, Reading)
    assert (reading.viewers, reading.chat_messages) == (12, 2)
    assert reading.chat_per_minute is not None


def test_a_window_that_finds_a_show_goes_on_with_it(desk: Desk, recording: Recording) -> None:
    recording.knows(RECORDER)
    settings = desk.keeper.settings
    on_air = OnAir(desk.studio.programme(), GoLive(settings.encoding, ()), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    begun = recording.told[-1]
    assert isinstance(begun, Beginning)
    assert begun.started_ms == 900_000
    assert "nothing" not in recording.told


def test_a_monitoring_stack_that_is_seen_becomes_the_recorder(
    desk: Desk, recording: Recording
) -> None:
    seen(desk, StackStatus("live", StackPhase.READY, "", "live-ivs"), monitoring())

    assert recording.recorder == RECORDER
    assert recording.told == ["start"]


def test_a_stack_that_is_still_being_built_does_not(desk: Desk, recording: Recording) -> None:
    seen(desk, monitoring(phase=StackPhase.CHANGING))

    assert recording.recorder is None


def test_a_recorder_that_was_torn_down_is_forgotten(desk: Desk, recording: Recording) -> None:
    seen(desk, monitoring())
    told = recording.told

    seen(desk)

    assert recording.recorder is None
    assert told == ["start", "close"]


def test_while_the_account_does_not_answer_the_recorder_stays(
    desk: Desk, recording: Recording
) -> None:
    seen(desk, monitoring())

    desk.cloud.board.put(is_stale=True, stacks={})

    assert recording.recorder == RECORDER


def test_one_of_two_stays_the_recorder(desk: Desk, recording: Recording) -> None:
    seen(desk, monitoring())
    seen(desk, monitoring("another"), monitoring())

    assert recording.recorder == RECORDER
    seen(desk, monitoring("another"))
    assert recording.recorder is not None
    assert recording.recorder.stack == "another"


def test_how_far_the_sending_is_stands_on_the_board(desk: Desk, recording: Recording) -> None:
    recording.knows(RECORDER)
    state = SenderState(SenderPhase.HELD, 3)

    desk.hears(lambda: recording.opened[-1][1].tell(state))
    assert desk.cloud.situation.record == state

    recording.knows(None)
    assert desk.cloud.situation.record is None


def test_once_somebody_has_signed_in_it_is_sent(desk: Desk, recording: Recording) -> None:
    recording.knows(RECORDER)
    desk.cloud.board.put(state=AccountState.OPENING)
    assert "retry" not in recording.told

    desk.cloud.board.put(state=AccountState.OPEN)
    desk.cloud.board.put(ahead_s=5.0)

    assert recording.told.count("retry") == 1


def test_closed_it_leaves_the_show_open(desk: Desk, recording: Recording) -> None:
    recording.knows(RECORDER)
    desk.is_ready()
    desk.hears(desk.engine.goes_live)

    recording.bridge.close()

    assert recording.told[-1] == "close"
    assert "end" not in recording.told


@pytest.mark.parametrize(
    ("destination", "account", "expected"),
    [
        (TO_CLOUD, PRACTICE, True),
        (TO_CLOUD, LIVE, False),
        (replace(TO_CLOUD, is_enabled=False), PRACTICE, False),
        (DestinationChoice(kind="rtmp"), PRACTICE, False),
        (DestinationChoice(kind="rtmp"), LIVE, True),
        (DestinationChoice(), PRACTICE, False),
        (DestinationChoice(), LIVE, False),
    ],
)
def test_a_show_is_recorded_where_it_is_shown(
    destination: DestinationChoice, account: Account, expected: bool
) -> None:
    recorder = replace(RECORDER, account=account)

    assert is_recorded(Settings(destinations=(destination,)), recorder) is expected


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SenderState(SenderPhase.HELD, 3, problem=EXPIRED), "Waiting to be recorded: 3. Your sign"),
        (SenderState(SenderPhase.WAITING, 99, problem=EXPIRED), "Waiting to be recorded: 99."),
        (SenderState(SenderPhase.WAITING, 3, problem=EXPIRED), ""),
        (SenderState(SenderPhase.BROKEN, 0), "Shows are not recorded"),
        (SenderState(SenderPhase.IDLE, 0), ""),
    ],
)
def test_the_page_says_why_shows_are_not_recorded(
    desk: Desk, qtbot: QtBot, state: SenderState, words: str
) -> None:
    headline = Headline(desk.cloud)
    qtbot.addWidget(headline)
    note = headline.findChild(Note, "cloud.record")
    assert note is not None

    desk.cloud.board.put(record=state)

    assert note.text().startswith(words)
    assert note.isVisibleTo(headline) is bool(words)

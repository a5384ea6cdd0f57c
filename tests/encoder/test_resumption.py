import msgspec
import pytest

from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Attached,
    Command,
    DestinationChanged,
    Drops,
    Failed,
    GoLive,
    OnAir,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    RetryNow,
    RunningRecording,
    SetBitrate,
    SetProgramme,
    SetRecording,
    Shutdown,
    StartDestination,
    StartRecording,
    Stop,
    StopDestination,
    Stopped,
    StopRecording,
    Summary,
    TakeoverPriorityUsed,
)
from encoder.resumption import Resumption
from encoder.scenes import single_scene
from encoder.settings import Canvas, Destination, Encoding, Recording, SourceSpec, StreamKey
from tests.fakes.engine import destination_stats, sampled

SMALL = Canvas(320, 180)
PROGRAMME = SetProgramme(single_scene(SMALL, SourceSpec("pattern")))
OTHER_SOURCE = SetProgramme(single_scene(SMALL, SourceSpec("screen")))
LARGER = SetProgramme(single_scene(Canvas(1920, 1080), SourceSpec("pattern")))
HERE = Destination("rtmp://h/app", StreamKey("sk_secret"), "practice")
THERE = Destination("rtmp://there/app", StreamKey("sk_third"), "practice", id="there")
GO_LIVE = GoLive(Encoding(), (HERE,))
ELSEWHERE = GoLive(Encoding(), (Destination("rtmp://elsewhere/app", StreamKey("sk_other")),))
STOPPED = Stopped(Summary(1.0, 30, Drops()))
ADD = StartDestination(THERE)
RECORD = StartRecording(Encoding())
SETTINGS = SetRecording(Recording(folder="/videos"))
LOST = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGKILL"})


def phase(name: str, now: Phase, problem: Problem | None = None) -> DestinationChanged:
    return DestinationChanged(name, now, 1000.0, problem)


def recording(state: RecordingState, file: str = "/videos/a.mp4") -> RecordingChanged:
    return RecordingChanged(state, file, 1000.0)


RECORDS, IS_DONE = recording(RecordingState.RECORDING), recording(RecordingState.IDLE)


def after(*happened: object) -> list[Command]:
    """Return what a new engine is told after these commands and events."""
    resumption = Resumption()
    for message in happened:
        if isinstance(message, Command):
            resumption.told(message)
        else:
            resumption.heard(message)  # type: ignore[arg-type]
    return resumption.commands()


def with_priority(priority: int) -> GoLive:
    return msgspec.structs.replace(GO_LIVE, takeover_priorities={"main": priority})


def used(priority: int, name: str = "main") -> TakeoverPriorityUsed:
    return TakeoverPriorityUsed(name, priority)


def test_an_engine_that_did_nothing_is_replaced_by_one_that_does_nothing() -> None:
    assert after() == []
    assert after(RetryNow(), Stop(), STOPPED) == []


def test_programme_and_broadcast_go_on_as_they_were() -> None:
    assert after(LARGER, PROGRAMME, GO_LIVE, RetryNow()) == [PROGRAMME, GO_LIVE]
    assert after(GO_LIVE) == [GO_LIVE]


def test_a_session_is_outbid_even_if_it_was_without_priority() -> None:
    assert after(GO_LIVE, used(0)) == [with_priority(1)]
    assert after(GO_LIVE, used(0), used(4)) == [with_priority(5)]
    assert after(used(4)) == []


def test_what_a_running_engine_was_doing_is_learnt_when_attaching() -> None:
    on_air = OnAir(PROGRAMME.programme, with_priority(3), 1000.0)
    attached = Attached(1, 17, Phase.LIVE, PROGRAMME.programme, on_air)

    assert after(attached) == [PROGRAMME, with_priority(3)]
    assert after(LARGER, attached) == [PROGRAMME, with_priority(3)]
    assert after(PROGRAMME, Attached(1, 17, Phase.IDLE, None, None)) == [PROGRAMME]


@pytest.mark.parametrize("end", [Stop(), Shutdown(), STOPPED])
def test_a_broadcast_that_has_ended_is_not_begun_again(end: object) -> None:
    assert after(PROGRAMME, GO_LIVE, end) == [PROGRAMME]


def test_a_broadcast_asked_for_before_the_last_one_has_ended_is_remembered() -> None:
    assert after(GO_LIVE, Stop(), ELSEWHERE, STOPPED) == [ELSEWHERE]
    assert after(GO_LIVE, Stop(), ELSEWHERE, STOPPED, STOPPED) == []


def test_the_end_that_a_lost_engine_owed_is_not_waited_for() -> None:
    relaunched = Attached(1, 18, Phase.IDLE, None, None)
    assert after(GO_LIVE, Stop(), relaunched, GO_LIVE, STOPPED) == []
    assert after(GO_LIVE, Stop(), GO_LIVE, Stop(), GO_LIVE, STOPPED, STOPPED) == [GO_LIVE]


def test_a_stop_off_air_does_not_hide_the_end_of_the_next_broadcast() -> None:
    assert after(Stop(), GO_LIVE, STOPPED) == []


def test_what_the_engine_refuses_on_air_is_not_remembered() -> None:
    assert after(PROGRAMME, GO_LIVE, ELSEWHERE) == [PROGRAMME, GO_LIVE]
    assert after(PROGRAMME, GO_LIVE, LARGER) == [PROGRAMME, GO_LIVE]
    assert after(PROGRAMME, GO_LIVE, OTHER_SOURCE) == [OTHER_SOURCE, GO_LIVE]
    assert after(GO_LIVE, LARGER) == [GO_LIVE]  # the standard canvas is on air


def test_what_runs_can_be_forgotten() -> None:
    resumption = Resumption()
    for command in (PROGRAMME, SETTINGS, GO_LIVE, RECORD):
        resumption.told(command)
    resumption.heard(RECORDS)
    resumption.forget_running()

    assert resumption.commands() == [PROGRAMME, SETTINGS]
    assert resumption.obituary(LOST, 1000.0) == []


def test_a_destination_added_on_air_is_part_of_the_broadcast_once_it_began() -> None:
    both = msgspec.structs.replace(GO_LIVE, destinations=(HERE, THERE))
    connecting = phase("there", Phase.STARTING)

    assert after(GO_LIVE, ADD) == [GO_LIVE, ADD]
    assert after(GO_LIVE, ADD, connecting) == [both]
    assert after(ADD) == []  # off air it is refused
    again = StartDestination(Destination("rtmp://other/app", StreamKey("sk_4")))
    assert after(GO_LIVE, again, phase("main", Phase.LIVE)) == [GO_LIVE]  # it runs already


def test_each_destination_is_outbid_on_its_own() -> None:
    both = msgspec.structs.replace(GO_LIVE, destinations=(HERE, THERE))
    wanted = msgspec.structs.replace(both, takeover_priorities={"main": 3, "there": 8})

    assert after(both, used(2), used(7, "there"), used(1, "nobody")) == [wanted]
    added = StartDestination(THERE, takeover_priority=8)
    assert after(GO_LIVE, used(2), added, phase("there", Phase.STARTING)) == [wanted]


@pytest.mark.parametrize(
    "end", [StopDestination("there"), phase("there", Phase.IDLE), phase("there", Phase.IDLE, LOST)]
)
def test_a_destination_that_has_ended_is_not_begun_again(end: object) -> None:
    assert after(GO_LIVE, ADD, phase("there", Phase.LIVE), end) == [GO_LIVE]
    assert after(GO_LIVE, ADD, end) == [GO_LIVE]


def test_a_destination_asked_for_again_before_it_has_ended_is_remembered() -> None:
    both = msgspec.structs.replace(GO_LIVE, destinations=(HERE, THERE))
    again = [both, StopDestination("there"), ADD, phase("there", Phase.STOPPING)]
    relaunched = Attached(1, 18, Phase.IDLE, None, None)

    ended = [*again, phase("there", Phase.IDLE)]
    assert after(*again) == after(*ended) == [GO_LIVE, ADD]
    assert after(*ended, phase("there", Phase.STARTING)) == [both]
    assert after(*again, relaunched, phase("there", Phase.STARTING)) == [both]


def test_the_bitrate_set_on_air_is_kept_as_long_as_the_broadcast() -> None:
    lower = SetBitrate(700_000)

    assert after(GO_LIVE, SetBitrate(900_000), lower) == [GO_LIVE, lower]
    assert after(lower, GO_LIVE) == [GO_LIVE]
    assert after(GO_LIVE, lower, Stop(), GO_LIVE) == [GO_LIVE]
    assert after(GO_LIVE, lower, STOPPED) == []


def test_the_last_destination_stays_until_the_broadcast_has_stopped() -> None:
    assert after(GO_LIVE, StopDestination("main"), phase("main", Phase.IDLE)) == [GO_LIVE]
    assert after(GO_LIVE, phase("main", Phase.IDLE), STOPPED) == []


def test_the_end_of_a_broadcast_takes_no_destination_from_the_next() -> None:
    both = msgspec.structs.replace(ELSEWHERE, destinations=(HERE, THERE))
    ended = [phase("main", Phase.IDLE), phase("there", Phase.IDLE)]

    assert after(GO_LIVE, Stop(), both, *ended, STOPPED) == [both]


def test_a_recording_goes_on_in_the_folder_it_was_in() -> None:
    assert after(SETTINGS, RECORD) == [SETTINGS, RECORD]
    assert after(PROGRAMME, RECORD, GO_LIVE, SETTINGS, RECORDS) == [
        PROGRAMME,
        SETTINGS,
        GO_LIVE,
        RECORD,
    ]
    attached = Attached(
        1, 17, Phase.IDLE, PROGRAMME.programme, None, RunningRecording(RECORD, "/a.mp4", 1.0)
    )
    assert after(attached) == [PROGRAMME, RECORD]


@pytest.mark.parametrize("end", [[StopRecording()], [Shutdown()], [RECORDS, IS_DONE]])
def test_a_recording_that_has_ended_is_not_begun_again(end: list[object]) -> None:
    assert after(RECORD, *end) == []


def test_a_recording_asked_for_before_the_last_one_was_complete_is_remembered() -> None:
    assert after(RECORD, RECORDS, StopRecording(), RECORD, IS_DONE) == [RECORD]
    begun = recording(RecordingState.RECORDING, "/videos/b.mp4")
    again = [RECORD, RECORDS, StopRecording(), RECORD, begun, IS_DONE]
    assert after(*again) == [RECORD]
    assert after(*again, recording(RecordingState.IDLE, "/videos/b.mp4")) == []


def test_a_recording_asked_for_anew_before_the_last_one_began_is_remembered() -> None:
    storm = [RECORD, StopRecording(), RECORD, StopRecording(), RECORD]
    refused = Failed(Problem(ErrorCode.DISK_FULL))
    assert after(*storm, RECORDS, IS_DONE, RECORDS, IS_DONE) == [RECORD]
    assert after(*storm, RECORDS, IS_DONE, RECORDS, IS_DONE, RECORDS, IS_DONE) == []
    assert after(*storm, refused, refused) == [RECORD]
    assert after(*storm, refused, refused, refused) == []


def test_a_recording_that_was_refused_is_not_asked_for_again() -> None:
    full = Failed(Problem(ErrorCode.DISK_FULL))
    in_use = Failed(Problem(ErrorCode.ENCODING_IN_USE))

    assert after(RECORD, full) == after(RECORD, in_use) == []
    assert after(RECORD, RECORDS, full) == [RECORD]  # it was a replay that had no room
    assert after(RECORD, Failed(LOST)) == [RECORD]


def test_while_recording_another_canvas_is_not_remembered() -> None:
    assert after(PROGRAMME, RECORD, LARGER) == [PROGRAMME, RECORD]


def test_an_engine_lost_for_good_has_its_ends_told_for_it() -> None:
    resumption = Resumption()
    resumption.told(GO_LIVE)
    resumption.told(RECORD)
    resumption.heard(sampled(live_s=60.0, frames_encoded=1800, drops=Drops(1, 2, 3)))
    resumption.heard(RECORDS)
    stopped, idle, file = resumption.obituary(LOST, 1234.0)

    assert isinstance(stopped, Stopped)
    summary = stopped.summary
    assert (summary.seconds_live, summary.frames_encoded) == (60.0, 1800)
    assert (summary.drops, summary.problem) == (Drops(1, 2, 3), LOST)
    assert summary.main.frames_sent == destination_stats().frames_sent
    assert idle == PhaseChanged(Phase.IDLE, 1234.0, LOST)
    assert file == RecordingChanged(RecordingState.IDLE, "/videos/a.mp4", 1234.0, LOST)


def test_a_broadcast_that_never_was_live_ends_with_nothing() -> None:
    resumption = Resumption()
    resumption.told(GO_LIVE)

    assert resumption.obituary(LOST, 1.0)[0] == Stopped(Summary(0.0, 0, Drops(), problem=LOST))

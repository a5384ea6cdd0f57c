import threading
import time
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from encoder.engine.programme import RunningProgramme
from encoder.errors import ErrorCode, SourceError
from encoder.messages import (
    Event,
    Failed,
    Levelled,
    PictureSized,
    SourceChanged,
    SourceState,
)
from encoder.scenes import (
    Input,
    Layer,
    Programme,
    Scene,
    Sound,
    Transition,
    single_scene,
)
from encoder.settings import Canvas, SourceSpec
from tests.encoder.engine.recorder import Recorder
from tests.fakes.eventlog import EventLog
from tests.fakes.sources import GONE_FOR_GOOD, LOST, FakeOpener, shade

CANVAS = Canvas(160, 90, 60)
DARK, BRIGHT = SourceSpec("fake", {"level": 50}), SourceSpec("fake", {"level": 200})
HUM = SourceSpec("hum")
TWO_SCENES = Programme(
    CANVAS,
    (Input("dark", DARK), Input("bright", BRIGHT)),
    (
        Scene("one", layers=(Layer("layer", "dark"),)),
        Scene("two", layers=(Layer("layer", "bright"),)),
    ),
    "one",
)


@pytest.fixture
def opener() -> FakeOpener:
    return FakeOpener()


@pytest.fixture
def log() -> EventLog:
    return EventLog()


Run = Callable[[Programme], tuple[RunningProgramme, Recorder]]


@pytest.fixture
def run(opener: FakeOpener, log: EventLog) -> Iterator[Run]:
    made: list[RunningProgramme] = []

    def make(programme: Programme) -> tuple[RunningProgramme, Recorder]:
        running = RunningProgramme(programme, log, opener, time.monotonic)
        made.append(running)
        recorder = Recorder()
        running.connect(recorder)
        return running, recorder

    yield make
    opener.gate.set()
    for running in made:
        running.close()
    assert all(source.is_closed.is_set() for source in opener.opened)


def test_pictures_and_sound_come_without_a_gap_on_one_time_line(run: Run) -> None:
    _, recorder = run(single_scene(CANVAS, DARK))
    recorder.wait_until(lambda: len(recorder.pictures) >= 30 and len(recorder.sounds) >= 20)

    numbers = [number for number, _, _ in recorder.pictures]
    starts = [first for first, _ in recorder.sounds]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert starts == list(range(starts[0], starts[0] + 1024 * len(starts), 1024))
    assert all(samples.shape == (2, 1024) for _, samples in recorder.sounds)
    # A block of sound is delivered when its last sample is over; pictures when they are due.
    assert abs(numbers[-1] / 60 - (starts[-1] + 1024) / 48_000) < 0.2


def test_until_its_source_delivers_a_programme_is_black_and_silent(
    run: Run, opener: FakeOpener
) -> None:
    opener.gate.clear()
    _, recorder = run(single_scene(CANVAS, DARK))
    recorder.wait_until(lambda: len(recorder.pictures) >= 2 and len(recorder.sounds) >= 2)

    assert {level for _, level, _ in recorder.pictures} == {16}
    assert not recorder.sounds[0][1].any()
    opener.gate.set()
    recorder.wait_until(lambda: recorder.pictures[-1][1] == 50)


def test_a_picture_composed_too_late_is_the_last_one_again(run: Run, opener: FakeOpener) -> None:
    _, recorder = run(single_scene(CANVAS, DARK))
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.pictures[-1][1] == 50)
    opener.opened[0].hold_s = 0.2
    recorder.wait_until(lambda: any(is_repeat for _, _, is_repeat in recorder.pictures))
    opener.opened[0].hold_s = 0.0
    recorder.wait_until(lambda: not recorder.pictures[-1][2])

    numbers = [number for number, _, _ in recorder.pictures]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_sound_comes_with_the_picture_unless_another_source_is_chosen(
    run: Run, opener: FakeOpener
) -> None:
    running, recorder = run(single_scene(CANVAS, DARK))
    recorder.wait_until(lambda: any(samples.any() for _, samples in recorder.sounds))

    running.change(single_scene(CANVAS, DARK, SourceSpec("silence")))
    running.check(10)
    opener.opened[1].is_silent = True
    recorder.wait_until(lambda: not recorder.sounds[-1][1].any())


def test_only_inputs_of_the_present_scene_are_waited_for(run: Run, opener: FakeOpener) -> None:
    opener.refuse = lambda spec: GONE_FOR_GOOD if spec == BRIGHT else None
    running, _ = run(TWO_SCENES)
    running.check(10)
    running.change(replace(TWO_SCENES, scene_id="two"))

    with pytest.raises(SourceError):
        running.check(10)


def test_inputs_that_take_long_to_open_are_not_waited_for_longer_than_asked(
    run: Run, opener: FakeOpener
) -> None:
    opener.gate.clear()
    running, _ = run(single_scene(CANVAS, DARK, HUM))
    began_s = time.monotonic()
    running.check(0.2)

    assert 0.15 < time.monotonic() - began_s < 10


def test_how_the_inputs_are_can_be_asked(run: Run, log: EventLog) -> None:
    running, _ = run(single_scene(CANVAS, DARK, HUM))
    log.wait_for(PictureSized, lambda event: event.input == "sound")
    log.wait_for(PictureSized, lambda event: event.input == "picture")

    assert running.source_states() == [
        SourceChanged("picture", "fake", SourceState.RUNNING),
        SourceChanged("sound", "hum", SourceState.RUNNING),
        PictureSized("picture", 160, 90),
        PictureSized("sound", 160, 90),
    ]


def test_sources_run_on_while_another_scene_is_shown(
    run: Run, opener: FakeOpener, log: EventLog
) -> None:
    running, recorder = run(TWO_SCENES)
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.level == 50)
    running.change(replace(TWO_SCENES, scene_id="two"))
    recorder.wait_until(lambda: recorder.level == 200)
    running.change(TWO_SCENES)
    recorder.wait_until(lambda: recorder.level == 50)

    assert len(opener.opened) == 2
    assert not any(source.is_closed.is_set() for source in opener.opened)
    # What is hidden is still looked after.
    next(each for each in opener.opened if each.spec == BRIGHT).fail_with = LOST
    failed = log.wait_for(SourceChanged, lambda event: event.state is SourceState.FAILED)
    assert failed.input == "bright"


def test_a_fade_leads_evenly_from_scene_to_scene(run: Run) -> None:
    fading = replace(TWO_SCENES, transition=Transition("fade", 600))
    running, recorder = run(fading)
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.level == 50)
    before = len(recorder.pictures)
    running.change(replace(fading, scene_id="two"))
    recorder.wait_until(lambda: recorder.level == 200)

    levels = [level for _, level, is_repeat in recorder.pictures[before:] if not is_repeat]
    assert levels == sorted(levels)
    assert len(set(levels)) >= 5


def test_a_slate_takes_the_place_of_a_lost_input_and_goes_again(
    run: Run, opener: FakeOpener, log: EventLog
) -> None:
    _, recorder = run(single_scene(CANVAS, BRIGHT))
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.level == 200)
    opener.opened[0].fail_with = LOST
    recorder.wait_until(lambda: recorder.level not in (16, 200))
    recorder.wait_until(lambda: recorder.level == 200)

    assert len(opener.opened) == 2
    numbers = [number for number, _, _ in recorder.pictures]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_a_source_that_hangs_while_it_opens_does_not_delay_the_end(
    opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    running = RunningProgramme(single_scene(CANVAS, DARK), log, opener, time.monotonic)
    running.change(single_scene(CANVAS, BRIGHT))
    log.wait_for(SourceChanged)
    began_s = time.monotonic()
    running.close()
    took_s = time.monotonic() - began_s
    opener.gate.set()
    hanging = [thread for thread in threading.enumerate() if thread.name == "source-picture"]
    for thread in hanging:
        thread.join(30)

    assert took_s < 10
    assert all(source.is_closed.is_set() for source in opener.opened)


def test_pictures_wait_for_the_sound_that_is_wanted_before_them(run: Run) -> None:
    early = Input("mic", HUM, sound=Sound(sync_offset_ms=-500))
    picture = single_scene(CANVAS, DARK)
    delayed = replace(picture, inputs=(*picture.inputs, early))
    running, recorder = run(delayed)
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.level == 50)
    shown: list[tuple[float, int]] = []
    running.show_on((lambda frame, media_time_s: shown.append((media_time_s, shade(frame))),))
    before = len(recorder.pictures)
    layer = replace(picture.scene.layers[0], is_visible=False)
    running.change(replace(delayed, scenes=(replace(picture.scene, layers=(layer,)),)))
    recorder.wait_until(lambda: recorder.level == 16)

    gone_s = next(at for at, level in shown if level == 16)
    left = next(number for number, level, _ in recorder.pictures[before:] if level == 16)
    assert left / 60 - gone_s == pytest.approx(0.5)


def test_every_picture_is_offered_to_the_previews_too(run: Run) -> None:
    running, recorder = run(single_scene(CANVAS, DARK))
    shown: list[float] = []
    running.show_on((lambda frame, media_time_s: shown.append(media_time_s),))
    count = len(recorder.pictures)
    recorder.wait_until(lambda: len(recorder.pictures) >= count + 10)
    running.show_on(())

    assert shown == pytest.approx([shown[0] + i / 60 for i in range(len(shown))])


def test_with_nobody_on_air_the_programme_runs_on(run: Run) -> None:
    running, recorder = run(single_scene(CANVAS, DARK))
    recorder.wait_until(lambda: len(recorder.pictures) >= 1)
    running.connect(None)
    taken = recorder.pictures[-1][0]
    shown = threading.Event()
    running.show_on((lambda frame, media_time_s: shown.set(),))
    assert shown.wait(30)

    assert recorder.pictures[-1][0] <= taken + 1


def test_a_fault_in_composing_or_mixing_is_said_once_and_the_programme_goes_on(
    opener: FakeOpener, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("ERROR", "The programme failed")
    log = EventLog()
    broken = threading.Event()

    def report(event: Event) -> None:
        if broken.is_set() and isinstance(event, PictureSized | Levelled):
            raise ZeroDivisionError
        log(event)

    running = RunningProgramme(single_scene(CANVAS, DARK), report, opener, time.monotonic)
    recorder = Recorder()
    running.connect(recorder)
    recorder.wait_until(lambda: bool(recorder.pictures) and recorder.level == 50)
    broken.set()
    running.change(single_scene(CANVAS, BRIGHT))
    log.wait_for(Failed)
    sounds = len(recorder.sounds)
    recorder.wait_until(lambda: recorder.level == 200 and len(recorder.sounds) > sounds + 50)
    running.close()

    assert [event.problem.code for event in log.all(Failed)] == [ErrorCode.ENGINE_FAULT]

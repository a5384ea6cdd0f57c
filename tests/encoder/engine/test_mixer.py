import queue
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from encoder.engine.headphones import Headphones
from encoder.engine.mixer import CEILING, Mixer
from encoder.engine.mixerstrip import ReadSound
from encoder.engine.sources.base import Samples
from encoder.errors import ErrorCode
from encoder.messages import Failed, Levelled, Levels
from encoder.scenes import Input, Layer, Programme, Scene, Sound
from encoder.settings import SAMPLE_RATE_HZ, Canvas, SourceSpec

BLOCK = 1024
LOOK_AHEAD = 96
PATTERN = SourceSpec("pattern")


def tone(level: float, frequency_hz: float = 440.0) -> Callable[[int, int], Samples]:
    def read(first_sample: int, count: int) -> Samples:
        times_s = np.arange(first_sample, first_sample + count) / SAMPLE_RATE_HZ
        wave = level * np.sin(2 * np.pi * frequency_hz * times_s)
        return np.stack((wave, wave)).astype(np.float32)

    return read


def steady(level: float) -> ReadSound:
    return lambda first_sample, count: np.full((2, count), level, np.float32)


def of(*inputs: Input, master_gain_db: float = 0.0, headphones: str = "") -> Programme:
    """A programme in which every input is sound only, and so always heard."""
    scenes = (Scene("scene-1"),)
    return Programme(
        inputs=inputs, scenes=scenes, master_gain_db=master_gain_db, headphones=headphones
    )


def mic(**sound: float | bool | None) -> Input:
    return Input("mic", PATTERN, sound=Sound(**sound))  # type: ignore[arg-type]


class PlayedSound:
    """Headphones that remember the last sample they played."""

    def __init__(self) -> None:
        self.last: queue.Queue[float] = queue.Queue()

    def write(self, samples: Samples) -> None:
        self.last.put(float(samples[0, -1]))

    def close(self) -> None:
        pass


class Desk:
    """Runs a mixer block after block and keeps what it gives and reports."""

    def __init__(self, programme: Programme) -> None:
        self.reports: list[Levelled] = []
        self.played = PlayedSound()
        self.headphones = Headphones(lambda problem: None, lambda device: self.played)
        self.mixer = Mixer(programme, self._take, self.headphones)
        self._at = 0

    def run(self, blocks: int, read: Mapping[str, ReadSound]) -> Samples:
        mixed = []
        for _ in range(blocks):
            mixed.append(self.mixer.mix(self._at, BLOCK, read))
            self._at += BLOCK
        return np.concatenate(mixed, axis=1)

    def _take(self, event: Levelled | Failed) -> None:
        assert isinstance(event, Levelled)
        self.reports.append(event)

    def levels(self, input_id: str) -> Levels:
        return next(each for each in self.reports[-1].levels if each.input == input_id)


def largest_step(samples: Samples) -> float:
    return float(np.abs(np.diff(samples)).max())


def test_inputs_are_added_each_with_its_gain() -> None:
    desk = Desk(of(mic(gain_db=-20.0), Input("music", PATTERN)))

    mixed = desk.run(4, {"mic": steady(0.5), "music": steady(0.25)})

    assert mixed.shape == (2, 4 * BLOCK)
    assert mixed[:, 2 * BLOCK :] == pytest.approx(0.3, abs=1e-6)


def test_samples_leave_in_step_two_milliseconds_late() -> None:
    read = tone(0.5)
    mixed = Desk(of(mic())).run(6, {"mic": read})

    late = mixed[:, 2 * BLOCK + LOOK_AHEAD :]
    assert late == pytest.approx(read(2 * BLOCK, late.shape[1]), abs=1e-6)


def test_an_input_without_a_reader_or_without_sound_is_silent() -> None:
    assert not Desk(of(mic())).run(3, {}).any()
    assert not Desk(of(mic())).run(3, {"mic": lambda first, count: None}).any()


def test_a_muted_input_is_not_heard_but_still_measured() -> None:
    desk = Desk(of(mic(is_muted=True)))

    assert not desk.run(6, {"mic": steady(0.5)}).any()
    assert desk.levels("mic").peak_db == (-6.0, -6.0)
    assert not desk.levels("mic").is_heard


def test_what_no_shown_layer_belongs_to_is_not_heard() -> None:
    camera = Input("camera", PATTERN)
    scenes = (Scene("one", layers=(Layer("a", "camera"),)), Scene("two"))
    desk = Desk(Programme(inputs=(camera,), scenes=scenes, scene_id="two"))
    assert not desk.run(6, {"camera": steady(0.5)}).any()

    desk.mixer.configure(Programme(inputs=(camera,), scenes=scenes, scene_id="one"))
    mixed = desk.run(3, {"camera": steady(0.5)})
    assert mixed[:, -1] == pytest.approx(0.5)
    assert largest_step(mixed) < 0.001


@pytest.mark.parametrize(
    "other",
    [of(mic(gain_db=-12.0)), of(mic(is_muted=True)), of(mic(), master_gain_db=-12.0), of()],
    ids=["gain", "mute", "master gain", "removed"],
)
def test_a_change_does_not_click(other: Programme) -> None:
    desk = Desk(of(mic()))
    desk.run(4, {"mic": steady(0.5)})

    desk.mixer.configure(other)
    changed = desk.run(4, {"mic": steady(0.5)} if other.inputs else {})

    assert changed[0, 0] == pytest.approx(0.5, abs=0.01)
    assert changed[0, -1] < 0.2
    assert largest_step(changed) < 0.005


def test_sound_that_breaks_off_and_comes_back_does_not_click() -> None:
    desk = Desk(of(mic()))
    parts = [desk.run(3, {"mic": steady(0.5)}), desk.run(3, {}), desk.run(3, {"mic": steady(0.5)})]

    assert largest_step(np.concatenate(parts, axis=1)) < 0.005
    assert not parts[1][:, -1].any()


def test_the_programme_stays_below_its_ceiling_however_loud_the_inputs_are() -> None:
    desk = Desk(of(mic(gain_db=26.0), Input("music", PATTERN), master_gain_db=12.0))

    mixed = desk.run(20, {"mic": tone(1.0, 997), "music": tone(1.0, 83)})

    assert np.abs(mixed).max() <= CEILING
    assert np.abs(mixed).max() > 0.8 * CEILING
    assert desk.levels("").is_clipped
    assert desk.levels("").reduction_db > 20


def test_values_that_are_no_numbers_are_silence() -> None:
    broken = steady(float("nan"))

    desk = Desk(of(mic()))
    desk.run(2, {"mic": broken})

    assert np.isfinite(desk.run(4, {"mic": steady(0.5)})).all()


def test_a_positive_offset_is_heard_later_of_any_source() -> None:
    read = tone(0.5)
    desk = Desk(of(mic(sync_offset_ms=500)))

    mixed = desk.run(60, {"mic": read})

    delay = SAMPLE_RATE_HZ // 2
    at = 40 * BLOCK
    assert mixed[:, at:] == pytest.approx(read(at - delay - LOOK_AHEAD, 20 * BLOCK), abs=1e-6)
    assert desk.mixer.picture_delay == 0


def test_a_negative_offset_holds_back_everything_else() -> None:
    early, other = tone(0.25, 440), tone(0.25, 1000)
    desk = Desk(of(mic(sync_offset_ms=-300), Input("music", PATTERN)))

    mixed = desk.run(60, {"mic": early, "music": other})

    at, delay = 40 * BLOCK - LOOK_AHEAD, 300 * SAMPLE_RATE_HZ // 1000
    expected = early(at, 20 * BLOCK) + other(at - delay, 20 * BLOCK)
    assert mixed[:, 40 * BLOCK :] == pytest.approx(expected, abs=1e-6)
    assert desk.mixer.picture_delay == 9


@given(fps=st.integers(1, 60), offset_ms=st.integers(-950, -1))
def test_sound_is_held_back_as_long_as_the_whole_pictures_are(fps: int, offset_ms: int) -> None:
    read = tone(0.25)
    programme = replace(of(mic(sync_offset_ms=offset_ms)), canvas=Canvas(fps=fps))
    desk = Desk(programme)

    mixed = desk.run(60, {"mic": read})

    delay_ms = desk.mixer.picture_delay * 1000 / fps
    assert 0 <= delay_ms + offset_ms < 1000 / fps
    at = 59 * BLOCK - LOOK_AHEAD - round((delay_ms + offset_ms) * SAMPLE_RATE_HZ / 1000)
    assert mixed[:, 59 * BLOCK :] == pytest.approx(read(at, BLOCK), abs=0.02)


def test_another_offset_on_air_does_not_click() -> None:
    desk = Desk(of(mic()))
    read = tone(0.5, 200)
    before = desk.run(4, {"mic": read})
    desk.mixer.configure(of(mic(sync_offset_ms=20)))
    longer = desk.run(60, {"mic": read})
    desk.mixer.configure(of(mic(sync_offset_ms=1000)))
    longest = desk.run(60, {"mic": read})

    sine_step = 2 * np.pi * 200 / SAMPLE_RATE_HZ * 0.5
    whole = np.concatenate((before, longer, longest), axis=1)
    assert largest_step(whole[:, 2 * BLOCK :]) < sine_step * 2.2


changes = st.builds(
    Sound,
    gain_db=st.sampled_from((-96.0, -12.0, 0.0, 12.0)),
    is_muted=st.booleans(),
    is_solo=st.booleans(),
    sync_offset_ms=st.sampled_from((-950, -20, 0, 0, 7, 400)),
    gate_db=st.sampled_from((None, -60.0, -3.0)),
    limit_db=st.sampled_from((None, -12.0)),
)


@settings(deadline=None)
@given(st.lists(st.tuples(changes, changes, st.booleans(), st.integers(1, 30)), max_size=8))
def test_whatever_is_changed_nothing_clicks(
    story: list[tuple[Sound, Sound, bool, int]],
) -> None:
    desk = Desk(of())
    heard = [desk.run(1, {})]
    for mic_sound, music_sound, has_music, blocks in story:
        music = (Input("music", PATTERN, sound=music_sound),) if has_music else ()
        desk.mixer.configure(of(Input("mic", PATTERN, sound=mic_sound), *music))
        heard.append(desk.run(blocks, {"mic": steady(0.2), "music": steady(-0.3)}))

    whole = np.concatenate(heard, axis=1)
    assert np.abs(whole).max() <= CEILING
    assert largest_step(whole) < 0.03


def test_levels_are_reported_twenty_times_a_second() -> None:
    desk = Desk(of(mic(gain_db=-6.0), Input("logo", PATTERN)))

    desk.run(SAMPLE_RATE_HZ // BLOCK * 2, {"mic": tone(1.0)})

    assert len(desk.reports) == pytest.approx(39, abs=1)
    assert [each.input for each in desk.reports[-1].levels] == ["mic", ""]
    assert desk.levels("mic").peak_db == (-6.0, -6.0)
    assert desk.levels("mic").rms_db == pytest.approx((-9.0, -9.0), abs=0.2)
    assert desk.levels("").peak_db == (-6.0, -6.0)
    assert not desk.levels("mic").is_clipped


def test_solo_inputs_are_heard_in_the_headphones_and_the_programme_is_as_before() -> None:
    inputs = (mic(is_solo=True, is_muted=True, gain_db=-20.0), Input("music", PATTERN))
    desk = Desk(of(*inputs, headphones="jack"))

    mixed = desk.run(3, {"mic": steady(0.5), "music": steady(0.25)})

    assert mixed[:, -1] == pytest.approx(0.25)
    heard = [desk.played.last.get(timeout=30) for _ in range(3)]
    assert heard[-1] == pytest.approx(0.05)
    desk.mixer.configure(of(mic(), headphones="jack"))
    desk.run(3, {"mic": steady(0.5)})
    desk.mixer.close()
    assert desk.played.last.empty()


def test_headphones_that_fail_are_reported_and_the_programme_goes_on() -> None:
    events: queue.Queue[Levelled | Failed] = queue.Queue()
    mixer = Mixer(of(mic(is_solo=True), headphones="nonesuch"), events.put)
    read = {"mic": steady(0.5)}
    mixed = [mixer.mix(block * BLOCK, BLOCK, read) for block in range(3)]

    while not isinstance(event := events.get(timeout=30), Failed):
        pass
    assert event.problem.code is ErrorCode.HEADPHONES_UNAVAILABLE
    assert mixed[-1] == pytest.approx(0.5)
    mixer.close()

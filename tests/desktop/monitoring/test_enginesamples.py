from desktop.monitoring.enginesamples import NAMES, EngineSampler
from encoder.messages import DestinationStats, Drops, Phase, Stats

NONE = Drops()


def make_stats(at_utc_s: float = 100.0, drops: Drops = NONE, target_bps: int = 3_160_000) -> Stats:
    return Stats(
        at_utc_s=at_utc_s,
        phase=Phase.LIVE,
        live_s=1.0,
        fps=30.0,
        video_bps=3e6,
        audio_bps=160e3,
        frames_encoded=30,
        drops=drops,
        engine_cpu_percent=41.0,
        engine_memory_bytes=180 * 1024 * 1024,
        target_bps=target_bps,
        destinations=(
            DestinationStats("main", sent_bps=3.1e6, delivered_bps=3.0e6, queue_ms=12.0),
            DestinationStats("to-2", sent_bps=1.5e6, delivered_bps=1.4e6, queue_ms=90.0),
        ),
    )


def test_every_name_has_a_value() -> None:
    assert set(EngineSampler().sample(make_stats())) == set(NAMES)


def test_of_several_destinations_one_is_sampled() -> None:
    first = EngineSampler().sample(make_stats())
    second = EngineSampler().sample(make_stats(), "to-2")
    gone = EngineSampler().sample(make_stats(), "to-3")

    assert (first["sent_bps"], second["sent_bps"], gone["sent_bps"]) == (3.1e6, 1.5e6, None)
    assert (first["queue_ms"], second["queue_ms"]) == (12.0, 90.0)


def test_encoded_is_picture_and_sound_together() -> None:
    assert EngineSampler().sample(make_stats())["encoded_bps"] == 3.16e6


def test_an_idle_engine_has_no_target() -> None:
    assert EngineSampler().sample(make_stats(target_bps=0))["target_bps"] is None


def test_drops_are_counted_per_second() -> None:
    sampler = EngineSampler()
    first = sampler.sample(make_stats(100.0, Drops(render=5, network=10)))
    second = sampler.sample(make_stats(102.0, Drops(render=6, network=40)))

    assert first["network_drops"] is None
    assert (second["render_drops"], second["encoder_drops"]) == (0.5, 0.0)
    assert second["network_drops"] == 15.0


def test_counters_that_begin_anew_give_no_negative_rate() -> None:
    sampler = EngineSampler()
    sampler.sample(make_stats(100.0, Drops(network=500)))

    assert sampler.sample(make_stats(101.0, Drops(network=2)))["network_drops"] == 2.0


def test_a_clock_set_back_gives_no_rate() -> None:
    sampler = EngineSampler()
    sampler.sample(make_stats(100.0))

    assert sampler.sample(make_stats(90.0))["network_drops"] is None


def test_after_clear_the_next_sample_is_the_first() -> None:
    sampler = EngineSampler()
    sampler.sample(make_stats(100.0))
    sampler.clear()

    assert sampler.sample(make_stats(101.0))["render_drops"] is None

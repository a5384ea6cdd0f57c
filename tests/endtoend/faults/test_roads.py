"""What a viewer sees when the road to the server breaks: cable, silence, resets, half the rate."""

import threading
import time

import pytest

from encoder.messages import Phase, Sampled, SetProgramme, Stop, Stopped, Summary
from tests.endtoend.faults.faultlink import FaultLink
from tests.endtoend.faults.router import Weather
from tests.endtoend.faults.studio import BITRATE_BPS, FPS, go_live, programme
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp

STOP_LIMIT_S = 5.0


@pytest.fixture(autouse=True)
def _on_air(window: Follower, server: NginxRtmp, tape: Tape) -> None:
    window.send(SetProgramme(programme()), go_live(server.url))
    window.wait_for_phase(Phase.LIVE)
    tape.wait_for_pictures(2 * FPS)


def stop(window: Follower) -> Summary:
    """Stop within the time that is always enough."""
    asked_s = time.monotonic()
    window.send(Stop())
    summary = window.wait_for(Stopped).summary
    assert time.monotonic() - asked_s < STOP_LIMIT_S
    return summary


def wait(seconds: float) -> None:
    """Let a fault last."""
    threading.Event().wait(seconds)


def test_a_cut_of_1_s_is_bridged_without_a_new_session(
    link: FaultLink, window: Follower, tape: Tape
) -> None:
    link.pull_cable()
    wait(1.0)
    link.plug_cable()
    back_s = time.monotonic()
    tape.wait_for_pictures(3 * FPS)

    assert tape.longest_gap_s(back_s - 2) < 2.5
    assert tape.sessions == 1
    summary = stop(window)
    assert summary.main.reconnects == 0


def test_after_a_cut_of_10_s_the_viewer_has_a_keyframe_within_3_s(
    link: FaultLink, window: Follower, tape: Tape
) -> None:
    link.pull_cable()
    lost = window.wait_for_phase(Phase.RECONNECTING)
    wait(10.0 - 3.0)
    link.plug_cable()
    back_s = time.monotonic()
    again = tape.keyframe_since(back_s, session=2)
    tape.wait_for_pictures(2 * FPS)

    assert lost.problem is not None
    assert again.arrived_s - back_s <= 3.0
    assert again.session == 2
    assert tape.longest_gap_s(again.arrived_s) < 0.5
    summary = stop(window)
    assert summary.main.reconnects == 1


def test_a_road_gone_silent_is_noticed_and_back_within_3_s(
    link: FaultLink, window: Follower, tape: Tape
) -> None:
    silent_s = time.monotonic()
    link.go_silent()
    window.wait_for_phase(Phase.RECONNECTING)
    noticed_s = time.monotonic()
    link.speak_again()
    back_s = time.monotonic()
    again = tape.keyframe_since(back_s, session=2)
    tape.wait_for_pictures(2 * FPS)

    assert noticed_s - silent_s < 6
    # What waited in the dead connection comes first; then the server has to be rid of it.
    assert again.arrived_s - back_s <= 3.0
    assert tape.longest_gap_s(again.arrived_s) < 0.5
    summary = stop(window)
    assert summary.main.reconnects == 1


def test_a_stop_on_a_silent_road_ends_within_5_s(link: FaultLink, window: Follower) -> None:
    link.go_silent()

    stop(window)


def test_a_reset_connection_costs_the_viewer_less_than_2_s(
    link: FaultLink, server: NginxRtmp, window: Follower, tape: Tape
) -> None:
    reset_s = time.monotonic()
    link.reset(server.rtmp_port)
    window.wait_for_phase(Phase.RECONNECTING)
    tape.keyframe_since(reset_s, session=2)
    tape.wait_for_pictures(2 * FPS)

    assert tape.longest_gap_s(reset_s - 0.5) < 2
    summary = stop(window)
    assert summary.main.reconnects == 1


def test_half_the_rate_costs_pictures_but_not_the_session(
    link: FaultLink, window: Follower, tape: Tape
) -> None:
    link.limit(BITRATE_BPS // 2)
    narrow_s = time.monotonic()
    slow = window.wait_for(Sampled, lambda event: event.stats.drops.network > 2 * FPS)
    wait(max(0.0, narrow_s + 8 - time.monotonic()))
    link.open_up()
    open_s = time.monotonic()
    tape.wait_for_pictures(6 * FPS)
    last_s = tape.pictures[-1].arrived_s

    assert slow.stats.phase is Phase.LIVE
    assert tape.longest_gap_s(narrow_s) < 5
    # After what was queued has come, every picture comes again.
    after = [p for p in tape.pictures if p.session == 1 and p.arrived_s >= open_s + 3]
    assert len(after) >= 0.9 * FPS * (last_s - open_s - 3)
    assert tape.sessions == 1
    summary = stop(window)
    assert summary.main.reconnects == 0


@pytest.mark.parametrize(
    ("weather", "limit_s"),
    [
        (Weather(delay_ms=80, jitter_ms=60), 0.5),
        (Weather(delay_ms=20, burst_chance=0.004, burst_packets=6), 1.5),
    ],
    ids=["jitter", "bursts"],
)
def test_a_long_uneven_road_loses_no_picture(
    link: FaultLink, window: Follower, tape: Tape, weather: Weather, limit_s: float
) -> None:
    link.change_weather(weather)
    since_s = time.monotonic()
    tape.wait_for_pictures(4 * FPS)

    assert tape.longest_gap_s(since_s) < limit_s
    summary = stop(window)
    assert summary.main.reconnects == 0
    assert summary.drops.network == 0

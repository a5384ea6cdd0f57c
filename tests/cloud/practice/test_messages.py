from datetime import UTC, datetime

import msgspec
import pytest

from cloud.practice.faults import NO_FAULTS
from cloud.practice.messages import (
    ChannelInfo,
    ChannelStatus,
    EndReason,
    Health,
    Measurements,
    Media,
    PracticeInfo,
    PracticeStatus,
    StreamState,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
CHANNEL = ChannelStatus(
    name="studio",
    state=StreamState.OFFLINE,
    health=Health.UNKNOWN,
    viewers=0,
    faults=NO_FAULTS,
    media=Media(),
    measurements=Measurements(),
    sessions=1,
    session_started=NOW,
    live_s=1.5,
    last_end=EndReason.KICKED,
    is_name_held=False,
    playback_problem="",
    playback=[],
)


def test_a_status_survives_its_journey() -> None:
    status = PracticeStatus(NOW, 3.5, NO_FAULTS, [CHANNEL])

    assert msgspec.json.decode(msgspec.json.encode(status), type=PracticeStatus) == status
    assert status.channel() is CHANNEL
    with pytest.raises(KeyError):
        status.channel("elsewhere")


def test_a_channel_is_found_by_its_name() -> None:
    channel = ChannelInfo("studio", "rtmp://127.0.0.1:1/live", "practice-studio-1", "", "")
    info = PracticeInfo(1, 1, "", [channel])

    assert info.channel() is channel
    with pytest.raises(KeyError):
        info.channel("elsewhere")

"""An audience that leaves."""

from cloud.practice.account.behaviour.audience import LeavingAudience
from cloud.practice.account.context import NoIngest
from cloud.practice.faults import NO_FAULTS
from cloud.practice.messages import (
    ChannelStatus,
    Health,
    Measurements,
    Media,
    StreamState,
)


class Watched(NoIngest):
    def status(self, name: str) -> ChannelStatus | None:
        if name == "gone":
            return None
        return ChannelStatus(
            name=name,
            state=StreamState.LIVE,
            health=Health.HEALTHY,
            viewers=90,
            faults=NO_FAULTS,
            media=Media(),
            measurements=Measurements(),
            sessions=1,
            session_started=None,
            live_s=1.0,
            last_end=None,
            is_name_held=False,
            playback_problem="",
            playback=[],
        )


def test_a_third_stays_where_it_is_played() -> None:
    ingest = LeavingAudience(Watched(), lambda name: name == "dull")

    viewers = {
        name: status and status.viewers
        for name in ("dull", "fine", "gone")
        for status in [ingest.status(name)]
    }
    assert viewers == {"dull": 30, "fine": 90, "gone": None}


def test_everything_else_is_asked_of_the_ingest() -> None:
    ingest = LeavingAudience(Watched(), lambda name: True)

    assert ingest.create_channel("a") is None
    assert not ingest.kick("a")
    ingest.delete_channel("a")

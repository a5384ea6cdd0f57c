"""Plays trouble at the practice ingest: too little arrives, or the chat is flooded."""

import logging
from collections.abc import Callable
from typing import Protocol

from cloud.errors import PracticeError
from cloud.practice.accountmessages import Scenario, ScenarioWish
from cloud.practice.client import PracticeStatus
from cloud.practice.faults import Faults

STARVING_BPS = 48_000
"""Some sound may still arrive; hardly a picture does."""
UNKNOWN_BPS = 3_000_000
"""What is taken to be sent where nothing is live to be measured."""
FLOOD_PEOPLE, FLOOD_RATE = 300, 30.0
"""So many people, so many messages a second."""
_log = logging.getLogger(__name__)


class Ingest(Protocol):
    """What is used of the practice ingest's client."""

    def status(self) -> PracticeStatus:
        """Return what arrives."""
        ...

    def set_faults(self, faults: Faults, channel: str | None = None) -> Faults:
        """Put faults in force."""
        ...

    def clear_faults(self, channel: str | None = None) -> Faults:
        """Take faults back."""
        ...

    def set_crowd(self, people: int, rate: float, channel: str = "") -> None:
        """Have made-up people in a chat."""
        ...


class Scenarios:
    """What is played where. `take` returns at once; what the ingest has to do is done later."""

    def __init__(self, ingest: Ingest, do: Callable[[Callable[[], None]], None]) -> None:
        """`do`: runs something later, on a thread that may block."""
        self._ingest = ingest
        self._do = do
        self._played: dict[Scenario, set[str]] = {}

    def take(self, wish: ScenarioWish) -> None:
        """Begin or end a scenario; a wish without a channel is for all of them."""
        channels = self._played.setdefault(wish.scenario, set())
        if wish.is_on:
            channels.add(wish.channel)
        elif wish.channel:
            channels.discard(wish.channel)
        else:
            channels.clear()
        self._do(lambda: self._apply(wish))

    def is_played(self, scenario: Scenario, channel: str) -> bool:
        """Tell whether a scenario is played on a channel."""
        channels = self._played.get(scenario, set())
        return "" in channels or channel in channels

    def close(self) -> None:
        """Take everything back; blocks for some seconds at most."""
        for scenario, channels in list(self._played.items()):
            for channel in list(channels):
                channels.discard(channel)
                self._apply(ScenarioWish(scenario, False, channel))

    # ---- private ----

    def _apply(self, wish: ScenarioWish) -> None:
        try:
            match wish.scenario:
                case Scenario.STARVATION | Scenario.UPLINK_HALF:
                    self._break_road(wish.channel or None)
                case Scenario.CHAT_FLOOD:
                    self._flood(wish)
                case _:
                    pass  # it is played by the account itself
        except PracticeError as error:
            _log.info("the ingest can't play %s: %s", wish.scenario, error)

    def _break_road(self, channel: str | None) -> None:
        name = channel or ""
        if self.is_played(Scenario.STARVATION, name):
            self._ingest.set_faults(Faults(read_rate_bps=STARVING_BPS), channel)
        elif self.is_played(Scenario.UPLINK_HALF, name):
            half_bps = max(1, self._arriving_bps(channel) // 2)
            self._ingest.set_faults(Faults(read_rate_bps=half_bps), channel)
        else:
            self._ingest.clear_faults(channel)

    def _arriving_bps(self, channel: str | None) -> int:
        rates = [
            each.measurements.window.video_bitrate_bps + each.measurements.window.audio_bitrate_bps
            for each in self._ingest.status().channels
            if channel in (None, each.name)
        ]
        return max(rates, default=0) or UNKNOWN_BPS

    def _flood(self, wish: ScenarioWish) -> None:
        names = [wish.channel] if wish.channel else self._channels()
        for name in names:
            if self.is_played(Scenario.CHAT_FLOOD, name):
                self._ingest.set_crowd(FLOOD_PEOPLE, FLOOD_RATE, name)
            else:
                self._ingest.set_crowd(0, FLOOD_RATE, name)

    def _channels(self) -> list[str]:
        return [each.name for each in self._ingest.status().channels]

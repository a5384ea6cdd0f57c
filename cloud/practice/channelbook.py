"""All channels of a practice cloud, their keys, and the faults in force."""

import asyncio
import re
import secrets
from collections.abc import Callable, Iterator

import msgspec

from cloud.practice.channel import Channel
from cloud.practice.faults import NO_FAULTS, Faults, combined
from cloud.practice.messages import KEY_PREFIX, EndReason

MAX_CHANNELS = 32
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_RESERVED = ("chat", "control", "healthz", "metrics", "readyz", "static", "v1")


class BadChannel(ValueError):
    """A channel that can't be; the text is a whole sentence."""


class ChannelBook:
    """Use from one event loop only.

    `open_channel(name, key)` builds a channel; `keep(keys)` stores all keys and may raise OSError.
    """

    def __init__(
        self,
        keys: dict[str, str],
        open_channel: Callable[[str, str], Channel],
        keep: Callable[[dict[str, str]], None],
    ) -> None:
        self._open_channel = open_channel
        self._keep = keep
        self._channels = {name: open_channel(name, key) for name, key in keys.items()}
        self._general = NO_FAULTS
        self._own: dict[str, Faults] = {}
        self._timers: dict[str | None, asyncio.TimerHandle] = {}
        self._change = asyncio.Event()

    def __iter__(self) -> Iterator[Channel]:
        return iter(self._channels.values())

    def get(self, name: str) -> Channel | None:
        """Return the channel of that name, or None."""
        return self._channels.get(name)

    def create(self, name: str) -> Channel:
        """Return the channel of that name, new when there is none; raises BadChannel, OSError."""
        if name in self._channels:
            return self._channels[name]
        if not _NAME.fullmatch(name) or name in _RESERVED:
            raise BadChannel(
                "A channel's name has 1 to 32 letters a to z, digits and hyphens, begins and ends "
                f"without a hyphen, and is none of: {', '.join(_RESERVED)}."
            )
        if len(self._channels) >= MAX_CHANNELS:
            raise BadChannel(f"There are {MAX_CHANNELS} channels already.")
        key = f"{KEY_PREFIX}{name}-{secrets.token_hex(12)}"
        self._keep({channel.name: channel.key for channel in self} | {name: key})
        self._channels[name] = self._open_channel(name, key)
        return self._channels[name]

    def delete(self, name: str) -> Channel | None:
        """Forget a channel and its key, and end its session; raises OSError.

        Returns it, for its playback is still open; None when there was none.
        """
        if name not in self._channels:
            return None
        self._keep({channel.name: channel.key for channel in self if channel.name != name})
        channel = self._channels.pop(name)
        self._own.pop(name, None)
        if (timer := self._timers.pop(name, None)) is not None:
            timer.cancel()
        channel.end(EndReason.KICKED)
        return channel

    def find(self, key: str) -> Channel | None:
        """Return the channel that this stream key opens, or None."""
        found = None
        for channel in self:
            if secrets.compare_digest(channel.key.encode(), key.encode()):
                found = channel
        return found

    def names_a_channel(self, key: str) -> bool:
        """Whether the key at least has the form of one of our channels' keys."""
        name = key.removeprefix(KEY_PREFIX).rpartition("-")[0]
        return key.startswith(KEY_PREFIX) and name in self._channels

    # ---- faults ----

    @property
    def general_faults(self) -> Faults:
        """The faults for all channels."""
        return self._general

    def faults(self, channel: Channel | None) -> Faults:
        """Return the faults in force for a channel, or for a connection that has named none."""
        own = NO_FAULTS if channel is None else self._own.get(channel.name, NO_FAULTS)
        return combined(self._general, own)

    def set_faults(self, faults: Faults, channel: Channel | None) -> None:
        """Put these in place of the channel's own faults, or of those for all (None)."""
        concerned = list(self) if channel is None else [channel]
        if faults.reset:
            for each in concerned:
                each.end(EndReason.RESET, self.faults(each).hold_session_s)
            faults = msgspec.structs.replace(faults, reset=False)
        name = None if channel is None else channel.name
        if (timer := self._timers.pop(name, None)) is not None:
            timer.cancel()
        if faults.stall and faults.stall_s:
            over = msgspec.structs.replace(faults, stall=False, stall_s=0.0)
            self._timers[name] = asyncio.get_running_loop().call_later(
                faults.stall_s, self.set_faults, over, channel
            )
        if name is None:
            self._general = faults
        else:
            self._own[name] = faults
        for each in concerned:
            if not self.faults(each).hold_session_s:
                each.release_name()
        self._change.set()
        self._change = asyncio.Event()

    async def wait_for_change(self, timeout_s: float | None = None) -> bool:
        """Return True once faults are set, or False after `timeout_s`."""
        try:
            await asyncio.wait_for(self._change.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """End every session, and forget what was still to happen."""
        for timer in self._timers.values():
            timer.cancel()
        for channel in self:
            channel.end(EndReason.SHUTDOWN)

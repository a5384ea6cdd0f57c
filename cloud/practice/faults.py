"""The faults a practice ingest can be told to show, so that every recovery can be rehearsed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Refusal = Literal["", "connections", "publishes"]


class Faults(Struct, frozen=True, forbid_unknown_fields=True):
    """The faults in force, for all channels or for one; the default is none.

    Of a channel's own faults and those for all, each knob takes the one that is set; where both
    are, the stricter rate and otherwise the channel's own.
    """

    read_rate_bps: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    """Bits per second read from each publisher's socket, 0 = no limit; TCP pushes back."""

    stall: bool = False
    """Stop reading publishers' sockets; the connection stays open."""

    stall_s: Annotated[float, Meta(ge=0, le=3600)] = 0.0
    """With `stall`: seconds until the ingest reads on by itself, 0 = until the fault is taken back.
    """

    reset: bool = False
    """Reset (TCP RST) the publisher's connection once, now; never shown as in force afterwards."""

    refuse: Refusal = ""
    """`connections`: close every new TCP connection at once. `publishes`: refuse every publish."""

    hold_session_s: Annotated[float, Meta(ge=0, le=600)] = 0.0
    """Seconds for which a stream name stays taken after its connection was lost, as on Amazon IVS
    (up to 30 s); a higher priority takes it over at once."""

    not_running: bool = False
    """Accept TCP connections but never answer the handshake, as MediaLive does unless RUNNING."""

    accept_and_hang: bool = False
    """Answer everything up to `publish`, then never answer that."""


NO_FAULTS = Faults()
"""Nothing is wrong."""

ALL_CHANNELS_ONLY = ("not_running", "accept_and_hang")
"""Knobs that act before a connection has named its channel; so does `refuse` = `connections`."""


class BadFaults(ValueError):
    """Faults that can't be; the text is a whole sentence."""


def parse_faults(body: bytes, *, is_one_channel: bool) -> Faults:
    """Read faults from JSON; raises BadFaults with a sentence that names the wrong knob."""
    try:
        faults = msgspec.json.decode(body, type=Faults)
    except msgspec.DecodeError as error:  # also the base of ValidationError
        raise BadFaults(f"These faults can't be: {error}.") from None
    if faults.stall_s and not faults.stall:
        raise BadFaults("stall_s says how long a stall lasts, so stall must be true.")
    if is_one_channel:
        early = [name for name in ALL_CHANNELS_ONLY if getattr(faults, name)]
        if faults.refuse == "connections":
            early.append("refuse")
        if early:
            raise BadFaults(
                f"{early[0]} acts before a connection has named its channel: set it for all."
            )
    return faults


def combined(general: Faults, own: Faults) -> Faults:
    """Return what is in force for a channel with faults of its `own`."""
    rates = [rate for rate in (general.read_rate_bps, own.read_rate_bps) if rate]
    stalled = own if own.stall else general
    return Faults(
        read_rate_bps=min(rates, default=0),
        stall=stalled.stall,
        stall_s=stalled.stall_s,
        refuse=own.refuse or general.refuse,
        hold_session_s=own.hold_session_s or general.hold_session_s,
        not_running=general.not_running,
        accept_and_hang=general.accept_and_hang,
    )

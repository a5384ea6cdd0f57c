"""The options of `livedesk broadcast`, and the plan they make."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from desktop.commands.broadcast import BroadcastPlan
from desktop.commands.words import bitrate, seconds, size
from encoder.errors import ErrorCode, SettingsError
from encoder.scenes import single_scene
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    OptionValue,
    Recording,
    SourceSpec,
    checked,
)

SOURCE_NAMES = {"file": "mediafile"}


def add_broadcast_words(command: argparse.ArgumentParser) -> None:
    """Add the options of `livedesk broadcast`."""
    command.add_argument(
        "--source", default="pattern", help="pattern, screen, file:PATH, or another kind"
    )
    command.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the source, as `livedesk devices --json` lists them; repeatable",
    )
    command.add_argument("--size", type=size, default=(1280, 720), metavar="WxH")
    command.add_argument("--fps", type=int, default=30)
    command.add_argument(
        "--bitrate", type=bitrate, default=3_000_000, metavar="N[k|M]", help="of the video"
    )
    command.add_argument("--audio-bitrate", type=bitrate, default=160_000, metavar="N[k|M]")
    command.add_argument(
        "--encoder", default="libx264", help="H.264 encoder, as `livedesk devices` lists them"
    )
    command.add_argument("--preset", default="veryfast", help="x264 preset")
    command.add_argument(
        "--ingest",
        default="custom",
        help="whose limits to keep: ivs-standard, ivs-basic, ivs-advanced, medialive, custom",
    )
    command.add_argument(
        "--to",
        required=True,
        action="append",
        metavar="URL",
        help="rtmp:// or rtmps:// address, or `practice` for this machine's practice ingest; "
        "repeatable: all are sent the same",
    )
    command.add_argument(
        "--key-stdin",
        action="store_true",
        help="read the stream keys from standard input: one line for each address, in their order",
    )
    command.add_argument(
        "--record", default="", metavar="FOLDER", help="record what is live to a file there"
    )
    command.add_argument(
        "--ca-file",
        default="",
        metavar="PEM",
        help="for rtmps:// addresses: certificates to trust instead of the system's",
    )
    command.add_argument("--seconds", type=seconds, help="time on air (until Ctrl-C)")
    command.add_argument(
        "--give-up",
        type=seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long to try before the first picture is accepted (30)",
    )
    command.add_argument("--json", action="store_true")


def plan_of(options: argparse.Namespace, folder: Path, keys: TextIO | None = None) -> BroadcastPlan:
    """Return what the options ask for; `keys` are read from standard input where None.

    Raises SettingsError, and CloudError where the practice ingest does not start.
    """
    width, height = options.size
    canvas = checked(Canvas, {"width": width, "height": height, "fps": options.fps})
    source = checked(SourceSpec, _source(options.source, options.option))
    video = {
        "bitrate_bps": options.bitrate,
        "preset": options.preset,
        "encoder": options.encoder,
    }
    encoding = {"video": video, "audio": {"bitrate_bps": options.audio_bitrate}}
    return BroadcastPlan(
        programme=single_scene(canvas, source),
        encoding=checked(Encoding, encoding),
        destinations=tuple(_destinations(options, folder, keys or sys.stdin)),
        seconds=options.seconds,
        give_up_s=options.give_up,
        prints_json=options.json,
        recording=Recording(os.path.abspath(options.record)) if options.record else None,
    )


def _source(text: str, assignments: Sequence[str]) -> dict[str, object]:
    name, colon, rest = text.partition(":")
    options: dict[str, OptionValue] = {}
    if colon:
        options["path"] = rest
    for assignment in assignments:
        option, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(
                ErrorCode.SETTING_INVALID, setting="--option", value=assignment, limit="NAME=VALUE"
            )
        options[option] = _value(value)
    return {"kind": SOURCE_NAMES.get(name, name), "options": options}


def _value(text: str) -> OptionValue:
    """Read a JSON number, true, false or null; anything else is text as it stands."""
    try:
        value = msgspec.json.decode(text.encode())
    except msgspec.DecodeError:
        return text
    return value if isinstance(value, (int, float, bool)) or value is None else text


def _destinations(options: argparse.Namespace, folder: Path, keys: TextIO) -> Iterator[Destination]:
    for number, address in enumerate(options.to, 1):
        name = "main" if number == 1 else f"to-{number}"
        if address == "practice":
            from desktop.commands.practice import practice_destination

            yield msgspec.structs.replace(practice_destination(folder), id=name)
            continue
        key = keys.readline().strip() if options.key_stdin else ""
        words = {
            "url": address,
            "key": key,
            "ingest": options.ingest,
            "ca_file": options.ca_file,
            "id": name,
        }
        yield checked(Destination, words)

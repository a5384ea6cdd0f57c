"""The command line: what each word means, checked before anything is started. Loads no Qt.

Exit codes: 0 done, 2 usage or settings, 3 source, 4 codec, 5 refused by the ingest,
6 unreachable, 7 engine crashed (see `encoder.errors.EXIT_CODES`).
"""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from desktop.store.paths import data_folder
from encoder.errors import EXIT_CODES, EncoderError, ErrorCode, Family, SettingsError
from encoder.settings import Destination, Encoding, OptionValue, Programme, checked

SOURCE_NAMES = {"file": "mediafile"}


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` (without the program's name) ask for."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except EncoderError as error:
        sys.stderr.write(f"livedesk: {error.problem.message} {error.problem.hint}\n")
        return EXIT_CODES[error.problem.family]


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="livedesk", description="Desktop broadcaster and control room."
    )
    root.add_argument("--version", action="version", version=f"livedesk {version('livedesk')}")
    root.set_defaults(run=_window)
    _add_data_folder(root)
    _add_window(root)
    commands = root.add_subparsers(title="commands without a window", metavar="COMMAND")
    _add_broadcast(commands.add_parser("broadcast", help="go live without a window"))
    _add_devices(commands.add_parser("devices", help="list what can be captured here"))
    _add_practice(
        commands.add_parser("practice", help="run the practice ingest, print URLs and keys")
    )
    _add_bundle(commands.add_parser("bundle", help="put logs and settings into a zip for support"))
    return root


def _add_data_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep all settings and state there",
    )


def _add_window(root: argparse.ArgumentParser) -> None:
    root.add_argument("--language", choices=("ja", "en"), help="instead of the system's")
    root.add_argument(
        "--headless",
        action="store_true",
        help="run the window on a virtual screen, go live in practice, check, print JSON",
    )
    root.add_argument(
        "--seconds", type=_seconds, default=20.0, help="with --headless: how long (20)"
    )
    root.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="with --headless: where to save it"
    )
    root.add_argument(
        "--panel", metavar="NAME", help="with --headless: the screenshot shows this panel alone"
    )


def _add_broadcast(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_broadcast)
    _add_data_folder(command)
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
    command.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH")
    command.add_argument("--fps", type=int, default=30)
    command.add_argument(
        "--bitrate", type=_bitrate, default=3_000_000, metavar="N[k|M]", help="of the video"
    )
    command.add_argument("--audio-bitrate", type=_bitrate, default=160_000, metavar="N[k|M]")
    command.add_argument("--preset", default="veryfast", help="x264 preset")
    command.add_argument(
        "--ingest",
        default="custom",
        help="whose limits to keep: ivs-standard, ivs-basic, ivs-advanced, medialive, custom",
    )
    command.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="rtmp:// or rtmps:// address, or `practice` for this machine's practice ingest",
    )
    command.add_argument(
        "--key-stdin", action="store_true", help="read the stream key from standard input"
    )
    command.add_argument(
        "--ca-file",
        default="",
        metavar="PEM",
        help="for rtmps:// addresses: certificates to trust instead of the system's",
    )
    command.add_argument("--seconds", type=_seconds, help="time on air (until Ctrl-C)")
    command.add_argument(
        "--give-up",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long to try before the first picture is accepted (30)",
    )
    command.add_argument("--json", action="store_true")


def _add_devices(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_devices)
    _add_data_folder(command)
    command.add_argument("--json", action="store_true")


def _add_practice(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_practice)
    _add_data_folder(command)
    command.add_argument(
        "--seconds", type=_seconds, help="end by itself after that time (until Ctrl-C)"
    )


def _add_bundle(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_bundle)
    _add_data_folder(command)
    command.add_argument("file", type=Path, metavar="FILE", help="the zip to write")


# ---- what the commands do; each loads what it needs only now ----


def _window(options: argparse.Namespace) -> int:
    if not options.headless and not has_display(sys.platform, os.environ):
        sys.stderr.write(
            "livedesk: There is no screen to open a window on. "
            "Start it from a desktop session, or run it by itself with --headless.\n"
        )
        return EXIT_CODES[Family.SETTINGS]
    from desktop.app import run_window

    return run_window(options)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Return whether Qt can open a window here; without one it would abort with a riddle."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environment.get(name) for name in names)


def _broadcast(options: argparse.Namespace) -> int:
    from desktop.commands.broadcast import BroadcastPlan, run_broadcast

    folder = data_folder(getattr(options, "data_dir", None))
    width, height = options.size
    canvas = {"width": width, "height": height, "fps": options.fps}
    programme = {"canvas": canvas, "video": _source(options.source, options.option)}
    video = {"bitrate_bps": options.bitrate, "preset": options.preset}
    encoding = {"video": video, "audio": {"bitrate_bps": options.audio_bitrate}}
    plan = BroadcastPlan(
        programme=checked(Programme, programme),
        encoding=checked(Encoding, encoding),
        destination=_destination(options, folder),
        seconds=options.seconds,
        give_up_s=options.give_up,
        prints_json=options.json,
    )
    return run_broadcast(plan, folder)


def _devices(options: argparse.Namespace) -> int:
    from desktop.commands.devices import run_devices

    return run_devices(options.json, data_folder(getattr(options, "data_dir", None)))


def _practice(options: argparse.Namespace) -> int:
    from desktop.commands.practice import run_practice

    return run_practice(options.seconds, data_folder(getattr(options, "data_dir", None)))


def _bundle(options: argparse.Namespace) -> int:
    from desktop.commands.bundle import run_bundle

    return run_bundle(options.file, data_folder(getattr(options, "data_dir", None)))


# ---- what the words mean ----


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


def _destination(options: argparse.Namespace, folder: Path) -> Destination:
    if options.to == "practice":
        from desktop.commands.practice import practice_destination

        return practice_destination(folder)
    key = sys.stdin.readline().strip() if options.key_stdin else ""
    words = {"url": options.to, "key": key, "ingest": options.ingest, "ca_file": options.ca_file}
    return checked(Destination, words)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError("give width and height as in 1280x720")
    return int(match[1]), int(match[2])


def _bitrate(text: str) -> int:
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)([kKmM]?)", text)
    if match is None:
        raise argparse.ArgumentTypeError("give bits per second as in 3000k or 4.5M")
    return round(float(match[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2].lower()])


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e7:
        raise argparse.ArgumentTypeError("give a number of seconds above 0")
    return seconds

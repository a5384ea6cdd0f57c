"""The command line: what each word means, checked before anything is started. Loads no Qt.

Exit codes: 0 done, 1 looked at and not as it should be, 2 usage or settings, 3 source, 4 codec,
5 refused by the ingest or the cloud, 6 unreachable, 7 engine or practice cloud crashed, 8 recording
(see `encoder.errors.EXIT_CODES`), 9 a stack failed; 130 and 143: a signal came before anything was
on air.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from desktop.commands.broadcastwords import add_broadcast_words, plan_of
from desktop.commands.cloudwords import add_cloud_words, cloud_wish
from desktop.commands.words import people, rate, seconds
from desktop.store.paths import data_folder
from desktop.windowline import add_data_folder, add_window_words, open_window
from encoder.errors import EXIT_CODES, EncoderError


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` (without the program's name) ask for."""
    if arguments and arguments[0] == "chatserver":
        return _chatserver(arguments[1:])
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
    root.set_defaults(run=open_window)
    add_data_folder(root)
    add_window_words(root)
    commands = root.add_subparsers(title="commands without a window", metavar="COMMAND")
    _add_broadcast(commands.add_parser("broadcast", help="go live without a window"))
    _add_devices(commands.add_parser("devices", help="list what can be captured here"))
    _add_practice(
        commands.add_parser("practice", help="run the practice cloud, print URLs and keys")
    )
    cloud = commands.add_parser("cloud", help="plan, price, build and tear down cloud stacks")
    cloud.set_defaults(run=_cloud)
    add_cloud_words(cloud, add_data_folder)
    commands.add_parser("chatserver", help="run a chat server; it has options of its own")
    _add_bundle(commands.add_parser("bundle", help="put logs and settings into a zip for support"))
    return root


def _add_broadcast(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_broadcast)
    add_data_folder(command)
    add_broadcast_words(command)


def _add_devices(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_devices)
    add_data_folder(command)
    command.add_argument("--json", action="store_true")


def _add_practice(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_practice)
    add_data_folder(command)
    command.add_argument(
        "--seconds", type=seconds, help="end by itself after that time (until Ctrl-C)"
    )
    command.add_argument(
        "--crowd", type=people, metavar="PEOPLE", help="made-up people who talk in the chat"
    )
    command.add_argument(
        "--rate", type=rate, default=20.0, help="what the crowd says a second (20)"
    )


def _add_bundle(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_bundle)
    add_data_folder(command)
    command.add_argument("file", type=Path, metavar="FILE", help="the zip to write")


# ---- what the commands do; each loads what it needs only now ----


def _broadcast(options: argparse.Namespace) -> int:
    from desktop.commands.broadcast import run_broadcast

    folder = data_folder(getattr(options, "data_dir", None))
    return run_broadcast(plan_of(options, folder), folder)


def _devices(options: argparse.Namespace) -> int:
    from desktop.commands.devices import run_devices

    return run_devices(options.json, data_folder(getattr(options, "data_dir", None)))


def _practice(options: argparse.Namespace) -> int:
    from desktop.commands.practice import Crowd, run_practice

    crowd = Crowd(options.crowd, options.rate) if options.crowd else None
    return run_practice(options.seconds, data_folder(getattr(options, "data_dir", None)), crowd)


def _cloud(options: argparse.Namespace) -> int:
    from desktop.commands.cloud import run_cloud

    return run_cloud(cloud_wish(options), data_folder(getattr(options, "data_dir", None)))


def _chatserver(words: Sequence[str]) -> int:
    from desktop.commands.chatserver import run_chatserver

    return run_chatserver(words)


def _bundle(options: argparse.Namespace) -> int:
    from desktop.commands.bundle import run_bundle

    return run_bundle(options.file, data_folder(getattr(options, "data_dir", None)))

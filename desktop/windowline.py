"""What the command line says of the window, understood without loading what other commands need."""

import argparse
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.commands.words import seconds


def add_window_words(parser: argparse.ArgumentParser) -> None:
    """Teach a parser the words of the window."""
    parser.add_argument("--language", choices=("ja", "en"), help="instead of the system's")
    parser.add_argument(
        "--headless",
        action="store_true",
        help="run the window on a virtual screen, go live in practice, check, print JSON",
    )
    parser.add_argument(
        "--seconds", type=seconds, default=20.0, help="with --headless: how long (20)"
    )
    parser.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="with --headless: where to save it"
    )
    parser.add_argument(
        "--panel", metavar="NAME", help="with --headless: the screenshot shows this panel alone"
    )


def add_data_folder(parser: argparse.ArgumentParser) -> None:
    """Teach a parser where everything is kept."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep all settings and state there",
    )


def plain_window(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Return the options where nothing but a window is asked for.

    None: something else, or a mistake; the whole command line knows what to do and to say.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    add_data_folder(parser)
    add_window_words(parser)
    with contextlib.suppress(argparse.ArgumentError):
        options, others = parser.parse_known_args(arguments)
        if not others and not options.headless:
            return options
    return None


def open_window(options: argparse.Namespace) -> int:
    """Open it, or say why not; returns the exit code."""
    if not options.headless and not has_display(sys.platform, os.environ):
        from encoder.errors import EXIT_CODES, Family

        sys.stderr.write(
            "livedesk: There is no screen to open a window on. "
            "Start it from a desktop session, or run it by itself with --headless.\n"
        )
        return EXIT_CODES[Family.SETTINGS]
    from desktop.opening import run_window

    return run_window(options)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Return whether Qt can open a window here; without one it would abort with a riddle."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environment.get(name) for name in names)

"""Starts the practice cloud: `python -m cloud.practice --home DIR`; one for each home folder."""

import argparse
import asyncio
import faulthandler
import signal
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from cloud.practice.homefolder import LOCK_FILE
from cloud.practice.launch import ALREADY_RUNNING
from cloud.practice.messages import DEFAULT_CHANNEL


def main() -> int:
    """Run until told to end, or unused; returns the exit code."""
    options = _parser().parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    faulthandler.enable()
    try:
        with FileLock(options.home / LOCK_FILE, timeout=0):
            asyncio.run(_run(options))
    except Timeout:
        return ALREADY_RUNNING
    except (OSError, ValueError) as error:
        print(f"The practice cloud doesn't start: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


async def _run(options: argparse.Namespace) -> None:
    from cloud.practice.host import Options, PracticeHost  # heavy: only for the owner of the lock

    host = PracticeHost(
        Options(
            home=options.home.absolute(),
            channels=options.channel or [DEFAULT_CHANNEL],
            idle_s=options.idle,
            is_held=options.hold,
            rtmp_port=options.rtmp_port,
            http_port=options.http_port,
            control_port=options.control_port,
        )
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):  # Windows' loops have no add_signal_handler
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(host.end))
    await host.run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cloud.practice", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder for keys and media")
    parser.add_argument("--channel", action="append", help="a channel to have; may be repeated")
    parser.add_argument("--idle", type=float, default=10.0, help="seconds unused before it ends")
    parser.add_argument("--hold", action="store_true", help="end only when told to")
    for name in ("rtmp", "http", "control"):
        parser.add_argument(f"--{name}-port", type=int, default=0, help="0: as last time, or any")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""Starts the practice account of a home folder: `python -m cloud.practice.account HOME`."""

import argparse
import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from cloud.practice.account.behaviour.functions.worker import stay_here
from cloud.practice.account.homefiles import LOCK_FILE
from cloud.practice.account.launch import FORGOTTEN
from cloud.practice.launch import ALREADY_RUNNING


def main() -> int:
    """Run until told to end, or unused; returns the exit code."""
    options = _parser().parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    faulthandler.enable()
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    _cut_off()
    try:
        with FileLock(options.home / LOCK_FILE, timeout=0):
            return _run(options)
    except Timeout:
        return ALREADY_RUNNING
    except OSError as error:
        print(f"The practice account doesn't start: {error}", file=sys.stderr)  # noqa: T201
        return 1


def _run(options: argparse.Namespace) -> int:
    # heavy: only for the owner of the lock
    from cloud.practice.account.frugality import be_frugal
    from cloud.practice.account.ingestlink import PracticeIngest
    from cloud.practice.account.journal import UnreadableJournal
    from cloud.practice.account.process import AccountProcess, Options

    be_frugal()
    home = options.home.absolute()
    account = AccountProcess(Options(home, options.idle, options.hold), PracticeIngest(home))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: account.end())
    try:
        account.run()
    except UnreadableJournal:
        return FORGOTTEN
    return 0


def _cut_off() -> None:
    """Let nothing of a real account in, and nothing out: keys, endpoints, connections."""
    stay_here()
    for name in [name for name in os.environ if name.startswith(("AWS_", "MOTO_"))]:
        del os.environ[name]
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "practice",
        "AWS_SECRET_ACCESS_KEY": "practice",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "MOTO_DISABLE_GLOBAL_CORS": "true",
        "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",  # thousands of pictures that nobody starts
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cloud.practice.account", description=__doc__)
    parser.add_argument("home", type=Path, help="the folder of the practice cloud")
    parser.add_argument("--idle", type=float, default=10.0, help="seconds unused before it ends")
    parser.add_argument("--hold", action="store_true", help="end only when told to")
    return parser


if __name__ == "__main__":
    sys.exit(main())

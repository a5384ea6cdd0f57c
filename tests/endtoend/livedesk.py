"""Runs the command line as its users do, and reads back what it published."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIVEDESK = [sys.executable, "-m", "desktop"]


@dataclass(frozen=True)
class Result:
    """One finished command."""

    code: int
    output: str
    messages: str

    @property
    def json(self) -> dict[str, Any]:
        """The JSON object it printed."""
        content: dict[str, Any] = json.loads(self.output)
        return content


def livedesk(
    *arguments: str | Path, key: str = "", display: str = "", timeout_s: float = 60.0
) -> Result:
    """Run `livedesk ARGUMENTS`; `key` goes to its standard input."""
    done = subprocess.run(
        [*LIVEDESK, *map(str, arguments)],
        input=key + "\n",
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
        env=os.environ | ({"DISPLAY": display} if display else {}),
    )
    return Result(done.returncode, done.stdout, done.stderr)


def start_livedesk(*arguments: str | Path, key: str = "") -> "subprocess.Popen[str]":
    """Start `livedesk ARGUMENTS` and return at once; the caller waits for its end."""
    process = subprocess.Popen(
        [*LIVEDESK, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(key + "\n")
    process.stdin.close()
    process.stdin = None
    return process


def finish(process: "subprocess.Popen[str]", timeout_s: float = 30.0) -> Result:
    """Wait for a started command."""
    output, messages = process.communicate(timeout=timeout_s)
    return Result(process.returncode, output, messages)


def ffprobe(source: str | Path, *options: str) -> dict[str, Any]:
    """Return what the ffprobe program says of a file or address."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *options, str(source)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def packets(source: str | Path, stream: str) -> list[dict[str, Any]]:
    """Return the packets of the `v` or `a` stream: pts_time, size, flags."""
    found: Sequence[dict[str, Any]] = ffprobe(source, "-show_packets", "-select_streams", stream)[
        "packets"
    ]
    return list(found)

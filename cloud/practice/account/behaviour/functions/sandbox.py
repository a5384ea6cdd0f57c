"""A function's own process: unpacked code, an environment without secrets, a time limit."""

import contextlib
import io
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloud.practice.account.behaviour.functions import worker

LARGEST_CODE_BYTES = 250 * 1024 * 1024
_START_S = 20.0
"""More time for the first call: Python and boto3 have to be loaded on a busy machine."""
_END_S = 5.0
# What a program needs of the machine; everything else of our environment stays ours.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LIVEDESK_TEST_RUN")


@dataclass(frozen=True, slots=True)
class FunctionCode:
    """What is run, and how."""

    arn: str
    name: str
    handler: str
    package: bytes
    """A ZIP."""
    sha256: str
    variables: tuple[tuple[str, str], ...]
    timeout_s: float
    memory_mb: int
    region: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one call ended."""

    payload: str
    """JSON."""
    is_error: bool
    log: str
    duration_s: float = 0.0
    billed_s: float = 0.0


class Broken(Exception):
    """The process ended or took too long; it must not be used again."""


class Sandbox:
    """One process of one function. One call at a time; `close` when done with it."""

    def __init__(self, code: FunctionCode, url: str) -> None:
        """Unpack and start; `url`: of the account. Raises Broken."""
        self.code = code
        self._is_fresh = True
        self._folder = Path(tempfile.mkdtemp(prefix="livedesk-function-"))
        try:
            _unpack(code.package, self._folder)
            self._process = subprocess.Popen(
                [sys.executable, "-I", worker.__file__, str(self._folder), code.handler],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(code, url),
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        except (OSError, zipfile.BadZipFile) as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise Broken(str(error)) from error
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(
            target=self._read, name="account-function-reader", daemon=True
        )
        self._reader.start()

    def call(self, event: object, request_id: str) -> dict[str, Any]:
        """Return what the process answers; raises Broken, and TimeoutError when it is too slow."""
        request = {
            "id": request_id,
            "arn": self.code.arn,
            "event": event,
            "timeout_s": self.code.timeout_s,
        }
        patience_s = self.code.timeout_s + (_START_S if self._is_fresh else 0.0)
        self._is_fresh = False
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=patience_s)
        except OSError as error:
            raise Broken("it has ended") from error
        except queue.Empty:
            raise TimeoutError from None
        if not line:
            raise Broken(f"exit status {self._process.wait(_END_S)}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process and remove the code."""
        self._process.kill()
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._process.wait(_END_S)
        self._reader.join(_END_S)
        if self._process.stdout is not None:
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")


def _unpack(package: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_CODE_BYTES:
            raise zipfile.BadZipFile("the code is larger than 250 MB")
        archive.extractall(folder)  # it takes no path out of the folder


def _environment(code: FunctionCode, url: str) -> Mapping[str, str]:
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOME": os.devnull,
        "TMPDIR": tempfile.gettempdir(),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_LAMBDA_FUNCTION_NAME": code.name,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(code.memory_mb),
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{code.name}",
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        # Lambda keeps most of these names for itself; one of them could name another endpoint.
        **{name: value for name, value in code.variables if not name.startswith("AWS_")},
        # Last: a function of the practice account calls the practice account, whatever it is told.
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": code.region,
        "AWS_DEFAULT_REGION": code.region,
        "AWS_ACCESS_KEY_ID": "practice",
        "AWS_SECRET_ACCESS_KEY": "practice",
        "NO_PROXY": "*",
    }

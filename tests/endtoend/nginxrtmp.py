"""A private nginx with its RTMP module: the server we did not write, as a peer for tests."""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

MODULE = Path("/usr/lib/nginx/modules/ngx_rtmp_module.so")
CONFIGURATION = """\
{user}load_module {module};
daemon off; master_process off; worker_processes 1;
pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 128; }}
rtmp {{
  server {{
    listen {host}:{rtmp_port};
    chunk_size 4096; timeout 30s; ping 30s;
    application live {{
      live on; wait_key on; wait_video on; drop_idle_publisher 30s;
      record all; record_path {folder}/recordings; record_unique on;
    }}
    application guarded {{
      live on; notify_method get;
      on_publish http://127.0.0.1:{http_port}/refuse;
    }}
  }}
}}
http {{
  access_log off; client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp; uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  server {{
    listen 127.0.0.1:{http_port};
    location = /stat {{ rtmp_stat all; }}
    location = /refuse {{ return 403; }}
  }}
}}
"""


class NginxRtmp:
    """One server on free ports; `kill()` and `start()` give the same ports again."""

    def __init__(
        self, folder: Path, *, host: str = "127.0.0.1", inside: Sequence[str] = ()
    ) -> None:
        """`inside` is put before the command: what moves it into a network namespace."""
        self._folder = folder
        self._host = host
        self._inside = tuple(inside)
        for name in ("recordings", "tmp"):
            (folder / name).mkdir(parents=True)
        self.rtmp_port, self.http_port = free_port(), free_port()
        (folder / "nginx.conf").write_text(
            CONFIGURATION.format(
                # Started by root, nginx would drop to a user who may not write here.
                user="user root;\n" if os.geteuid() == 0 else "",
                module=MODULE,
                folder=folder,
                host=host,
                rtmp_port=self.rtmp_port,
                http_port=self.http_port,
            )
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """The address of the application that accepts every key and records it."""
        return f"rtmp://{self._host}:{self.rtmp_port}/live"

    @property
    def guarded_url(self) -> str:
        """The address of the application that refuses every key."""
        return f"rtmp://{self._host}:{self.rtmp_port}/guarded"

    def start(self) -> None:
        """Run until `stop` or `kill`; returns once it listens."""
        with (self._folder / "nginx.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *self._inside,
                    *("nginx", "-c", str(self._folder / "nginx.conf"), "-p", str(self._folder)),
                ],
                stdout=log,
                stderr=log,
            )
        if self._inside:
            wait_until_listed(self._process.pid, self.rtmp_port)
        else:
            wait_until_listening(self.rtmp_port)

    def kill(self) -> None:
        """End it as a power failure would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order; recordings are complete afterwards."""
        self._end(signal.SIGTERM)

    def recordings(self) -> list[Path]:
        """Return what was published to `url`, oldest first, as FLV files."""
        return sorted(
            (self._folder / "recordings").iterdir(), key=lambda path: path.stat().st_mtime_ns
        )

    def publisher_bytes(self) -> int:
        """Return how many bytes the server has received since it started."""
        with urllib.request.urlopen(
            f"http://127.0.0.1:{self.http_port}/stat", timeout=30
        ) as answer:
            return int(ElementTree.fromstring(answer.read()).findtext("bytes_in") or 0)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(30)
            self._process = None


def free_port() -> int:
    """Return a TCP port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_listening(port: int, timeout_s: float = 30.0) -> None:
    """Return once something accepts connections on the port; raises TimeoutError."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            continue
        return
    raise TimeoutError(f"nothing listens on port {port}")


def wait_until_listed(pid: int, port: int, timeout_s: float = 30.0) -> None:
    """Return once somebody listens on the port where this process lives; raises TimeoutError."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        sockets = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
        for _, local, _, state, *_ in map(str.split, sockets):
            if local.endswith(f":{port:04X}") and state == "0A":
                return
        threading.Event().wait(0.01)
    raise TimeoutError(f"nothing listens on port {port}")

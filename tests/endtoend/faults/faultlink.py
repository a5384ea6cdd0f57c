"""A road between a client and a server that can be broken at will.

    client namespace --veth-- middle: router in user space, token bucket, filter --veth-- server

Rate is limited by `tc tbf` (this is the bottleneck, and so it sits behind the sender), loss and
silence come from nft, delay, jitter and bursts of loss from `router.py`. Programs in the
namespaces share files and Unix sockets with everybody, so an engine in there is reached as ever.
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.endtoend.faults.router import Weather

CLIENT_ADDRESS, SERVER_ADDRESS = "10.77.1.2", "10.77.2.2"
ECHO_PORT = 7007
NAME = "lvd-fault-"
_HERE = Path(__file__).parent
_numbers = itertools.count(1)

_MIDDLE = """\
link set lo up
link set mc up
link set ms up
link set tun0 up
addr add 10.77.1.1/24 dev mc
addr add 10.77.2.1/24 dev ms
route add default dev tun0 table 100
"""
# Before routing proper: whatever comes from either side goes through the router in user space.
_THROUGH_ROUTER = """\
rule add iif mc lookup 100
rule add iif ms lookup 100
"""


def why_not() -> str:
    """Return what is missing to make namespaces here, empty when nothing is."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "network namespaces want Linux and root"
    missing = [name for name in ("ip", "tc", "nft", "nsenter") if shutil.which(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if not Path("/dev/net/tun").exists():
        return "this kernel has no TUN device"
    probe = f"{NAME}{os.getpid()}-probe"
    made = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False)
    subprocess.run(["ip", "netns", "delete", probe], capture_output=True, check=False)
    return "" if made.returncode == 0 else made.stderr.decode().strip()


class FaultLink:
    """One road with its three namespaces; leaving the `with` block takes them away."""

    def __init__(self) -> None:
        own = f"{NAME}{os.getpid()}-{next(_numbers)}"
        self._names = {part: f"{own}-{part}" for part in ("client", "middle", "server")}
        self._router: subprocess.Popen[str] | None = None

    def __enter__(self) -> "FaultLink":
        remove_left_behind()
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *reason: object) -> None:
        if self._router is not None:
            self._router.communicate()  # its input ends, and so does it
            self._router = None
        for name in self._names.values():
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)

    @property
    def client(self) -> list[str]:
        """What to put before a command to run it on the client's side."""
        return self._inside("client")

    @property
    def server(self) -> list[str]:
        """What to put before a command to run it on the server's side."""
        return self._inside("server")

    # ---- faults ----

    def pull_cable(self) -> None:
        """Take the client's interface down: it knows at once that nothing can be sent."""
        self._ip("client", "link set c0 down\n")

    def plug_cable(self) -> None:
        """Undo `pull_cable`."""
        self._ip("client", "link set c0 up\nroute add default via 10.77.1.1\n")

    def go_silent(self) -> None:
        """Drop every packet both ways without a word: both sides believe in the connection."""
        self._filter("drop")

    def lose(self, percent: int) -> None:
        """Drop so many of the packets that go to the server, independently of each other."""
        self._filter(f'oifname "ms" numgen random mod 100 < {percent} drop')

    def reset(self, port: int) -> None:
        """Answer the server's next packet with a reset; its own resets then reach the client."""
        self._filter(
            f"tcp sport {port} numgen inc mod 1000000000 < 1 counter reject with tcp reset"
        )

    def speak_again(self) -> None:
        """Undo `go_silent`, `lose` and `reset`."""
        self._run(self._inside("middle"), "nft", "flush", "ruleset")

    def limit(self, bitrate_bps: int, latency_ms: int = 300) -> None:
        """Let no more than this through to the server; more than `latency_ms` of it is dropped."""
        self._run(
            self._inside("middle"), "tc", "qdisc", "replace", "dev", "ms", "root", "tbf",
            "rate", f"{bitrate_bps}bit", "burst", "16k", "latency", f"{latency_ms}ms",
        )  # fmt: skip

    def open_up(self) -> None:
        """Undo `limit`."""
        self._run(self._inside("middle"), "tc", "qdisc", "del", "dev", "ms", "root")

    def change_weather(self, weather: Weather) -> None:
        """Delay, jitter and bursts from now on."""
        assert self._router is not None
        assert self._router.stdin is not None
        assert self._router.stdout is not None
        self._router.stdin.write(json.dumps(asdict(weather)) + "\n")
        self._router.stdin.flush()
        assert self._router.stdout.readline() == "ok\n"

    # ---- what it costs ----

    def round_trip_ms(self, count: int = 100) -> float:
        """Return the median round trip of a small datagram."""
        return float(self._ask(count)["median_ms"])

    def answered(self, count: int) -> int:
        """Return how many of so many datagrams came back."""
        return int(self._ask(count)["answered"])

    def own_delay_ms(self) -> float:
        """Return what the router in user space adds to one way when it is told to add nothing."""
        through_ms = self.round_trip_ms()
        self._ip("middle", _THROUGH_ROUTER.replace("add", "del"))
        direct_ms = self.round_trip_ms()
        self._ip("middle", _THROUGH_ROUTER)
        return (through_ms - direct_ms) / 2

    # ---- how it is built ----

    def _build(self) -> None:
        for name in self._names.values():
            self._run([], "ip", "netns", "add", name)
        self._router = subprocess.Popen(
            [*self._inside("middle"), sys.executable, "-I", "-S", str(_HERE / "router.py"), "tun0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._router.stdout is not None
        assert self._router.stdout.readline() == "ready\n"
        client, server = self._names["client"], self._names["server"]
        self._ip(
            "middle",
            f"link add mc type veth peer name c0 netns {client}\n"
            f"link add ms type veth peer name s0 netns {server}\n" + _MIDDLE + _THROUGH_ROUTER,
        )
        for part, device, network in (("client", "c0", 1), ("server", "s0", 2)):
            self._ip(
                part,
                f"link set lo up\nlink set {device} up\n"
                f"addr add 10.77.{network}.2/24 dev {device}\n"
                f"route add default via 10.77.{network}.1\n",
            )
        settings = "; ".join(
            f"echo {value} >/proc/sys/net/ipv4/{name}"
            for name, value in {
                "ip_forward": 1,
                "conf/all/rp_filter": 0,
                "conf/default/rp_filter": 0,
                "conf/tun0/rp_filter": 0,
                "conf/all/send_redirects": 0,
            }.items()
        )
        self._run(self._inside("middle"), "sh", "-c", settings)

    def _ask(self, count: int) -> dict[str, float]:
        program = [sys.executable, "-I", "-S", str(_HERE / "echo.py")]
        with subprocess.Popen(
            [*self.server, *program, "serve", SERVER_ADDRESS, str(ECHO_PORT)],
            stdout=subprocess.PIPE,
        ) as server:
            assert server.stdout is not None
            server.stdout.readline()
            try:
                answer = self._run(
                    self.client, *program, "ask", SERVER_ADDRESS, str(ECHO_PORT), str(count)
                )
            finally:
                server.kill()
        found: dict[str, float] = json.loads(answer)
        return found

    def _filter(self, rule: str) -> None:
        chain = f"chain road {{\ntype filter hook forward priority 0\n{rule}\n}}\n"
        table = f"flush ruleset\ntable ip faults {{\n{chain}}}\n"
        self._run(self._inside("middle"), "nft", "-f", "-", given=table)

    def _inside(self, part: str) -> list[str]:
        return ["nsenter", f"--net=/run/netns/{self._names[part]}"]

    def _ip(self, part: str, lines: str) -> None:
        self._run([], "ip", "-n", self._names[part], "-batch", "-", given=lines)

    def _run(self, inside: Sequence[str], *command: str, given: str = "") -> str:
        done = subprocess.run(
            [*inside, *command], input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout


def remove_left_behind() -> None:
    """Take away the namespaces of test runs that were killed before they could."""
    for path in Path("/run/netns").glob(f"{NAME}*"):
        pid = path.name.removeprefix(NAME).partition("-")[0]
        if not Path(f"/proc/{pid}").exists():
            subprocess.run(["ip", "netns", "delete", path.name], capture_output=True, check=False)

"""The road that breaks, the server behind it, and what the server saw.

Where no namespaces can be made, every cell is skipped with the reason. Before the first cell the
router's own delay is measured; it stands at the end of the run, with what the viewer of each cell
had to do without.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.faults.faultlink import SERVER_ADDRESS, FaultLink, why_not
from tests.endtoend.faults.studio import SECRET, launcher
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp

OWN_DELAY = pytest.StashKey[float]()
SEEN = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def own_delay_ms(pytestconfig: pytest.Config) -> float:
    """What the router in user space adds by itself, one way; skips where there is no link."""
    if reason := why_not():
        pytest.skip(f"no fault link: {reason}")
    with FaultLink() as link:
        delay_ms = link.own_delay_ms()
    pytestconfig.stash[OWN_DELAY] = delay_ms
    return delay_ms


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the instrument itself adds, and what it saw."""
    delay_ms = terminalreporter.config.stash.get(OWN_DELAY, None)
    if delay_ms is not None:
        terminalreporter.write_line(f"fault link: its router adds {delay_ms:.2f} ms one way")
        for line in terminalreporter.config.stash.get(SEEN, []):
            terminalreporter.write_line(line)


@pytest.fixture
def link(own_delay_ms: float) -> Iterator[FaultLink]:
    """A road of its own for this test, in order."""
    with FaultLink() as road:
        yield road


@pytest.fixture
def server(link: FaultLink, home: Path) -> Iterator[NginxRtmp]:
    """nginx-rtmp at the far end."""
    nginx = NginxRtmp(home / "nginx", host=SERVER_ADDRESS, inside=link.server)
    yield nginx
    nginx.kill()


@pytest.fixture
def tape(server: NginxRtmp, request: pytest.FixtureRequest) -> Iterator[Tape]:
    """What the server accepts."""
    with Tape(server.recordings) as running:
        yield running
    request.config.stash.setdefault(SEEN, []).append(
        f"  {running.longest_gap_s():5.2f} s without a picture, {running.sessions} sessions: "
        f"{request.node.name.removeprefix('test_').replace('_', ' ')}"
    )


@pytest.fixture
def window(link: FaultLink, data_dir: Path) -> Iterator[Follower]:
    """A window here whose engine runs at the near end; nothing it writes may hold the key."""
    with Follower(data_dir, launch=launcher(link.client)) as follower:
        yield follower
    written = b"".join(path.read_bytes() for path in data_dir.rglob("*") if path.is_file())
    assert SECRET.encode() not in written
    assert SECRET not in repr(follower.seen)

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from desktop.commands.chatserver import run_chatserver
from tests.sourcetree import ROOT

UNWANTED = ("PySide6", "shiboken6", "av", "numpy")


def test_the_process_becomes_a_node_with_the_words_it_was_given() -> None:
    became: list[tuple[str, list[str]]] = []

    run_chatserver(["--port", "0"], lambda program, words: became.append((program, words)))

    assert became == [
        (sys.executable, [sys.executable, "-m", "cloud.chatserver", "--port", "0"]),
    ]


def test_a_node_is_started_without_window_and_ffmpeg(home: Path) -> None:
    # Python itself lists what is imported, also after the process has become the node.
    with (home / "imports.txt").open("wb") as listed:
        node = subprocess.Popen(
            [sys.executable, "-m", "desktop", "chatserver", "--port", "0", "--drain", "0"],
            stdout=subprocess.PIPE,
            stderr=listed,
            cwd=ROOT,
            env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"},
        )
    assert node.stdout is not None
    with node.stdout:
        address = json.loads(node.stdout.readline())
        node.terminate()
        node.wait(60)

    imports = (home / "imports.txt").read_text()
    loaded = {name.strip() for name in re.findall(r"\| +\d+ \| +(\S+)", imports)}
    assert address["url"].startswith("http://127.0.0.1:")
    assert node.returncode == 0
    assert "cloud.chatserver.server" in loaded
    assert not [name for name in loaded if name.partition(".")[0] in UNWANTED]


def test_it_runs_where_nothing_else_of_livedesk_was_installed() -> None:
    installed = installed_with_the_chat_server() | {"livedesk"}
    packages = importlib.metadata.packages_distributions().items()
    absent = [name for name, of in packages if not installed & {plain(each) for each in of}]
    script = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] in {absent!r}: raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "import cloud.chatserver.nodeline, cloud.chatserver.redislog\n"
        "import cloud.chatserver.stores.dynamodb, cloud.chatserver.chunksinks\n"
        "from desktop.commandline import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "chatserver", "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert "psutil" not in absent
    assert "numpy" in absent
    assert done.returncode == 0, done.stderr
    assert "--redis" in done.stdout


def test_installing_the_chat_server_installs_neither_window_nor_ffmpeg() -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.M)
    installed = installed_with_the_chat_server()

    assert {"python-socketio", "uvicorn", "msgspec", "redis"} <= installed
    assert not [
        name for name in installed if name.startswith(("pyside6", "shiboken6", "av", "numpy"))
    ]
    assert installed <= {plain(name) for name in locked}


def installed_with_the_chat_server() -> set[str]:
    """Return every package that the `chatserver` extra brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["chatserver"]]
    found: set[str] = set()
    while wanted:
        requirement = Requirement(wanted.pop())
        name = plain(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate()):
            continue
        found.add(name)
        wanted += [
            needed for needed in importlib.metadata.requires(name) or () if "extra ==" not in needed
        ]
    return found


def plain(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()

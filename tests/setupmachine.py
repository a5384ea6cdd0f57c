"""A made-up machine to set up: its programs only write down how they were called."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.sourcetree import ROOT

REAL_PROGRAMS = ("cat", "chmod", "cksum", "dirname", "expand", "make", "mkdir", "rm", "sed", "sh")
NOTES = 'echo "$(basename "$0") $*" >> "$NOTES"\n'

ID = "echo ${FAKE_UID:-1000}"
DPKG_QUERY = 'for name in $INSTALLED; do printf "%s=installed " "$name"; done'
APT_GET = """
if [ -e "$DPKG_ROOT/usr/sbin/policy-rc.d" ]; then echo "services may not start" >> "$NOTES"; fi
case "$*" in
    *update*) touch "$NOTES.updated" ;;
    *) [ "$LISTS" = known ] || [ -e "$NOTES.updated" ] ;;
esac
"""
PYTHON = """
case "$*" in
    *venv*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *require-hashes*) [ "$(grep -c require-hashes "$NOTES")" -gt "${PIP_FAILURES:-0}" ] ;;
esac
"""
NPM = '[ "$(grep -c "^npm ci" "$NOTES")" -gt "${NPM_FAILURES:-0}" ] && mkdir -p node_modules'
NPM_LOCKS = ("cloud/watch/package-lock.json", "tests/npm/package-lock.json")


class Machine:
    """A project folder with the real set-up in it, and a PATH of programs of our choice."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "a folder with spaces"
        self.notes = folder / "notes"
        self.root = folder / "root"
        self._programs = folder / "bin"
        for needed in (self.project / ".ci", self._programs, self.root / "usr/sbin"):
            needed.mkdir(parents=True)
        for name in (
            "Makefile", "pyproject.toml", "requirements.lock", ".ci/setup", *NPM_LOCKS
        ):  # fmt: skip
            (self.project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.project / name)
        for name in (*REAL_PROGRAMS, "basename", "cp", "grep", "touch", "uname"):
            (self._programs / name).symlink_to(str(shutil.which(name)))
        self.has("id", ID)
        self.has("dpkg-query", DPKG_QUERY)
        self.has("apt-get", APT_GET)
        self.has("python3.11", PYTHON)
        self.has("node", ":")
        self.has("npm", NPM)
        self.environment = {
            "PATH": str(self._programs),
            "NOTES": str(self.notes),
            "DPKG_ROOT": str(self.root),
            "INSTALLED": " ".join(listed_packages()),
            "LISTS": "known",
        }

    def has(self, name: str, script: str) -> Path:
        """Put a program on the machine: it notes its arguments, then runs `script`."""
        program = self._programs / name
        program.write_text(f"#!{shutil.which('sh')}\n{NOTES}{script}\n")
        program.chmod(0o755)
        return program

    def lacks(self, name: str) -> None:
        """Take a program away."""
        (self._programs / name).unlink()

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `make setup`, or another command, and return what it said."""
        self.notes.write_text("")
        return subprocess.run(
            command or ("make", "--no-print-directory", "setup"),
            cwd=self.project,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, program: str) -> list[str]:
        """Return the arguments of every call of `program` in the last run."""
        lines = self.notes.read_text().splitlines()
        return [line.removeprefix(f"{program} ") for line in lines if line.startswith(program)]


def listed_packages() -> list[str]:
    """Return the Debian packages that .ci/setup asks for."""
    found = re.search(r'^packages="([^"]*)"', (ROOT / ".ci/setup").read_text(), re.M)
    assert found
    return found[1].split()

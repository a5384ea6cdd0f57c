import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chatclient.wire.envelopes import STAMPS
from cloud.watch.files import LIBRARIES, PAGE, page_file
from tests.sourcetree import ROOT

FOLDER = ROOT / "cloud" / "watch" / "page"
SCRIPTS = sorted(FOLDER.glob("*.js"))


def test_everything_the_page_names_is_there() -> None:
    page = page_file(PAGE)
    assert page is not None
    named = set(re.findall(r'/static/([^"`$]+)"', page.content.decode()))
    for script in SCRIPTS:
        named |= set(re.findall(r'/static/([^"`$]+)"', script.read_text()))
        named |= set(re.findall(r'from "\./([^"]+)"', script.read_text()))

    assert named >= {"page.css", "page.js", *LIBRARIES}
    assert [name for name in named if page_file(name) is None] == []


@pytest.mark.parametrize("name", STAMPS)
def test_every_stamp_has_a_picture(name: str) -> None:
    stamp = page_file(f"stamps/{name}.svg")

    assert stamp is not None
    assert stamp.media_type == "image/svg+xml"


@pytest.mark.parametrize("name", ["", "words.py", "__init__.py", "../watch/package.json", "lib/"])
def test_nothing_else_is_served(name: str) -> None:
    assert page_file(name) is None


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_text_never_becomes_markup(script: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script.read_text()
    )


def test_the_libraries_are_those_of_the_lock() -> None:
    locked = json.loads((ROOT / "cloud/watch/package-lock.json").read_text())["packages"]
    for path in LIBRARIES.values():
        package = path.partition("/")[0]
        installed = json.loads(
            (ROOT / f"cloud/watch/node_modules/{package}/package.json").read_text()
        )
        assert installed["version"] == locked[f"node_modules/{package}"]["version"]


def test_both_languages_say_the_same_things() -> None:
    words = (FOLDER / "words.js").read_text()
    english, japanese = words.split("const JAPANESE")
    keys = [re.findall(r"^\s+(\w+):", part, re.M) for part in (english, japanese)]

    assert keys[0] == keys[1]


def test_each_number_comes_once_and_in_turn_however_it_arrives() -> None:
    script = """
      const { Order } = await import(process.argv[1]);
      const env = (s) => ({ s, k: "msg" });
      for (let round = 0; round < 300; round++) {
        const seen = [];
        const order = new Order((list) => seen.push(...list));
        const all = Array.from({ length: 40 }, (_, index) => env(index + 1));
        order.room({ epoch: "a", head: 3, items: all.slice(0, 3) });
        const rest = [...all.slice(1), ...all.slice(5, 20)].sort(() => Math.random() - 0.5);
        while (rest.length) order.take(rest.splice(0, 1 + Math.floor(Math.random() * 6)));
        const numbers = (list) => list.map(({ s }) => s).join();
        if (numbers(seen) !== numbers(all)) throw new Error(numbers(seen));
      }
      const seen = [];
      const order = new Order((list) => seen.push(...list));
      order.room({ epoch: "a", head: 2, items: [env(1), env(2)] });
      order.take([env(6)]);
      if (order.hole !== 2) throw new Error("a hole is not noticed");
      order.skipTo(6);
      if (seen.at(-2).gap !== 3 || seen.at(-1).s !== 6) throw new Error("no gap is marked");
      const isNew = order.room({ epoch: "b", head: 9, items: [env(9)] });
      if (!isNew) throw new Error("a new epoch is not noticed");
      if (order.last !== 9) throw new Error("it did not begin anew");
    """
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [node, "--input-type=module", "-e", script, str(FOLDER / "order.js")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr

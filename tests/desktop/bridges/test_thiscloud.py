import json
import subprocess
import sys
from pathlib import Path

from cloud.patterns.catalogue import pattern
from cloud.settings import Account, Mode
from desktop.bridges.clouddoor import Order
from desktop.bridges.thiscloud import ThisCloud

LIVE = Account(Mode.LIVE, "studio")


def door(folder: Path) -> ThisCloud:
    return ThisCloud(folder / "practice", folder / "running.json", folder / "prices")


def test_prices_and_load_are_those_of_the_tables(tmp_path: Path) -> None:
    quote = door(tmp_path).quote(Order(pattern("live-hls-dash"), "a", {}), "us-east-1")

    assert quote.price.usd_known > 0
    assert quote.load is not None
    assert quote.load.viewers == 500


def test_what_delivers_nothing_has_no_load(tmp_path: Path) -> None:
    assert door(tmp_path).quote(Order(pattern("artefacts"), "a", {}), "us-east-1").load is None


def test_practice_asks_nobody_outside_for_the_own_address(tmp_path: Path) -> None:
    assert door(tmp_path).own_address(Account()) == "127.0.0.1"


def test_a_policy_is_json(tmp_path: Path) -> None:
    text = door(tmp_path).policy("viewer", "123456789012", "us-east-1")

    assert json.loads(text)["Version"] == "2012-10-17"


def test_only_what_was_noted_in_a_live_account_is_looked_for(tmp_path: Path) -> None:
    assert not door(tmp_path).has_noted(LIVE)
    noted = {"studio/ap-northeast-1/a/1": {"since": "2026-11-21T12:00:00Z", "is_since_known": True}}
    (tmp_path / "running.json").write_text(json.dumps(noted))

    assert door(tmp_path).has_noted(LIVE)
    assert not door(tmp_path).has_noted(Account())
    assert not door(tmp_path).has_noted(Account(Mode.LIVE, "training"))


def test_until_an_account_is_opened_no_boto3_is_loaded() -> None:
    """Not for the page, the catalogue, a price or a policy."""
    script = """
import sys
from pathlib import Path
import desktop.app, desktop.furniture
from cloud.patterns.catalogue import pattern
from desktop.bridges.clouddoor import Order
from desktop.bridges.thiscloud import ThisCloud
desktop.furniture.load_cloud_page()
door = ThisCloud(Path("none"), Path("none"), Path("none"))
door.quote(Order(door.catalogue()[0], "a", {}), "us-east-1")
door.has_noted(desktop.bridges.clouddoor.Account())
print([name for name in ("boto3", "botocore", "moto", "cfnlint") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"

import io
import zipfile
from pathlib import Path

from cloud.sourcebundle import package_files, packed, source_root


def tree(root: Path, **files: str) -> Path:
    for name, source in files.items():
        path = root / name.replace("__", "/").replace("-init", "__init__")
        path = path.with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return root


def test_a_package_brings_what_it_imports_and_the_packages_above_it(tmp_path: Path) -> None:
    tree(
        tmp_path,
        **{
            "cloud/-init": "",
            "cloud/functions/-init": "",
            "cloud/functions/one/-init": "",
            "cloud/functions/one/handler": "import json\nfrom cloud.reports import totals\n",
            "cloud/functions/two/handler": "",
            "cloud/reports/-init": "",
            "cloud/reports/totals": "import cloud.reports.sums\n",
            "cloud/reports/sums": "import cloud.reports.totals\n",
            "cloud/reports/unused": "",
        },
    )

    assert list(package_files(tmp_path, "cloud.functions.one")) == [
        "cloud/__init__.py",
        "cloud/functions/__init__.py",
        "cloud/functions/one/__init__.py",
        "cloud/functions/one/handler.py",
        "cloud/reports/__init__.py",
        "cloud/reports/sums.py",
        "cloud/reports/totals.py",
    ]


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    one = packed({"a.py": b"1", "b.py": b"2"})

    assert packed({"b.py": b"2", "a.py": b"1"}) == one
    assert packed({"a.py": b"1", "b.py": b"3"}) != one


def test_an_archive_can_be_read_by_everybody() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"a.py": b"x = 1"}))) as archive:
        [entry] = archive.infolist()
        assert archive.read("a.py") == b"x = 1"

    assert entry.external_attr >> 16 & 0o777 == 0o644
    assert entry.date_time[0] == 1980


def test_our_packages_lie_side_by_side() -> None:
    assert (source_root() / "cloud" / "sourcebundle.py").is_file()
    assert (source_root() / "chatclient").is_dir()

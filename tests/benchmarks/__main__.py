"""`make bench`: what a broadcast costs and how well it goes, against ffmpeg, OBS and a bare window.

Both sides run in turns on the same machine, and where there is a second side only the ratio
counts: the machine may be busy.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.measures import MEASURES, Measure
from tests.benchmarks.table import NotMeasured, Row, as_text


def main() -> int:
    """Measure, print the table, write the JSON; returns 1 where a limit is not kept."""
    options = _parser().parse_args()
    chosen = [each for each in MEASURES if _is_chosen(each, options.only, options.long)]
    rows: list[Row] = []
    with Bench(options.runs) as bench:
        for measure in chosen:
            sys.stderr.write(f"{measure.name} ...\n")
            rows += _measured(measure, bench)
            _write(options.json, options.runs, rows)
    sys.stdout.write(as_text(rows))
    return int(any(row.is_met is False for row in rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench")
    names = ", ".join(measure.name for measure in MEASURES)
    parser.add_argument("--runs", type=int, default=3, help="the median of so many (3)")
    parser.add_argument("--json", type=Path, default=Path(".run/bench.json"), metavar="FILE")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help=names)
    parser.add_argument("--long", action="store_true", help="those of ten minutes as well")
    return parser


def _is_chosen(measure: Measure, only: list[str], with_long: bool) -> bool:
    return measure.name in only if only else with_long or not measure.is_long


def _measured(measure: Measure, bench: Bench) -> list[Row]:
    try:
        return measure.run(bench)
    except NotMeasured as reason:
        return [Row(measure.name, note=str(reason))]
    except Exception as error:  # noqa: BLE001 - one broken row must not cost the others
        return [Row(measure.name, note=f"{type(error).__name__}: {error}"[:200])]


def _write(path: Path, runs: int, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"runs": runs, "rows": [row.as_json() for row in rows]}
    path.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""Collects every text there is to translate: `python -m tests.translations` updates the files.

Texts of the window are found by lupdate. Sentences of engine and cloud are spoken by their English
text in the context "engine"; they are collected here from where they are written, so that nobody
lists them a second time.
"""

import ast
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from chatclient import errors as chat_errors
from cloud import errors as cloud_errors
from cloud.costs.ratetable import rows
from cloud.identity import CONDITIONAL, UNKNOWN
from cloud.patterns.catalogue import catalogue
from desktop.language import ENGINE_CONTEXT
from encoder import errors as encoder_errors
from encoder.engine.catalogue import describe
from encoder.engine.sources import source_kinds
from encoder.ingestlimits import LIMITS, limit_violations
from encoder.settings import Canvas, Destination, Encoding, StreamKey, VideoEncoding
from tests.sourcetree import ROOT, sources

FOLDER = ROOT / "resources" / "translations"
TS_FILE = FOLDER / "livedesk_ja.ts"
QM_FILE = FOLDER / "livedesk_ja.qm"
REASONS = {
    "_refusal": slice(1, 2),
    "PracticeUnreachable": slice(0, 1),
    "PracticeNotStarted": slice(0, 1),
    "_not_started": slice(0, 1),
    "_unfit": slice(0, 3),
    "Device": slice(1, 2),
}
"""Calls that give words which the window shows, and as which arguments."""
SAYING = {"cloud.patterns.values": "Reason", "cloud.stacks.planning": "Outcome"}
"""Modules and what they call with a whole sentence for the window."""
WORDS = ("reason", "setting", "value", "limit", "device")
"""What failures name: the words for it, where they are written as such."""


def engine_texts() -> list[str]:
    """Return every English text that engine and cloud may hand to the window, in order."""
    found = {
        *_sentences(),
        *_catalogue(),
        *_limits(),
        *_reasons(),
        *_cloud_words(),
    }
    return sorted(text for text in found if text)


def update(ts_file: Path, qm_file: Path) -> None:
    """Bring `ts_file` up to date with the sources, keep what is translated, and compile it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Path(folder) / "engine.py"
        lines = [f"translate({ENGINE_CONTEXT!r}, {text!r})" for text in engine_texts()]
        engine.write_text("\n".join(lines), "utf-8")
        window = [str(module.path) for module in sources() if module.name.startswith("desktop.")]
        _tool(
            "lupdate", *window, str(engine), "-ts", str(ts_file),
            "-no-obsolete", "-locations", "none", "-target-language", "ja_JP",
        )  # fmt: skip
    _tool("lrelease", str(ts_file), "-qm", str(qm_file))


def _tool(name: str, *arguments: str) -> None:
    program = Path(sysconfig.get_path("scripts")) / f"pyside6-{name}"
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0 or "error" in done.stderr.lower():
        raise RuntimeError(done.stdout + done.stderr)


def _sentences() -> Iterator[str]:
    for known in encoder_errors.SENTENCES.values():
        yield from (known.message, known.hint)
    for sentence in cloud_errors.SENTENCES.values():
        yield from (sentence.message, sentence.hint)
    for said in chat_errors.SENTENCES.values():
        yield from (said.message, said.hint)


def _catalogue() -> Iterator[str]:
    for kind in source_kinds():
        info = describe(kind)
        yield info.title
        properties = info.schema.get("properties")
        if not isinstance(properties, Mapping):
            continue
        for rules in properties.values():
            yield from (str(rules.get(name, "")) for name in ("title", "description", "x-unit"))
            yield from (str(value) for value in rules.get("enum", ()))


def _limits() -> Iterator[str]:
    """Yield what the guard names: found by breaking every limit of every ingest."""
    too_much = Encoding(VideoEncoding(bitrate_bps=50_000_000))
    for ingest in LIMITS:
        destination = Destination("rtmps://example.com/app", StreamKey(""), ingest)
        for problem in limit_violations(Canvas(3840, 2160, 60), too_much, destination):
            yield problem.params.get("setting", "")
            yield problem.params.get("limit", "").partition(" ")[2]


def _reasons() -> Iterator[str]:
    for module in sources():
        if module.name.partition(".")[0] not in ("encoder", "cloud"):
            continue
        if module.name.startswith("cloud.functions."):
            continue  # these run on AWS; nobody is shown what they say
        for node in ast.walk(module.tree):
            for value in _words_in(node):
                alternatives = value.values if isinstance(value, ast.BoolOp) else [value]
                yield from (text.rstrip(".") for text in _constants(alternatives) if text != "?")


def _cloud_words() -> Iterator[str]:
    """Yield what plans, forms and prices of architectures say in whole sentences or units."""
    yield from (UNKNOWN, CONDITIONAL)
    for module in sources():
        if module.name in SAYING:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == SAYING[module.name]:
                    yield from _constants(node.args[:1])
    for pattern in catalogue():
        yield pattern.about.source.pattern
        yield from (each.constraint for each in pattern.parameters)
        for output in pattern.document.get("Outputs", {}).values():
            yield output.get("Description", "")
        for rule in pattern.document.get("Rules", {}).values():
            yield from (each["AssertDescription"] for each in rule["Assertions"])
    yield from (row.unit for row in rows())


def _constants(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for each in nodes:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _words_in(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in WORDS)
        yield from node.args[REASONS.get(name, slice(0))]
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in WORDS:
                yield value


if __name__ == "__main__":
    update(TS_FILE, QM_FILE)
    sys.exit(0)

"""The script with which the viewer's page replays a chat, run by Node against made-up answers."""

import json
import subprocess

from tests.sourcetree import ROOT

SCRIPT = """
const { readFileSync } = await import("node:fs");
const code = readFileSync("cloud/watch/page/replay.js").toString("base64");
const { Replay } = await import(`data:text/javascript;base64,${code}`);
const said = (s, u) => ({ s, k: "msg", t: 0, p: s, u: { id: u }, d: { text: String(s) } });
const segment = { media_sequence: 5, at_ms: 1000, duration_ms: 4000, position_ms: 0 };
const answers = {
  "index.json": { segments: [{ segment }] },
  "tombstones.json": {},
  "5.json": { items: [said(1, "aki"), said(2, "ben"), said(3, "aki")] },
};
globalThis.fetch = async (url) => {
  const found = answers[url.split("/").at(-1)];
  return { ok: found !== undefined, json: async () => found };
};
const shown = [];
const replay = new Replay("show", (items) => shown.push(items.map((each) => each.s)));
const look = async (tombstones) => {
  answers["tombstones.json"] = tombstones;
  replay.asked = 0;
  await replay.follow(3000);
};
await look({});
await look({});
await look({ seqs: [1] });
await look({ seqs: [1], purged: { ben: 2 } });
console.log(JSON.stringify(shown));
"""


def test_what_is_taken_down_while_one_looks_goes_at_once() -> None:
    run = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT],
        capture_output=True, text=True, cwd=ROOT, timeout=60,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [[1, 2, 3], [2, 3], [3]]

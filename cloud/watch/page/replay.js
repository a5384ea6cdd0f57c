// The chat of the moment that is being watched, when that is not now: read by media sequence.

const MOST_CHUNKS = 60;
const INDEX_MS = 10_000;
const OPEN_MS = 1000;
const BEFORE = 10; // segments whose chat is there when one arrives somewhere
const AHEAD = 2;
const PREROLL = 20;

export class Replay {
  constructor(live, show) {
    this.live = live;
    this.show = show; // told the envelopes to be seen, whole each time
    this.chunks = new Map();
    this.index = null;
    this.gone = { seqs: new Set(), purged: {}, cleared: 0 };
    this.shown = null; // the numbers that are seen; null: the list shows something else
  }

  // Where on the room's timeline the picture of that wall-clock time is; null while nobody knows.
  async positionOf(dateMs) {
    if (dateMs === null) return null;
    await this.refresh();
    const at = this.segmentAt(dateMs);
    return at ? Math.round(at.position_ms + Math.max(0, dateMs - at.at_ms)) : null;
  }

  segmentAt(dateMs) {
    return this.index?.find(({ segment }) => dateMs < segment.at_ms + segment.duration_ms)?.segment;
  }

  // Shows what had been said when the picture of that wall-clock time was made.
  async follow(dateMs) {
    await this.refresh();
    const at = this.segmentAt(dateMs);
    if (!at) return;
    const position = at.position_ms + Math.max(0, dateMs - at.at_ms);
    const number = at.media_sequence;
    const near = Array.from({ length: BEFORE + 1 + AHEAD }, (_, index) => number - BEFORE + index);
    await Promise.all(near.map((each) => this.chunk(each)));
    const items = [...this.chunks.keys()]
      .filter((each) => each <= number)
      .sort((one, other) => one - other)
      .flatMap((each) => this.chunks.get(each).items)
      .filter((each) => (each.p ?? 0) <= position && !this.isGone(each));
    const seen = items.slice(-Math.max(PREROLL, 100));
    const shown = seen.map((each) => each.s).join();
    if (shown !== this.shown) this.show(seen);
    this.shown = shown;
  }

  leave() {
    this.shown = null;
  }

  async refresh() {
    if (this.asked && performance.now() - this.asked < INDEX_MS) return;
    this.asked = performance.now();
    const [index, tombstones] = await Promise.all([this.read("index.json"), this.read("tombstones.json")]);
    this.index = index?.segments ?? this.index;
    if (!tombstones) return;
    const { seqs = [], purged = {}, cleared = 0 } = tombstones;
    this.gone = { seqs: new Set(seqs), purged, cleared };
  }

  // Whether it was taken down, by itself, with all of its writer's, or with everything.
  isGone(each) {
    if (this.gone.seqs.has(each.s)) return true;
    const isSpoken = ["msg", "stamp", "donation"].includes(each.k);
    return isSpoken && each.s <= Math.max(this.gone.purged[each.u?.id] ?? 0, this.gone.cleared);
  }

  async chunk(number) {
    const now = performance.now();
    if (number < 0 || this.chunks.get(number)?.until > now) return;
    const chunk = await this.read(`${number}.json`);
    if (!chunk) return;
    const until = chunk.is_closed === false ? now + OPEN_MS : Infinity; // more may still be said
    this.chunks.set(number, { items: chunk.items ?? [], until });
    while (this.chunks.size > MOST_CHUNKS) this.chunks.delete(this.chunks.keys().next().value);
  }

  async read(name) {
    const answer = await fetch(`/chat/${this.live}/${name}`).catch(() => null);
    return answer?.ok ? await answer.json() : null;
  }
}

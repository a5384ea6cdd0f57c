// The room's one order: whatever arrives, in whatever order and however often, each number comes
// once and in turn. Knows nothing of connections.

const MOST_WAITING = 2000;

export class Order {
  constructor(show) {
    this.show = show; // told lists of envelopes, and {gap: count, at} where something is lost
    this.begin("", 0);
  }

  begin(epoch, last) {
    this.epoch = epoch;
    this.last = last;
    this.waiting = new Map();
    this.gaps = [];
  }

  // What a join or a poll answered. Returns whether the list had to begin anew.
  room({ epoch, items = [], gaps = [], head }) {
    const isNew = epoch !== this.epoch;
    const first = items.length ? items[0].s : head + 1;
    if (isNew) this.begin(epoch, first - 1);
    this.gaps.push(...gaps);
    this.take(items);
    return isNew;
  }

  take(items) {
    for (const each of items) if (each.s > this.last) this.waiting.set(each.s, each);
    if (this.waiting.size > MOST_WAITING) this.skipTo(Math.min(...this.waiting.keys()));
    this.pass();
  }

  // The number after which something is missing; null while all is well.
  get hole() {
    return this.waiting.size ? this.last : null;
  }

  // What is missing up to here can't be had any more.
  skipTo(number) {
    if (number <= this.last + 1) return;
    this.show([{ gap: number - 1 - this.last, s: this.last + 1 }]);
    this.last = number - 1;
    this.pass();
  }

  pass() {
    const shown = [];
    for (;;) {
      const next = this.waiting.get(this.last + 1);
      if (next) {
        this.waiting.delete(next.s);
        this.last = next.s;
        shown.push(next);
        continue;
      }
      const gap = this.gaps.find(([from, to]) => from <= this.last + 1 && this.last < to);
      if (!gap) break;
      shown.push({ gap: gap[1] - this.last, s: this.last + 1 });
      this.last = gap[1];
    }
    if (shown.length) this.show(shown);
  }
}

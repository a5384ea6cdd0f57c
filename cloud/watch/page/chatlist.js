// The list of what was said: text only ever becomes text, never markup.

import { words } from "./words.js";

const MOST_ROWS = 300;
const COLOURS = 12;

export class ChatList {
  constructor(list, newer) {
    this.list = list;
    this.newer = newer;
    this.rows = new Map(); // by number
    this.own = new Map(); // by our id, until they have a number
    this.unseen = 0;
    this.sticks = true; // to the end, until the reader goes up
    this.top = 0;
    list.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.sticks && this.toEnd()).observe(list);
    newer.addEventListener("click", () => this.toEnd());
  }

  add(envelopes) {
    let added = 0;
    for (const each of envelopes) added += this.place(each) ? 1 : 0;
    while (this.list.childElementCount > MOST_ROWS) this.drop(this.list.firstElementChild);
    if (this.sticks) this.toEnd();
    else if (added) this.count(added);
  }

  clear() {
    this.rows.clear();
    for (const [id, row] of this.own) if (row.className === "own-accepted") this.own.delete(id);
    this.list.replaceChildren(...this.own.values());
    this.sawAll();
  }

  // How a message of our own fares; it stands at the end until it has its place.
  mark({ id, state, code, text, stamp }, isPlaceHere) {
    let row = this.own.get(id);
    if (!row && (state === "accepted" || !isPlaceHere)) return; // it has its place already, or elsewhere
    if (!row) {
      row = document.createElement("li");
      stamp ? row.append(stampImage(stamp)) : row.append(part("span", "text", text));
      this.own.set(id, row);
      this.list.append(row);
      this.toEnd();
    }
    row.className = `own-${state}`;
    row.querySelector(".why")?.remove();
    if (state === "held" || state === "rejected") row.append(part("small", "why", words.reasons[code] ?? words.refused));
  }

  // Returns whether a row was made.
  place(envelope) {
    const body = envelope.d ?? {};
    if (envelope.k === "del") this.remove(({ seq }) => seq === body.seq);
    else if (envelope.k === "purge") this.remove(({ user, seq }) => user === body.user && seq <= body.up_to);
    else if (envelope.k === "clear") this.remove(({ seq }) => seq <= body.up_to);
    const make = envelope.gap ? gapRow : MAKERS[envelope.k];
    if (!make || this.rows.has(envelope.s)) return false;
    const row = make(envelope, body, this);
    this.rows.set(envelope.s, { row, seq: envelope.s, user: envelope.u?.id, name: envelope.u?.name, text: body.text });
    row.dataset.seq = envelope.s;
    this.arrived(envelope);
    const [waiting] = this.own.values();
    this.list.insertBefore(row, waiting ?? null);
    return true;
  }

  // What was on its way has its place, be that in this list or not.
  arrived({ d: body }) {
    this.own.get(body?.id)?.remove();
    this.own.delete(body?.id);
  }

  remove(isMeant) {
    for (const each of [...this.rows.values()]) if (isMeant(each)) this.drop(each.row);
  }

  drop(row) {
    this.rows.delete(Number(row.dataset.seq));
    row.remove();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    if (scrollHeight - clientHeight - scrollTop < 40) this.sticks = true;
    else if (scrollTop < this.top) this.sticks = false;
    this.top = scrollTop;
    if (this.sticks) this.sawAll();
  }

  toEnd() {
    this.sticks = true;
    this.list.scrollTop = this.list.scrollHeight;
    this.top = this.list.scrollTop;
    this.sawAll();
  }

  count(added) {
    this.unseen += added;
    this.newer.textContent = words.newer(this.unseen);
    this.newer.hidden = false;
  }

  sawAll() {
    this.unseen = 0;
    this.newer.hidden = true;
  }
}

const MAKERS = { msg: messageRow, stamp: messageRow, donation: donationRow, notice: noticeRow };

function messageRow(envelope, body, list) {
  const row = document.createElement("li");
  const answered = body.reply_to && list.rows.get(body.reply_to);
  if (answered) row.append(part("span", "reply", `↳ ${answered.name}: ${answered.text ?? ""}`));
  row.append(...signature(envelope.u));
  if (envelope.k === "stamp") row.append(stampImage(body.stamp));
  else row.append(part("span", "text", body.text));
  return row;
}

function donationRow(envelope, body) {
  const row = document.createElement("li");
  row.className = "donation";
  row.append(...signature(envelope.u), part("span", "amount", money(body)));
  if (body.text) row.append(document.createElement("br"), part("span", "text", body.text));
  return row;
}

function noticeRow(envelope, body) {
  return part("li", "notice", body.text);
}

function gapRow({ gap }) {
  return part("li", "gap", words.gap(gap));
}

function signature(user) {
  if (!user) return [];
  const badges = [words.roles[user.role], ...(user.badges ?? []).map((name) => words.badges[name])];
  const name = part("span", "name", user.name);
  name.style.color = `hsl(${(hash(user.id) % COLOURS) * (360 / COLOURS)} 75% 72%)`;
  return [...badges.filter(Boolean).map((text) => part("span", "badge", text)), name];
}

function stampImage(name) {
  const image = document.createElement("img");
  image.className = "stamp";
  image.alt = name;
  image.src = `/static/stamps/${encodeURIComponent(name)}.svg`;
  return image;
}

function money({ amount, currency }) {
  try {
    const form = new Intl.NumberFormat(undefined, { style: "currency", currency });
    return form.format(amount / 10 ** form.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${amount} ${currency}`;
  }
}

export function part(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text ?? "";
  return made;
}

function hash(text) {
  let value = 0;
  for (const letter of text) value = (value * 31 + letter.codePointAt(0)) >>> 0;
  return value;
}

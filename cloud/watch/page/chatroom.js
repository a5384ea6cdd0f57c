// The connection to the chat: enters, resumes where it left off, steps down to polling and back.

import { io } from "/static/lib/socket.io.mjs";
import { Order } from "./order.js";
import { pause } from "./player.js";

const ANSWER_MS = 8000;
const HOLE_MS = 300;
const TRIES_BEFORE_POLLING = 3;
const POLLING_MS = 150_000;
const RETRIED = new Set(["slow_mode", "rate_limited", "unavailable", "draining", "resync", "auth_expired"]);

export class ChatRoom extends EventTarget {
  constructor(live, visitor) {
    super();
    this.live = live;
    this.visitor = visitor; // {name}
    this.order = new Order((list) => this.tell("said", list));
    this.own = new Map(); // messages that are on their way, by our id
    this.socket = null;
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  // Never returns.
  async run() {
    for (let tries = 0; ; ) {
      this.tell("phase", tries ? "again" : "connecting");
      try {
        await this.stay(() => (tries = 0));
      } catch (error) {
        tries += 1;
        if (error.code === "banned") return this.tell("phase", "off");
      }
      if (tries >= TRIES_BEFORE_POLLING) await this.poll(performance.now() + POLLING_MS * (0.8 + 0.8 * Math.random()));
      await pause(Math.random() * Math.min(30_000, 500 * 2 ** tries));
    }
  }

  // Connects, enters, and stays until the connection ends; raises why.
  async stay(entered) {
    const token = await this.token();
    const socket = io("/chat", {
      transports: ["websocket"], reconnection: false, forceNew: true, timeout: ANSWER_MS, auth: { token },
    });
    const over = new Promise((_, refuse) => {
      socket.on("connect_error", (error) => refuse(Object.assign(new Error("refused"), { code: error.message })));
      socket.on("disconnect", () => refuse(new Error("closed")));
      socket.on("drain", ({ after_ms = 0 }) => setTimeout(() => socket.disconnect(), after_ms));
      socket.on("resync", () => this.join(socket).catch(() => socket.disconnect()));
    });
    over.catch(() => {});
    socket.on("b", (batch) => this.heard(socket, batch));
    socket.on("v", (stats) => this.tell("stats", stats));
    socket.on("own", (own) => this.settle(own.id, own));
    try {
      await Promise.race([over, new Promise((done) => socket.on("connect", done))]);
      await Promise.race([over, this.join(socket)]);
      this.socket = socket;
      entered();
      this.tell("phase", "online");
      for (const message of this.own.values()) this.deliver(message);
      await over;
    } finally {
      this.socket = null;
      socket.disconnect();
    }
  }

  async token() {
    const body = JSON.stringify({ live: this.live, name: this.visitor.name });
    const answer = await fetch("/v1/chat/token", {
      method: "POST", body, headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok) throw new Error(`no entry: ${answer.status}`);
    const { token } = await answer.json();
    this.visitor.token = token;
    return token;
  }

  async join(socket) {
    const { last, epoch } = this.order;
    const room = await socket.timeout(ANSWER_MS).emitWithAck("join", { live: this.live, last, epoch });
    if (!room.ok) throw Object.assign(new Error("refused"), { code: room.code });
    this.enter(room);
    this.mend(socket);
  }

  enter(room) {
    if (this.order.epoch && this.order.epoch !== room.epoch) this.tell("began");
    this.order.room(room);
    this.me = room.me ?? this.me;
    this.tell("room", room);
  }

  heard(socket, batch) {
    if (batch.e !== this.order.epoch) {
      if (this.socket) this.join(socket).catch(() => socket.disconnect());
      return;
    }
    this.order.take(batch.i);
    this.mend(socket);
  }

  // Asks for what is missing, until nothing is.
  mend(socket) {
    if (this.order.hole === null || this.mending) return;
    this.mending = setTimeout(async () => {
      const after = this.order.hole;
      if (after !== null) {
        const page = await socket.timeout(ANSWER_MS).emitWithAck("page", { after, limit: 200 }).catch(() => null);
        if (page?.ok && page.epoch === this.order.epoch) {
          this.order.gaps.push(...(page.gaps ?? []));
          this.order.take(page.items);
          if (page.first > after + 1) this.order.skipTo(page.first);
        }
      }
      this.mending = null;
      if (socket.connected) this.mend(socket);
    }, HOLE_MS);
  }

  // Says something; `changed` events tell how it fares.
  say(message) {
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const own = { id, state: "sending", ...message };
    this.own.set(id, own);
    this.tell("changed", own);
    this.deliver(own);
  }

  async deliver({ id, text, stamp }) {
    const position = (await this.positionMs?.()) ?? undefined;
    const wish = { id, ...(stamp ? { stamp } : { text }), position_ms: position };
    const { socket } = this;
    const answer = socket
      ? await socket.timeout(ANSWER_MS).emitWithAck("send", wish).catch(() => null)
      : this.isPolling ? await this.post(wish).catch(() => null) : null;
    if (answer) this.settle(id, answer);
  }

  settle(id, answer) {
    const own = this.own.get(id);
    if (!own) return;
    if (!answer.ok && RETRIED.has(answer.code) && answer.code !== "slow_mode" && (own.tries = (own.tries ?? 0) + 1) < 5) {
      setTimeout(() => this.own.has(id) && this.deliver(own), answer.retry_ms || 1000);
      return;
    }
    own.state = answer.ok ? "accepted" : answer.code === "held" ? "held" : "rejected";
    own.code = answer.code;
    own.retryMs = answer.retry_ms ?? 0;
    if (own.state !== "held") this.own.delete(id);
    this.tell("changed", own);
  }

  ask(event, wish) {
    return this.socket?.timeout(ANSWER_MS).emitWithAck(event, wish).catch(() => null) ?? Promise.resolve(null);
  }

  async post(wish) {
    const answer = await fetch(`/v1/chat/${this.live}/messages`, {
      method: "POST",
      body: JSON.stringify(wish),
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${await this.token()}` },
    });
    return await answer.json();
  }

  // Fetches what is said every few seconds, until that time, or as long as that works.
  async poll(until) {
    while (performance.now() < until) {
      const answer = await fetch(`/chat/${this.live}/latest.json`).catch(() => null);
      if (!answer?.ok) break;
      if (!this.isPolling) this.tell("phase", "polling");
      this.isPolling = true;
      const latest = await answer.json();
      await this.took(latest);
      for (const own of this.own.values()) if (own.state === "sending") this.deliver(own);
      await pause((latest.poll_ms ?? 3000) * (0.9 + 0.2 * Math.random()));
    }
    this.isPolling = false;
  }

  async took(latest) {
    const { order } = this;
    const first = latest.items.length ? latest.items[0].s : latest.head + 1;
    if (latest.epoch === order.epoch && first > order.last + 1) {
      for (let page = Math.floor((order.last + 1) / 100); page * 100 < first; page++) {
        const address = `/chat/${this.live}/s/${page}.json?e=${order.epoch}`;
        const answer = await fetch(address).catch(() => null);
        if (answer?.ok) order.take((await answer.json()).items);
      }
      order.skipTo(first);
    }
    this.enter(latest);
    this.tell("stats", latest.stats ?? {});
  }
}

// The viewer's page: ties picture, chat and time together.

import { Beacon } from "./beacon.js";
import { ChatList } from "./chatlist.js";
import { ChatRoom } from "./chatroom.js";
import { furnish, showPin, showPoll, showVotes } from "./composer.js";
import { happen, rise } from "./effects.js";
import { Player } from "./player.js";
import { Replay } from "./replay.js";
import { isJapanese, words } from "./words.js";

const LOOK_MS = 500;
const RESUME_AFTER_S = 20;
const MOST_REMEMBERED = 300;
const at = (id) => document.getElementById(id);
const live = decodeURIComponent(location.pathname.split("/")[1]);
const player = new Player(at("video"), `index.m3u8?viewer=${viewerId()}`);
const room = new ChatRoom(live, { name: remembered("name", () => words.guest(1000 + Math.floor(Math.random() * 9000))) });
const list = new ChatList(at("list"), at("newer"));
const replay = new Replay(live, (items) => {
  list.clear();
  list.add(items);
});
let isReplaying = false;
let recent = []; // what was said lately, for when the viewer comes back to the live edge
let likes = 0;

function viewerId() {
  const made = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join("");
  return remembered("viewer", made);
}

function remembered(key, make) {
  try {
    const kept = localStorage.getItem(`livedesk.${key}`) ?? make();
    localStorage.setItem(`livedesk.${key}`, kept);
    return kept;
  } catch {
    return make(); // a browser that keeps nothing
  }
}

function hear() {
  room.positionMs = () => replay.positionOf(player.playingDate).catch(() => null);
  room.rename = (name) => {
    if (!name) return;
    room.visitor.name = name;
    try {
      localStorage.setItem("livedesk.name", name);
    } catch {} // kept for this visit only
    room.socket?.disconnect(); // the name stands in the token
  };
  room.addEventListener("said", ({ detail }) => said(detail));
  room.addEventListener("began", () => {
    recent = [];
    if (!isReplaying) list.clear();
  });
  room.addEventListener("changed", ({ detail }) => list.mark(detail, !isReplaying));
  room.addEventListener("phase", ({ detail }) => {
    at("chat").dataset.phase = detail;
    showConnection();
  });
  room.addEventListener("room", ({ detail }) => {
    showPin(detail.pin);
    showPoll(detail.poll, room);
    if (detail.live) showTitle(detail.live);
  });
  room.addEventListener("stats", ({ detail }) => {
    at("viewers").textContent = words.viewers(detail.viewers ?? 0, detail.total ?? 0);
    if (detail.votes) showVotes(detail.votes);
    if (likes && detail.likes > likes) rise(at("effects"), detail.likes - likes);
    likes = detail.likes ?? likes;
  });
}

function said(envelopes) {
  recent = [...recent, ...envelopes].slice(-MOST_REMEMBERED);
  if (isReplaying) envelopes.forEach((each) => list.arrived(each));
  else list.add(envelopes);
  for (const { k: kind, d: body = {}, t: time } of envelopes) {
    const isNow = Date.now() - time < 5000;
    if (kind === "pin") showPin(body);
    else if (kind === "poll") showPoll(body, room);
    else if (kind === "live") showTitle(body);
    else if (kind === "effect" && isNow && !isReplaying) happen(at("effects"), body.name);
  }
}

function showTitle({ title }) {
  at("title").textContent = title || live;
  document.title = `${title || live} – Livedesk`;
}

function showConnection() {
  const { phase } = at("chat").dataset;
  const said = { connecting: words.connecting, again: words.again, polling: words.polling, off: words.off };
  at("connection").textContent = isReplaying ? words.replaying : (said[phase] ?? "");
}

// Live messages at the live edge, those of the moment behind it.
async function look() {
  const isBehind = player.playingDate !== null && player.state !== "waiting" && !player.isAtEdge;
  document.body.dataset.edge = isBehind || player.state !== "playing" ? "behind" : "live";
  const { latency } = player;
  at("figures").textContent = player.state === "playing" && latency > 0 ? words.behind(latency) : "";
  if (isBehind !== isReplaying) {
    isReplaying = isBehind;
    showConnection();
    if (!isBehind) {
      replay.leave();
      list.clear();
      list.add(recent);
    }
  }
  if (isReplaying) await replay.follow(player.playingDate);
}

async function watch() {
  for (;;) {
    await look().catch((error) => player.errors.push(String(error).slice(0, 200)));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function offerToResume(beacon) {
  const last = await beacon.resume();
  const button = at("resume");
  const appear = () => {
    const behindS = last?.at_ms && player.playingDate ? (player.playingDate - last.at_ms) / 1000 : 0;
    const first = player.video.seekable.length ? player.video.seekable.start(0) : Infinity;
    if (behindS < RESUME_AFTER_S || player.video.currentTime - behindS < first) return;
    button.textContent = words.resume(Math.max(1, Math.round(behindS / 60)));
    button.hidden = false;
    button.addEventListener("click", () => {
      player.goBack(behindS);
      button.hidden = true;
    });
    setTimeout(() => (button.hidden = true), 15_000);
  };
  player.video.addEventListener("playing", () => setTimeout(appear, 1000), { once: true });
}

function start() {
  document.documentElement.lang = isJapanese ? "ja" : "en";
  showTitle({});
  at("live").textContent = words.live;
  at("live").title = words.toLive;
  at("live").addEventListener("click", () => player.toLive());
  at("remark").textContent = words.practice;
  const sound = at("sound");
  sound.textContent = words.sound;
  sound.hidden = false;
  sound.addEventListener("click", () => (player.video.muted = false));
  player.video.addEventListener("volumechange", () => (sound.hidden = !player.video.muted));
  player.onstate = (state) => {
    document.body.dataset.state = state;
    at("notice").textContent = words[state] ?? "";
  };
  at("notice").textContent = words.waiting;
  const beacon = new Beacon(player, viewerId());
  beacon.start();
  hear();
  furnish(room);
  offerToResume(beacon);
  player.run();
  room.run();
  watch();
}

start();

// Plays the channel near its live edge through Media Source Extensions, for as long as it exists.

import { parsePlaylist, typeOf } from "./playlist.js";

const START_SEGMENTS = 2; // so many must be there: with one, the next would come too late
const FAR_BEHIND_S = 8;
const JUMP_TO_S = 3;
const KEEP_BEHIND_S = 30;
const POLL_MS = 500;
const DRY_POLLS = 6; // nothing to play for so long: we are waiting again

export const Source = self.ManagedMediaSource ?? self.MediaSource;

export class Player {
  constructor(video, fetchFile) {
    this.video = video;
    this.fetchFile = fetchFile;
    this.state = "waiting";
    this.errors = [];
    this.stalls = 0;
    this.endProgramTime = NaN; // wall clock of the end of what is buffered
    this.onstate = () => {};
    video.addEventListener("waiting", () => (this.stalls += this.state === "playing" ? 1 : 0));
    video.addEventListener("playing", () => this.become("playing"));
    video.addEventListener("ended", () => this.become("ended"));
  }

  get latency() {
    return Date.now() / 1000 - this.endProgramTime + this.ahead();
  }

  become(state) {
    if (state !== this.state) {
      this.state = state;
      this.onstate(state);
    }
  }

  // Never returns. A failure is noted, and playback begins anew.
  async run() {
    for (;;) {
      try {
        await this.play();
      } catch (error) {
        this.errors.push(String(error).slice(0, 200));
        this.errors.splice(0, this.errors.length - 5);
      }
      await pause(1000);
    }
  }

  // Plays until the server has nothing any more, or a new run of it has begun.
  async play() {
    let playlist = await this.playlist();
    while (!this.canBegin(playlist)) {
      if (!playlist) this.become("waiting");
      await pause(POLL_MS);
      playlist = await this.playlist();
    }
    const source = await this.attach();
    const track = new Track(source, this.fetchFile);
    let dry = 0;
    let last = playlist.entries.at(playlist.hasEnded ? 0 : -START_SEGMENTS).sequence - 1;
    while (playlist && playlist.entries.at(-1).sequence >= last) {
      for (const entry of playlist.entries.filter((each) => each.sequence > last)) {
        await track.append(entry);
        last = entry.sequence;
        this.endProgramTime = entry.programTime + entry.duration;
        this.steer();
      }
      if (playlist.hasEnded) return await this.playOut(source);
      await pause(POLL_MS);
      this.steer();
      dry = this.ahead() > 0.1 ? 0 : dry + 1;
      if (dry >= DRY_POLLS) this.become("waiting");
      await track.trim(this.video.currentTime - KEEP_BEHIND_S);
      if (this.video.error) throw new Error(this.video.error.message);
      playlist = await this.playlist();
    }
  }

  canBegin(playlist) {
    if (!playlist || playlist.hasEnded) return playlist?.entries.length && this.state !== "ended";
    return playlist.entries.length >= START_SEGMENTS;
  }

  async playOut(source) {
    if (source.readyState === "open") source.endOfStream();
    this.steer();
    while (!this.video.ended) {
      await pause(POLL_MS);
      const playlist = await this.playlist();
      if (!playlist?.hasEnded) break; // it goes on
    }
    this.become("ended");
  }

  async playlist() {
    const answer = await this.fetchFile("index.m3u8").catch(() => null);
    return answer?.ok ? parsePlaylist(await answer.text()) : null;
  }

  async attach() {
    const source = new Source();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(source);
    this.video.disableRemotePlayback = true; // a managed source demands it
    this.video.src = this.url;
    await new Promise((resolve) => source.addEventListener("sourceopen", resolve, { once: true }));
    return source;
  }

  // Keeps the playhead inside what is buffered and near its end.
  steer() {
    const { video } = this;
    const { buffered } = video;
    if (!buffered.length) return;
    const next = [...Array(buffered.length).keys()]
      .map((index) => ({ start: buffered.start(index), end: buffered.end(index) }))
      .find(({ end }) => end > video.currentTime + 0.1);
    if (next && video.currentTime < next.start) video.currentTime = next.start + 0.01;
    if (this.ahead() > FAR_BEHIND_S && !video.paused && Number.isFinite(this.ahead())) {
      video.currentTime = buffered.end(buffered.length - 1) - JUMP_TO_S;
    }
    if (video.paused && !this.isPausedByViewer) video.play().catch(() => {});
  }

  ahead() {
    const { buffered, currentTime } = this.video;
    return buffered.length ? buffered.end(buffered.length - 1) - currentTime : 0;
  }
}

// The source buffer, and which initialisation segment it has been given last.
class Track {
  constructor(source, fetchFile) {
    this.source = source;
    this.fetchFile = fetchFile;
    this.map = "";
  }

  async append(entry) {
    if (entry.map !== this.map) {
      const initialisation = await this.fetch(entry.map);
      const type = typeOf(initialisation);
      if (!this.buffer) this.buffer = this.source.addSourceBuffer(type);
      else this.buffer.changeType(type);
      await this.settle(() => this.buffer.appendBuffer(initialisation));
      this.map = entry.map;
    }
    const content = await this.fetch(entry.url);
    await this.settle(() => this.buffer.appendBuffer(content));
  }

  async trim(before) {
    const buffered = this.buffer?.buffered;
    if (buffered?.length && buffered.start(0) < before - 5) {
      await this.settle(() => this.buffer.remove(0, before));
    }
  }

  async fetch(name) {
    const answer = await this.fetchFile(name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return await answer.arrayBuffer();
  }

  settle(act) {
    return new Promise((resolve, reject) => {
      this.buffer.addEventListener("updateend", resolve, { once: true });
      this.buffer.addEventListener("error", () => reject(new Error("append failed")), { once: true });
      act();
    });
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

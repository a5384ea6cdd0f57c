// Plays the channel near its live edge for as long as it exists; hls.js, or the browser's own HLS.

import Hls from "/static/lib/hls.mjs";

const LOOK_MS = 1500; // how often a channel that is not on air is looked at
const EDGE_S = 12; // further behind, the viewer has gone back
const MOST_ERRORS = 5;

export class Player {
  constructor(video, url) {
    this.video = video;
    this.url = url;
    this.state = "waiting";
    this.stalls = 0;
    this.errors = [];
    this.fragment = null;
    this.onstate = () => {};
    video.addEventListener("waiting", () => (this.stalls += this.state === "playing" ? 1 : 0));
    video.addEventListener("playing", () => this.become("playing"));
    video.addEventListener("ended", () => this.become("ended"));
  }

  // Never returns: plays what there is, and waits for what there is not.
  async run() {
    if (!Hls.isSupported() && !this.video.canPlayType("application/vnd.apple.mpegurl")) {
      this.become("unsupported");
      return;
    }
    for (;;) {
      const text = await this.playlist();
      const isEnded = text?.includes("#EXT-X-ENDLIST");
      if (!text) this.become("waiting");
      else if (!(isEnded && this.state === "ended")) await this.play(isEnded);
      await pause(LOOK_MS);
    }
  }

  // When the picture that is seen now was made, by the wall clock; null while that is not known.
  get playingDate() {
    if (this.hls) return this.hls.playingDate?.getTime() ?? null;
    const start = this.video.getStartDate?.()?.getTime();
    return Number.isFinite(start) ? start + this.video.currentTime * 1000 : null;
  }

  get latency() {
    const date = this.playingDate;
    return date === null ? NaN : (Date.now() - date) / 1000;
  }

  get mediaSequence() {
    return typeof this.fragment?.sn === "number" ? this.fragment.sn : null;
  }

  get rendition() {
    const level = this.hls?.levels?.[this.hls.currentLevel];
    return level?.height ? `${level.height}p` : this.video.videoHeight ? `${this.video.videoHeight}p` : "";
  }

  get edge() {
    const { seekable } = this.video;
    return this.hls?.liveSyncPosition ?? (seekable.length ? seekable.end(seekable.length - 1) - 4 : 0);
  }

  get isAtEdge() {
    return this.state === "playing" && !this.video.paused && this.edge - this.video.currentTime < EDGE_S;
  }

  toLive() {
    this.video.currentTime = this.edge;
    this.video.play().catch(() => {});
  }

  // Goes back by so many seconds, if that is still there; tells whether it was.
  goBack(seconds) {
    const { seekable, currentTime } = this.video;
    const wanted = currentTime - seconds;
    if (!seekable.length || wanted < seekable.start(0)) return false;
    this.video.currentTime = wanted;
    return true;
  }

  become(state) {
    if (state !== this.state) {
      this.state = state;
      this.onstate(state);
    }
  }

  async playlist() {
    const answer = await fetch(this.url, { cache: "no-store" }).catch(() => null);
    return answer?.ok ? await answer.text() : null;
  }

  // Returns when the broadcast has ended, or has to be begun anew.
  async play(isEnded) {
    if (!Hls.isSupported()) return await this.playNatively();
    const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2, backBufferLength: 120 });
    this.hls = hls;
    const over = new Promise((resolve) => {
      hls.on(Hls.Events.FRAG_CHANGED, (_, change) => (this.fragment = change.frag));
      hls.on(Hls.Events.ERROR, (_, error) => this.failed(error, resolve));
      this.video.addEventListener("ended", resolve, { once: true });
    });
    hls.loadSource(this.url);
    hls.attachMedia(this.video);
    if (isEnded) hls.once(Hls.Events.MANIFEST_PARSED, () => (this.video.currentTime = 0));
    this.video.play().catch(() => {});
    await over;
    if (this.state !== "ended") hls.destroy();
  }

  failed(error, giveUp) {
    if (!error.fatal) return;
    this.errors.push(String(error.details).slice(0, 200));
    this.errors.splice(0, this.errors.length - MOST_ERRORS);
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && this.errors.length < MOST_ERRORS) this.hls.recoverMediaError();
    else giveUp();
  }

  playNatively() {
    this.video.src = this.url;
    this.video.play().catch(() => {});
    return new Promise((resolve) => {
      for (const end of ["ended", "error"]) this.video.addEventListener(end, resolve, { once: true });
    });
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

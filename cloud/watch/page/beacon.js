// Reports every few seconds how this viewer's playback goes, and asks where it ended last time.

const BEACON_MS = 5000;

export class Beacon {
  constructor(player, viewer) {
    this.player = player;
    this.url = (name) => `${name}?viewer=${viewer}`;
  }

  start() {
    setInterval(() => this.send(), BEACON_MS);
    addEventListener("pagehide", () => navigator.sendBeacon(this.url("beacon"), JSON.stringify(this.report())));
  }

  send() {
    const body = JSON.stringify(this.report());
    fetch(this.url("beacon"), { method: "POST", body }).catch(() => {}); // its being gone is seen elsewhere
  }

  // Where this viewer was last: {at_ms} of the picture, or null.
  async resume() {
    const answer = await fetch(this.url("resume")).catch(() => null);
    return answer?.ok ? await answer.json() : null;
  }

  report() {
    const { video } = this.player;
    const quality = video.getVideoPlaybackQuality?.() ?? {};
    const { latency } = this.player;
    return {
      state: this.player.state,
      position_s: video.currentTime,
      at_ms: Math.round(this.player.playingDate ?? 0),
      media_sequence: this.player.mediaSequence ?? 0,
      rendition: this.player.rendition,
      played_s: playedSeconds(video),
      decoded_frames: quality.totalVideoFrames ?? 0,
      dropped_frames: quality.droppedVideoFrames ?? 0,
      stalls: this.player.stalls,
      latency_s: Number.isFinite(latency) ? latency : 0,
      errors: this.player.errors,
    };
  }
}

function playedSeconds({ played }) {
  let seconds = 0;
  for (let index = 0; index < played.length; index++) seconds += played.end(index) - played.start(index);
  return seconds;
}

// The watch page: puts the player's state into words, and reports to the server how it plays.

import { Player, Source, pause } from "./player.js";
import { isJapanese, words } from "./words.js";

const BEACON_MS = 2000;
const part = (id) => document.getElementById(id);
const video = part("video");
const viewer = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join("");
const here = (file) => `${file}?viewer=${viewer}`;
const player = new Player(video, (file) => fetch(here(file), { cache: "default" }));

function show(state) {
  document.body.dataset.state = state;
  part("notice").textContent = words[state] ?? "";
}

function playedSeconds() {
  let seconds = 0;
  for (let index = 0; index < video.played.length; index++) {
    seconds += video.played.end(index) - video.played.start(index);
  }
  return seconds;
}

async function report() {
  const quality = video.getVideoPlaybackQuality?.() ?? {};
  const latency = Number.isFinite(player.latency) ? player.latency : 0;
  part("figures").textContent = player.state === "playing" && latency ? words.behind(latency) : "";
  await fetch(here("beacon"), {
    method: "POST",
    body: JSON.stringify({
      state: player.state,
      position_s: video.currentTime,
      played_s: playedSeconds(),
      decoded_frames: quality.totalVideoFrames ?? 0,
      dropped_frames: quality.droppedVideoFrames ?? 0,
      stalls: player.stalls,
      latency_s: latency,
      errors: player.errors,
    }),
  }).catch(() => {}); // the server is gone for a while: the playlist says so already
}

// Without Media Source Extensions the browser's own HLS plays, and we only watch over it.
async function playNatively() {
  for (;;) {
    const playlist = await player.playlist();
    if (!playlist) player.become("waiting");
    else if (!video.src || (player.state !== "playing" && !playlist.hasEnded)) {
      video.src = here("index.m3u8");
      video.play().catch(() => {});
    }
    await pause(BEACON_MS);
  }
}

function start() {
  document.documentElement.lang = isJapanese ? "ja" : "en";
  document.title = `${decodeURIComponent(location.pathname.split("/")[1])} – Livedesk`;
  part("badge").textContent = words.badge;
  part("remark").textContent = words.remark;
  part("channel").textContent = decodeURIComponent(location.pathname.split("/")[1]);
  const sound = part("sound");
  sound.textContent = words.sound;
  sound.hidden = false;
  sound.addEventListener("click", () => (video.muted = false));
  video.addEventListener("volumechange", () => (sound.hidden = !video.muted));
  video.addEventListener("pause", () => (player.isPausedByViewer = !video.ended));
  video.addEventListener("play", () => (player.isPausedByViewer = false));
  player.onstate = show;
  show("waiting");
  setInterval(report, BEACON_MS);
  if (Source?.isTypeSupported('video/mp4; codecs="avc1.64001f,mp4a.40.2"')) player.run();
  else if (video.canPlayType("application/vnd.apple.mpegurl")) playNatively();
  else show("unsupported");
}

start();

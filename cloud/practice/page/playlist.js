// Reads what our own server writes: its playlists, and the codecs in an initialisation segment.

export function parsePlaylist(text) {
  const playlist = { entries: [], hasEnded: false };
  let next = {};
  let map = "";
  let sequence = 0;
  for (const line of text.split("\n")) {
    const [tag, value] = [line.split(":", 1)[0], line.slice(line.indexOf(":") + 1)];
    if (tag === "#EXT-X-MEDIA-SEQUENCE") sequence = Number(value);
    else if (tag === "#EXT-X-MAP") map = /URI="([^"]*)"/.exec(value)[1];
    else if (tag === "#EXT-X-PROGRAM-DATE-TIME") next.programTime = Date.parse(value) / 1000;
    else if (tag === "#EXTINF") next.duration = parseFloat(value);
    else if (tag === "#EXT-X-ENDLIST") playlist.hasEnded = true;
    else if (line && !line.startsWith("#")) {
      playlist.entries.push({ ...next, sequence: sequence++, map, url: line });
      next = {};
    }
  }
  return playlist;
}

// The type for a source buffer (RFC 6381), from avcC and esds as ISO/IEC 14496-15 and -14 have them.
export function typeOf(initialisation) {
  const bytes = new Uint8Array(initialisation);
  const codecs = [];
  const video = find(bytes, "avcC");
  if (video >= 0) codecs.push(`avc1.${hex(bytes.subarray(video + 5, video + 8))}`);
  const audio = find(bytes, "esds");
  if (audio >= 0) codecs.push(`mp4a.40.${objectType(bytes, audio)}`);
  return `video/mp4; codecs="${codecs.join(",")}"`;
}

function find(bytes, name) {
  const wanted = [...name].map((letter) => letter.charCodeAt(0));
  for (let at = 0; at + 8 < bytes.length; at++) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}

function objectType(bytes, from) {
  for (let at = from; at + 5 < bytes.length; at++) {
    // the decoder's own descriptor: tag 5 and four length bytes
    if (bytes[at] === 5 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80) {
      return bytes[at + 5] >> 3;
    }
  }
  return 2;
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

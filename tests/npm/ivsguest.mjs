// A guest of IVS Chat on Amazon's own client, told what to do line by line on its standard input.
// Each line is a JSON array: ["connect", url, tokenUrl, key, wish], ["say", text, attributes],
// ["delete", id], ["throwOut", userId] or ["leave"]. What happens is printed, one object a line.
import { createInterface } from "node:readline";
import { ChatRoom, DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest } from "amazon-ivs-chat-messaging";
import WebSocket from "ws";

globalThis.WebSocket ??= WebSocket; // the client is made for browsers
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const quiet = { debug() {}, info() {}, error() {} };
let room = null;

async function token(url, key, wish) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(wish) });
  return answer.json();
}

function connect(url, tokenUrl, key, wish) {
  room = new ChatRoom({ regionOrUrl: url, tokenProvider: () => token(tokenUrl, key, wish), maxReconnectAttempts: 0 });
  room.logger = quiet;
  for (const event of ["connecting", "connect", "disconnect", "message", "event", "messageDelete", "userDisconnect"])
    room.addListener(event, (told) => say({ on: event, told: told ?? null }));
  room.connect();
}

const asked = (promise) =>
  promise.then((told) => say({ on: "done", told }), (error) => say({ on: "failed", code: error.errorCode ?? null, message: error.message }));
const words = {
  connect,
  say: (text, attributes) => asked(room.sendMessage(new SendMessageRequest(text, attributes ?? undefined))),
  delete: (id) => asked(room.deleteMessage(new DeleteMessageRequest(id, "spam"))),
  throwOut: (user) => asked(room.disconnectUser(new DisconnectUserRequest(user, "spam"))),
  leave: () => room.disconnect(),
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [word, ...rest] = JSON.parse(line);
    words[word](...rest);
  })
  .on("close", () => process.exit(0));

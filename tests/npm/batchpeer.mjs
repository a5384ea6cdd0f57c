// The peer of the chat's benchmarks: Socket.IO's own server with the same batching as ours, one
// frame of all that was said every 50 ms. Prints its port; `RATE` messages a second are said inside.
import { createServer } from "node:http";
import { Server } from "socket.io";

const rate = Number(process.env.RATE ?? 0);
const server = createServer();
const io = new Server(server, { transports: ["websocket"], maxHttpBufferSize: 16384 });
const chat = io.of("/chat");
let head = 0;
let waiting = [];

function take(user, text) {
  head += 1;
  waiting.push({ s: head, k: "msg", t: Date.now(), u: { id: user, name: user }, d: { text, id: `${user}-${head}` } });
  return head;
}

chat.on("connection", (socket) => {
  socket.on("join", (wish, answer) => {
    socket.join(`live:${wish.live}`);
    answer({ ok: true, epoch: "peer", head, first: 1, items: [] });
  });
  socket.on("send", (wish, answer) => answer({ ok: true, seq: take(socket.id, wish.text), id: wish.id }));
});

const text = "こんにちは、きょうの配信もたのしいですね! hello from the crowd";
let said = 0;
const began = performance.now();
setInterval(() => {
  const due = Math.floor(((performance.now() - began) / 1000) * rate);
  while (said < due) {
    said += 1;
    take(`user-${said % 500}`, text);
  }
  if (waiting.length) {
    chat.to("live:bench").emit("b", { e: "peer", h: head, i: waiting, t: Date.now() });
    waiting = [];
  }
}, 50);

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));

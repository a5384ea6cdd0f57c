// A guest of the chat on npm's socket.io-client, told what to do line by line on its standard input.
// Each line is a JSON array: ["connect", url, token], ["ask", event, object] or ["break"] (the network
// goes away). What happens is printed, one JSON object a line.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
let socket = null;

function connect(url, token) {
  socket?.disconnect();
  socket = io(`${url}/chat`, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { token },
  });
  socket.on("connect", () => say({ on: "connect" }));
  socket.on("connect_error", (error) =>
    say({ on: "connect_error", message: error.message, data: error.data ?? null }),
  );
  socket.on("disconnect", (reason) => say({ on: "disconnect", reason }));
  socket.onAny((event, body) => say({ on: event, body }));
}

const words = {
  connect,
  ask: (event, body) => socket.emit(event, body, (answer) => say({ on: "answer", body: answer })),
  break: () => socket.io.engine.transport.ws.terminate(),
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [word, ...rest] = JSON.parse(line);
    words[word](...rest);
  })
  .on("close", () => process.exit(0));

// A guest of an Event API on Amplify's own client, told what to do line by line on its standard input.
// Each line is a JSON array: ["connect", endpoint, apiKey, channel], ["publish", event] over the
// websocket, or ["post", event] over HTTP. What happens is printed, one object a line.
import { createInterface } from "node:readline";
import { Amplify } from "@aws-amplify/core";
import { events } from "@aws-amplify/api-graphql";
import WebSocket from "ws";

globalThis.WebSocket ??= WebSocket; // the client is made for browsers
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const asked = (promise) =>
  promise.then((told) => say({ on: "done", told: told ?? null }), (error) => say({ on: "failed", message: String(error?.message ?? JSON.stringify(error)) }));
let channel = null;
let path = "";

async function connect(endpoint, apiKey, name) {
  Amplify.configure({ API: { Events: { endpoint, region: "us-east-1", defaultAuthMode: "apiKey", apiKey } } });
  path = name;
  channel = await events.connect(name);
  const subscription = channel.subscribe({
    next: (told) => say({ on: "event", told }),
    error: (error) => say({ on: "error", message: String(error?.message ?? JSON.stringify(error)) }),
  });
  await subscription.ready;
}

const words = {
  connect: (...rest) => asked(connect(...rest)),
  publish: (event) => asked(channel.publish(event)),
  post: (event) => asked(events.post(path, event)),
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [word, ...rest] = JSON.parse(line);
    words[word](...rest);
  })
  .on("close", () => process.exit(0));

// What one writes with: name, text, stamps, hearts, and the room's poll.

import { part } from "./chatlist.js";
import { words } from "./words.js";

const MOST_LETTERS = 500;
const NEARLY = 50;
const HEART_MS = 1000;
export const STAMPS = ["clap", "heart", "laugh", "wow", "cry", "party", "fire", "ok"];
const at = (id) => document.getElementById(id);

export function furnish(room) {
  const [form, name, text, stamps, pick] = ["composer", "name", "text", "stamps", "pick"].map(at);
  name.value = room.visitor.name;
  name.placeholder = name.ariaLabel = words.name;
  text.placeholder = text.ariaLabel = words.write;
  at("send").textContent = words.send;
  at("heart").textContent = "♥";
  at("heart").ariaLabel = at("heart").title = words.heart;
  pick.append(stampPicture("laugh"));
  pick.ariaLabel = pick.title = words.pick;
  at("list").ariaLabel = words.chat;
  stamps.append(...STAMPS.map((stamp) => stampButton(stamp, room)));
  pick.addEventListener("click", () => {
    stamps.hidden = !stamps.hidden;
    pick.ariaExpanded = String(!stamps.hidden);
  });
  text.addEventListener("input", () => showLeft(text.value));
  name.addEventListener("change", () => room.rename(name.value.trim()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (!said || [...said].length > MOST_LETTERS) return;
    room.say({ text: said });
    text.value = "";
    showLeft("");
  });
  heartbeat(room);
}

function showLeft(text) {
  const left = MOST_LETTERS - [...text].length;
  at("hint").textContent = left <= NEARLY ? words.left(left) : "";
  at("send").disabled = left < 0;
}

// Hearts are counted here and told once a second.
function heartbeat(room) {
  let count = 0;
  at("heart").addEventListener("click", () => (count = Math.min(100, count + 1)));
  setInterval(() => {
    if (count) room.ask("heart", { count });
    count = 0;
  }, HEART_MS);
}

function stampButton(stamp, room) {
  const button = document.createElement("button");
  button.type = "button";
  button.ariaLabel = stamp;
  button.append(stampPicture(stamp));
  button.addEventListener("click", () => room.say({ stamp }));
  return button;
}

function stampPicture(stamp) {
  const image = document.createElement("img");
  image.src = `/static/stamps/${stamp}.svg`;
  image.alt = "";
  return image;
}

export function showPin(pin) {
  const place = at("pin");
  place.hidden = !pin?.seq || (pin.until_ms && pin.until_ms < Date.now());
  place.replaceChildren(part("b", "name", pin?.name), part("span", "text", pin?.text));
  place.title = words.pinned;
}

export function showPoll(poll, room) {
  const place = at("poll");
  place.hidden = !poll?.id;
  if (!poll?.id) return;
  const answers = poll.options.map((option, index) => {
    const button = part("button", "option", option);
    button.type = "button";
    button.disabled = poll.is_open === false;
    button.addEventListener("click", () => room.ask("poll.vote", { poll: poll.id, option: index }));
    return button;
  });
  place.replaceChildren(part("b", "question", poll.question), ...answers);
  showVotes(poll.votes ?? []);
}

export function showVotes(votes) {
  const all = votes.reduce((sum, each) => sum + each, 0);
  document.querySelectorAll("#poll button").forEach((button, index) => {
    button.style.setProperty("--share", `${all ? (100 * (votes[index] ?? 0)) / all : 0}%`);
  });
}

// What happens over the picture: confetti, hearts, fireworks, snow.

const SIGNS = {
  confetti: ["■", "▲", "●", "◆"],
  hearts: ["♥"],
  fireworks: ["✦", "✶", "✸"],
  snow: ["❄", "•"],
};
const COLOURS = ["#f43f5e", "#f59e0b", "#10b981", "#3b82f6", "#a855f7"];
const SNOW = ["#ffffff", "#e0f2fe"];
const MOST = 120;

export function happen(place, name) {
  const signs = SIGNS[name];
  if (!signs) return;
  for (let count = 0; count < 40; count++) add(place, signs, name === "snow" ? SNOW : COLOURS, name === "fireworks");
}

export function rise(place, count) {
  for (let each = 0; each < Math.min(8, count); each++) add(place, SIGNS.hearts, COLOURS, true);
}

function add(place, signs, colours, isRising) {
  if (place.childElementCount >= MOST) return;
  const particle = document.createElement("span");
  particle.className = isRising ? "particle rising" : "particle";
  particle.textContent = pick(signs);
  particle.style.color = pick(colours);
  particle.style.insetInlineStart = `${Math.random() * 100}%`;
  particle.style.animationDelay = `${Math.random()}s`;
  particle.addEventListener("animationend", () => particle.remove());
  place.append(particle);
}

function pick(list) {
  return list[Math.floor(Math.random() * list.length)];
}

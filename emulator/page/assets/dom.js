// Builds DOM nodes. Strings become text nodes, so what people typed is never
// read as markup; nothing on this page uses innerHTML.

const SVG = "http://www.w3.org/2000/svg";

// el makes an element. Props: class, text, dataset, on (listeners), aria (aria-*
// attributes); any other name is an attribute, or a property when it is a boolean.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "dataset") Object.assign(node.dataset, defined(value));
    else if (name === "on") for (const [event, f] of Object.entries(value)) node.addEventListener(event, f);
    else if (name === "aria") for (const [k, v] of Object.entries(defined(value))) node.setAttribute("aria-" + k, String(v));
    else if (typeof value === "boolean") node.toggleAttribute(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

function defined(record) {
  return Object.fromEntries(Object.entries(record).filter(([, v]) => v !== undefined && v !== null));
}

// button is a real button with a name that screen readers say.
export function button(props, ...children) {
  return el("button", { type: "button", ...props }, ...children);
}

// The drawings of the icons, on a 24 by 24 grid.
const drawings = {
  send: "M3.4 20.4 21.5 12 3.4 3.6 3.4 10.1 15 12 3.4 13.9z",
  attach: "M16.5 6.5v10a4.5 4.5 0 0 1-9 0V6a3 3 0 0 1 6 0v10a1.5 1.5 0 0 1-3 0V7",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  reply: "M10 6 4 12l6 6v-4c5 0 8 1.5 10 5 0-6-3-9.5-10-10z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  panel: "M4 5h16v14H4zM14.5 5v14",
  keyboard: "M3 7h18v11H3zM7 11v.01M10.3 11v.01M13.7 11v.01M17 11v.01M8 14.7h8",
  menu: "M5 7h14M5 12h14M5 17h9",
  check: "M5 12.5l4.5 4.5L19 7.5",
  link: "M8 16 17 7M10 7h7v7",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  add: "M12 5v14M5 12h14",
  comments: "M4 5h16v11H10l-4 4v-4H4z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14c1 1.5 2.2 2.2 3.5 2.2s2.5-.7 3.5-2.2M9 9.5v.01M15 9.5v.01",
  down: "M6 9.5l6 6 6-6",
  channel: "M4 10v4h3l8 4V6l-8 4zM18 9.5c1 1.5 1 3.5 0 5",
  group: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M16 11a2.5 2.5 0 1 0-1-4.8M17.5 13.7c2.2.5 3.5 2.3 3.5 5",
  bot: "M6 9h12v9H6zM12 9V5.5M12 5v.01M9.5 13v.01M14.5 13v.01M3.5 12v3M20.5 12v3",
  flag: "M6 21V4M6 5h11l-2.5 4 2.5 4H6",
  play: "M8 5.5v13l10.5-6.5z",
  stop: "M7 7h10v10H7z",
};
const filled = new Set(["send", "play", "stop"]);

// icon is a drawing that screen readers pass over.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon" + (filled.has(name) ? " icon-filled" : ""));
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", drawings[name]);
  svg.append(path);
  return svg;
}

// refill replaces what is in a node and keeps the focus on what had it, found by
// its data attributes.
export function refill(node, ...children) {
  const held = node.contains(document.activeElement) ? address(document.activeElement) : null;
  node.replaceChildren(...children.flat(3).filter(Boolean));
  if (held) node.querySelector(held)?.focus({ preventScroll: true });
}

function address(element) {
  const parts = Object.entries(element.dataset).map(([k, v]) =>
    `[data-${k.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase())}="${CSS.escape(v)}"]`);
  return parts.length ? parts.join("") : null;
}

const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// roam lets the arrow keys, Home and End move the focus among the buttons in a node.
export function roam(node) {
  node.addEventListener("keydown", (event) => {
    const buttons = [...node.querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
    const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : steps[event.key] && (at + steps[event.key] + buttons.length) % buttons.length;
    if (to === undefined || at < 0) return;
    buttons[to].focus();
    event.preventDefault();
  });
}

const hues = 7;

// avatar is a coloured circle with initials, or with a drawing.
export function avatar(id, name, drawing) {
  const node = el("span", { class: "avatar", aria: { hidden: true }, dataset: { hue: String(Math.abs(Number(id)) % hues) } });
  node.append(drawing ? icon(drawing) : initials(name));
  return node;
}

function initials(name) {
  const words = String(name ?? "").trim().split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((w) => [...w][0].toUpperCase()).join("") || "?";
}

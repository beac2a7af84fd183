// Turns a text and its entities into DOM nodes. The text goes into text nodes
// only; an address is followed only when its kind is one of a few.

import { el, button, icon } from "./dom.js";
import { t } from "./words.js";

const safe = /^(https?:|mailto:|tel:)/i;

// rich is the nodes of a text. Does (what pressing something does) has
// open(link), command(text) and mention(entity, text).
export function rich(text, entities, does) {
  const sorted = (entities ?? [])
    .filter((e) => e.length > 0)
    .map((e) => ({ ...e, end: e.offset + e.length }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return nest(text, 0, text.length, sorted, does);
}

// nest walks the entities that begin between from and to. One that overlaps the
// end of another is cut there: Telegram sends only nested ones.
function nest(text, from, to, entities, does) {
  const nodes = [];
  let at = from, i = 0;
  while (i < entities.length) {
    const e = entities[i];
    const start = Math.max(e.offset, at), end = Math.min(e.end, to);
    let after = i + 1;
    while (after < entities.length && entities[after].offset < end) after++;
    if (end > start) {
      if (start > at) nodes.push(text.slice(at, start));
      const inner = nest(text, start, end, entities.slice(i + 1, after), does);
      nodes.push(mark(e, inner, text.slice(start, end), does));
      at = end;
      if (blocks.has(e.type) && text[at] === "\n" && at < to) at++; // the block itself ends the line
    }
    i = after;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

const blocks = new Set(["pre", "blockquote", "expandable_blockquote"]);
const plainTags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

function mark(e, inner, text, does) {
  if (plainTags[e.type]) return el(plainTags[e.type], {}, inner);
  switch (e.type) {
    case "pre": return el("pre", { tabindex: "0" }, el("code", { dataset: { language: e.language } }, inner));
    case "blockquote": return el("blockquote", {}, inner);
    case "expandable_blockquote": return expandable(inner);
    case "spoiler": return spoiler(inner);
    case "url": return link(text, inner, does);
    case "text_link": return link(e.url, inner, does);
    case "email": return link("mailto:" + text, inner, does);
    case "phone_number": return link("tel:" + text, inner, does);
    case "bot_command": return button({ class: "inlinelink", on: { click: () => does.command(text) } }, inner);
    case "mention": return button({ class: "inlinelink", on: { click: () => does.open("https://t.me/" + text.slice(1)) } }, inner);
    case "text_mention": case "hashtag": case "cashtag": return el("span", { class: "tagged" }, inner);
    default: return el("span", {}, inner);
  }
}

// botLink says whether an address is one of Telegram's own, which opens inside.
export const botLink = (address) => /^(https?:\/\/(t|telegram)\.me\/|t\.me\/|tg:)/i.test(address ?? "");

function link(address, inner, does) {
  if (botLink(address)) return button({ class: "inlinelink", on: { click: () => does.open(address) } }, inner);
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : "https://" + address;
  if (!safe.test(full)) return el("span", {}, inner);
  return el("a", { href: full, target: "_blank", rel: "noopener noreferrer" }, inner);
}

function spoiler(inner) {
  const hidden = el("span", { class: "spoilertext", aria: { hidden: true } }, inner);
  const cover = el("span", { class: "spoiler", dataset: { spoiler: "shut" }, role: "button", tabindex: "0", aria: { label: t("spoiler") } }, hidden);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!cover.classList.contains("spoiler")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.className = "";
    cover.dataset.spoiler = "open";
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    hidden.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", reveal, true);
  cover.addEventListener("keydown", reveal, true);
  return cover;
}

// expandable is a quote that shows three lines until it is opened. Whether it is
// longer is known only on the page: see measure.
function expandable(inner) {
  const body = el("div", { class: "quotebody" }, inner);
  const label = el("span", { text: t("showAll") });
  const toggle = button({ class: "quotetoggle", aria: { expanded: false }, hidden: true }, label, icon("down"));
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    body.classList.toggle("open", open);
    label.textContent = t(open ? "showLess" : "showAll");
  });
  return el("blockquote", { class: "expandable" }, body, toggle);
}

// carry opens in a text that is drawn anew what was open in the old one: quotes, spoilers, ticks in a poll.
export function carry(from, to) {
  const pairs = (selector) => {
    const news = to.querySelectorAll(selector);
    return [...from.querySelectorAll(selector)].flatMap((old, n) => news[n] ? [[old, news[n]]] : []);
  };
  for (const [old, now] of pairs(".quotetoggle")) if (old.getAttribute("aria-expanded") === "true") now.click();
  for (const [old, now] of pairs("[data-spoiler]")) if (old.dataset.spoiler === "open") now.click();
  for (const [old, now] of pairs("input")) {
    now.checked = old.checked;
    now.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// measure offers to open the quotes that are cut off. Call it once a bubble
// stands on the page.
export function measure(node) {
  for (const quote of node.querySelectorAll("blockquote.expandable")) {
    const [body, toggle] = quote.children;
    toggle.hidden = body.scrollHeight <= body.clientHeight + 2 && !body.classList.contains("open");
  }
}

// The open conversation: its head, its messages, what stands in the way.

import { el, button, icon, avatar, refill } from "./dom.js";
import { gist, row } from "./bubbles.js";
import { menu, note } from "./dialogs.js";
import { go, perform } from "./doing.js";
import { carry, measure } from "./format.js";
import { current, on, ordered, senderID, store, tell } from "./store.js";
import { day, language, t } from "./words.js";

const head = document.querySelector("#head");
const notice = document.querySelector("#notice");
const log = document.querySelector("#log");
const list = document.querySelector("#messages");
const down = document.querySelector("#down");

let shown = "";        // what stands in the log: person, chat, thread, language
let drawn = new Map(); // message id → {message, run, node}
let stuck = true;      // the log stands at its end
let acted = false;     // a button was pressed: what comes of it is shown
let first = 0;         // the oldest message not seen yet: it is not scrolled out of sight

// begin draws now and after changes.
export function begin() {
  on("chats route language", drawAll);
  on("chat", (id) => { if (id === current()?.id) { drawHead(); drawNotice(); draw(); } });
  on("status link", drawNotice);
  on("messages", ({ chat, message, fresh, gone }) => {
    if (chat !== current()?.id) return;
    if (drawn.get(gone)?.node.contains(document.activeElement)) log.focus({ preventScroll: true });
    const last = Math.max(...current().messages.keys());
    if (acted && message && !message.own && message.message_id === last) { stuck = true; first = last; acted = false; }
    else if (fresh && message.own) { stuck = true; first = 0; }
    else if (fresh && stuck && !first) first = message.message_id;
    draw();
  });
  on("jump", jump);
  on("pressed", () => { acted = true; });
  log.addEventListener("scroll", scrolled, { passive: true });
  new ResizeObserver(() => { if (stuck) toEnd(); }).observe(log);
  for (const by of ["wheel", "touchmove"]) log.addEventListener(by, () => setTimeout(moved, 100), { passive: true });
  for (const by of ["pointerdown", "keydown"]) log.addEventListener(by, (event) => { if (event.target === log) setTimeout(moved, 100); });
  down.addEventListener("click", () => { first = 0; toEnd(true); log.focus({ preventScroll: true }); });
  document.addEventListener("visibilitychange", read);
}

function drawAll() {
  drawHead();
  drawNotice();
  draw();
}

function drawHead() {
  const chat = current();
  head.hidden = !chat;
  log.setAttribute("aria-label", t("messages"));
  down.setAttribute("aria-label", t("down"));
  if (!chat) return refill(head);
  const { thread, from } = store.route;
  const back = button({
    class: "iconbutton back" + (thread ? " always" : ""), dataset: { role: "back" }, aria: { label: t(thread ? "backToPost" : "back") },
    on: { click: () => go(thread ? { chat: from ?? chat.id } : { chat: null }) },
  }, icon("back"));
  refill(head, back,
    thread ? null : avatar(faceOf(chat), chat.title, kindIcon(chat)),
    el("div", { class: "title" },
      el("h2", { text: thread ? t("thread") : chat.title }),
      el("p", { text: thread ? t("threadIn", { title: chat.title }) : t(kindWord(chat)) })),
    chatMenu(chat));
}

// faceOf is whose colour a chat has: the bot's is the same for everybody.
export const faceOf = (chat) => chat.kind === "private" ? chat.bot : chat.id;
export const kindIcon = (chat) => ({ private: "bot", channel: "channel", group: "group" })[chat.kind];
const kindWord = (chat) => ({ private: "bot", channel: "channel", group: "group" })[chat.kind];

function chatMenu(chat) {
  const item = chat.kind === "private"
    ? chat.blocked ? { text: t("unblock"), icon: "check", role: "unblock", act: () => perform("unblock") }
      : { text: t("block"), icon: "close", role: "block", bad: true, act: () => perform("block") }
    : chat.joined ? { text: t("leave"), icon: "back", role: "leave", bad: true, act: () => perform("leave") }
      : { text: t("join"), icon: "add", role: "join", act: () => perform("join") };
  const anchor = button({ class: "iconbutton", dataset: { role: "chat-menu" }, aria: { label: t("chatMenu"), haspopup: "menu", expanded: false } }, icon("more"));
  anchor.addEventListener("click", () => menu(anchor, chat.may_hide ? [mask(chat), item] : [item]));
  return anchor;
}

// mask is what lets an administrator write in the name of the group, as Telegram's "Remain anonymous" does.
const mask = (chat) => chat.hidden ? { text: t("unhide"), icon: "check", role: "unhide", act: () => perform("unhide") }
  : { text: t("hide"), icon: "group", role: "hide", act: () => perform("hide") };

// drawNotice says that the bot is stopped or that one has not joined, and shows what is pinned.
function drawNotice() {
  const chat = current();
  const pinned = chat?.pinned && !store.route.thread ? chat.messages.get(chat.pinned) : null;
  const outside = chat && !chat.joined && chat.can_write && chat.kind !== "private" && !store.route.thread; // who may comment without having joined
  refill(notice,
    store.linked ? null : el("p", { class: "notice warn", role: "status", text: t("offline") }),
    store.running || chat?.kind === "private" && chat.bot !== store.setup.bot.id ? null : el("p", { class: "notice warn", role: "status", dataset: { role: "stopped" }, text: t("stoppedNote") }),
    outside ? el("p", { class: "notice outside" }, el("span", { text: t("notIn") }), button({ dataset: { role: "join" }, text: t("join"), on: { click: () => perform("join") } })) : null,
    pinned ? button({ class: "notice pinned", dataset: { role: "pinned" }, on: { click: () => jump(pinned.message_id) } }, el("span", { text: gist(pinned) })) : null);
}

// draw brings the log up to date and keeps every line that has not changed, with
// its focus and its opened quotes.
function draw() {
  const chat = current();
  const { thread } = store.route;
  const key = [store.as, chat?.id, thread, language()].join(" ");
  const fresh = key !== shown;
  const messages = chat ? ordered(chat, thread) : [];
  if (fresh) { drawn = new Map(); stuck = true; shown = key; first = unseen(chat, messages); list.replaceChildren(); }
  const lines = messages.length ? lay(messages, chat) : [hollow(chat)];
  reconcile(lines);
  measure(list);
  if (stuck) toEnd();
  scrolled();
  read();
  tell("drawn");
}

// unseen is the oldest message that the server counts as unread.
function unseen(chat, messages) {
  if (!chat?.unread || store.route.thread) return 0;
  return messages.filter((m) => !m.own).at(-chat.unread)?.message_id ?? 0;
}

const together = 300; // seconds within which messages of one sender belong together

// lay makes the lines of the log: days, and messages with where they stand.
function lay(messages, chat) {
  const lines = [], kept = new Map();
  let date = "";
  messages.forEach((m, i) => {
    const d = day(m.date);
    if (d !== date) lines.push(el("li", { class: "day" }, el("span", { text: d })));
    const before = messages[i - 1], after = messages[i + 1];
    const run = { first: d !== date || !joins(before, m), last: !joins(m, after) };
    date = d;
    const old = drawn.get(m.message_id);
    const same = old && old.message === m && old.run.first === run.first && old.run.last === run.last && old.write === chat.can_write;
    const node = same ? old.node : replace(old, row(m, chat, run), m);
    kept.set(m.message_id, { message: m, run, node, write: chat.can_write });
    lines.push(node);
  });
  drawn = kept;
  return lines;
}

const joins = (a, b) => a && b && senderID(a) === senderID(b) && a.own === b.own && b.date - a.date < together;

// replace hands the focus within an old line on to the same place of its new one, and what was opened in it.
function replace(old, node, m) {
  if (old && old.message.text === m.text && old.message.caption === m.caption) carry(old.node, node);
  const held = old?.node.contains(document.activeElement) ? document.activeElement : null;
  if (!held) return node;
  const all = [...old.node.querySelectorAll("button,a,input")], at = all.indexOf(held);
  queueMicrotask(() => {
    const label = held.dataset.button && node.querySelector(`[data-button="${CSS.escape(held.dataset.button)}"]`);
    (label || node.querySelectorAll("button,a,input")[at] || node.querySelector("button"))?.focus({ preventScroll: true });
  });
  return node;
}

function reconcile(lines) {
  const wanted = new Set(lines);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  lines.forEach((line, i) => { if (list.children[i] !== line) list.insertBefore(line, list.children[i] ?? null); });
}

// hollow is what stands where no message does.
function hollow(chat) {
  if (!chat) return el("li", { class: "hollow" }, store.loaded ? el("p", { text: t("noChats") }) : null);
  const opening = chat.kind === "private" && !chat.blocked;
  return el("li", { class: "hollow" },
    avatar(faceOf(chat), chat.title, kindIcon(chat)),
    el("p", { class: "about", text: opening && chat.about ? chat.about : "" }),
    el("p", { text: t(opening ? "beginHint" : store.route.thread ? "emptyThread" : "empty") }),
    opening ? button({ class: "primary", dataset: { role: "begin" }, text: t("begin"), on: { click: () => perform("say", { text: "/start" }) } }) : null);
}

function jump(id) {
  const node = drawn.get(id)?.node;
  if (!node) return note(t("gone"));
  stuck = false;
  node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  node.classList.remove("flash");
  requestAnimationFrame(() => node.classList.add("flash"));
}

// toEnd goes to the newest message, but not past the first one that was not seen.
function toEnd(past) {
  const node = past ? null : drawn.get(first)?.node;
  const top = node ? node.offsetTop - log.offsetTop - 10 : Infinity;
  log.scrollTop = Math.min(top, log.scrollHeight);
  stuck = true;
  down.hidden = atEnd();
}

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;

function scrolled() {
  down.hidden = atEnd();
  if (atEnd()) { stuck = true; first = 0; }
}

// moved: whoever scrolls by hand has seen what there is.
function moved() {
  stuck = atEnd();
  first = 0;
}

let reading = "";

// read tells the server up to where the open chat has been seen.
function read() {
  const chat = current();
  if (!chat?.unread || document.hidden || log.clientHeight === 0 || store.route.thread) return;
  const newest = Math.max(0, ...chat.messages.keys());
  const what = [store.as, chat.id, newest].join(" ");
  if (!newest || what === reading) return;
  reading = what;
  perform("read", { message: newest }, chat);
}

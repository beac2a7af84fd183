// Behind the scenes: the bot's process, the faults that can be switched on, and
// what goes between the server and the bot.

import { el, button, icon, refill } from "./dom.js";
import { control } from "./api.js";
import { attempt } from "./dialogs.js";
import { addTrace, on, store, tell } from "./store.js";
import { clock, keep, kept, say, t } from "./words.js";

const panel = document.querySelector("#panel");
const covered = matchMedia("(max-width: 1099px)"); // as in style.css: the panel lies over the page
const head = el("div", { class: "panelhead" });
const machine = el("section", { class: "machine" });
const troubles = el("section", { class: "troubles" });
const trail = el("section", { class: "traced" });
const lines = el("ol", { class: "trace", dataset: { role: "trace" } });
let isOpen = false;
let newest = null; // the list under the newest update
let chores = null; // the calls for no update, while no other has come since

export function begin() {
  panel.append(head, machine, troubles, trail);
  isOpen = !covered.matches && kept("panel") !== "closed";
  covered.addEventListener("change", () => apply(!covered.matches && kept("panel") !== "closed"));
  on("language", drawAll);
  on("status", drawStatus);
  on("trace", add);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && covered.matches) toggle(false); });
  drawAll();
  apply(isOpen);
}

// traced is what the panel wants of the stream.
export const traced = {
  update: (u) => addTrace({ ...u, update: true }),
  call: addTrace,
  status: ({ running, faults }) => { store.running = running; store.faults = new Set(faults ?? []); tell("status"); },
};

// toggle opens or shuts the panel and remembers it.
export function toggle(open = !isOpen) {
  if (!covered.matches) keep("panel", open ? "open" : "closed");
  apply(open);
  if (open) panel.querySelector("h2").focus({ preventScroll: true });
  else document.querySelector('[data-role="panel-toggle"]:not([hidden])')?.focus();
}

function apply(open) {
  isOpen = open;
  panel.hidden = !open;
  document.querySelector("#app").dataset.panel = open ? "open" : "closed";
  for (const part of document.querySelectorAll("#side, #talk")) part.inert = open && covered.matches;
  for (const b of document.querySelectorAll('[data-role="panel-toggle"]')) {
    b.setAttribute("aria-expanded", String(open));
    b.setAttribute("aria-label", t(open ? "panelClose" : "panelOpen"));
    b.title = b.getAttribute("aria-label");
  }
  if (open) trail.scrollTop = trail.scrollHeight;
}

function drawAll() {
  panel.setAttribute("aria-label", t("panel"));
  refill(head, el("h2", { tabindex: "-1", text: t("panel") }),
    button({ class: "iconbutton", dataset: { role: "panel-close" }, aria: { label: t("panelClose") }, on: { click: () => toggle(false) } }, icon("close")));
  drawStatus();
  refill(trail,
    el("div", { class: "tracehead" }, el("h3", { text: t("trace") }), button({ class: "inlinelink", dataset: { role: "trace-clear" }, text: t("clear"), on: { click: wipe } })),
    el("p", { class: "tracenote", text: t("traceNote"), hidden: store.trace.length > 0 }), lines);
  lines.replaceChildren();
  newest = chores = null;
  for (const entry of store.trace) add(entry);
  apply(isOpen);
}

function drawStatus() {
  machine.hidden = store.setup.control === false;
  refill(machine,
    el("p", { class: "state" + (store.running ? " good" : " bad"), role: "status", dataset: { role: "bot-state" }, text: t(store.running ? "running" : "stopped") }),
    el("div", { class: "machinerow" },
      button({ class: "quiet", dataset: { role: "bot-stop" }, disabled: !store.running, on: { click: () => attempt(() => control("stop")) } }, icon("stop"), t("stop")),
      button({ class: "quiet", dataset: { role: "bot-start" }, disabled: store.running, on: { click: () => attempt(() => control("start")) } }, icon("play"), t("start"))));
  troubles.hidden = store.setup.faults.length === 0;
  refill(troubles, el("h3", { text: t("faults") }), el("p", { class: "tracenote", text: t("faultsNote") }),
    store.setup.faults.map((f) => faultSwitch(f)));
}

function faultSwitch(f) {
  const is = store.faults.has(f.id);
  return button({
    class: "switch", role: "switch", dataset: { fault: f.id }, aria: { checked: is },
    on: { click: () => attempt(() => control("fault", { id: f.id, on: !is })) },
  }, el("span", { text: say(f.label) }), el("span", { class: "slot", aria: { hidden: true } }));
}

function wipe() {
  store.trace.length = 0;
  lines.replaceChildren();
  newest = chores = null;
  const hint = trail.querySelector(".tracenote");
  if (hint) hint.hidden = false;
}

// chore and errand are the methods by which a bot looks after itself, as it does when it starts: always, and in the
// midst of such.
const chore = /^(getMe|logOut|close|(get|set|delete)My[A-Z]\w*|[a-z]+ChatMenuButton|[a-z]+Webhook\w*)$/;
const errand = /^getChat/;

// add writes an update, a call under the update that came before it, or a call that is for none.
function add(entry) {
  const end = trail.scrollHeight - trail.scrollTop - trail.clientHeight < 80;
  const hint = trail.querySelector(".tracenote");
  if (hint) hint.hidden = true;
  if (entry.update) addUpdate(entry);
  else if (chore.test(entry.method) || chores && errand.test(entry.method)) addChore(entry);
  else if (entry.method === "getUpdates") lines.append(el("li", {}, call(entry))); // it failed: others are not told
  else addCall(entry);
  while (lines.children.length > 150) lines.firstChild.remove();
  if (end) trail.scrollTop = trail.scrollHeight;
}

function addUpdate(entry) {
  newest = el("ol", { class: "calls" });
  chores = null;
  lines.append(el("li", {}, update(entry), newest));
}

function addCall(entry) {
  if (!newest) { newest = el("ol", { class: "calls" }); lines.append(el("li", {}, newest)); }
  chores = null;
  newest.append(el("li", {}, call(entry)));
}

// addChore folds calls that no update asked for into one line: a bot makes dozens when it starts.
function addChore(entry) {
  if (!chores) {
    const list = el("ol", { class: "calls" }), count = el("span", { class: "gist" }), failed = el("span", { class: "code bad" });
    chores = { list, count, failed };
    lines.append(el("li", {}, el("details", { class: "entry chores" },
      el("summary", {}, el("span", { class: "arrow", text: "←" }), count, failed, el("time", { text: clock(seconds(entry.at), true) })), list)));
  }
  newest = null;
  chores.list.append(el("li", {}, call(entry)));
  chores.count.textContent = t("chores", { n: chores.list.children.length });
  if (entry.code !== 200) chores.failed.textContent = answerCode(entry);
}

const answerCode = (entry) => entry.code ? String(entry.code) : t("unanswered");

const seconds = (at) => typeof at === "number" ? at : Date.parse(at) / 1000;

function update(entry) {
  const raw = typeof entry.raw === "string" ? parsed(entry.raw) : entry.raw;
  const kind = Object.keys(raw ?? {}).find((k) => k !== "update_id") ?? t("update");
  return unfolding("update", [el("span", { class: "arrow", text: "→" }), el("strong", { text: kind }), el("span", { class: "gist", text: brief(raw?.[kind]) })], entry.at,
    () => json(raw));
}

// What an update without a text is about, by the member that only such an update has.
const telling = /^(new_chat_members|left_chat_member|new_chat_title|pinned_message|migrate_|new_reaction|reactions|option_ids)/;

// brief is what an update says, in a few words.
function brief(of) {
  if (!of || typeof of !== "object") return "";
  const text = of.text ?? of.data ?? of.caption ?? of.document?.file_name ?? of.poll?.question ?? of.question ?? of.new_chat_member?.status;
  const about = text ?? Object.keys(of).find((k) => telling.test(k)) ?? "";
  return String(about).replace(/\s+/g, " ").slice(0, 60);
}

function call(entry) {
  const good = entry.code === 200;
  const code = answerCode(entry);
  return unfolding("call", [
    el("span", { class: "arrow", text: "←" }), el("strong", { text: entry.method }),
    el("span", { class: "code " + (good ? "good" : "bad"), text: code }),
    el("span", { class: "gist", text: t("ms", { n: Math.round(entry.ms ?? 0) }) })], entry.at,
  () => [el("h4", { text: t("params") }), json(unpacked(entry.params)),
    entry.description || entry.fault ? [el("h4", { text: t("answer") }), el("p", { text: [code, entry.description, entry.fault].filter(Boolean).join(" · ") })] : null]);
}

function unfolding(kind, title, at, content) {
  const node = el("details", { class: "entry " + kind }, el("summary", {}, title, el("time", { text: clock(seconds(at), true) })));
  node.addEventListener("toggle", () => { if (node.open && node.children.length === 1) node.append(...[content()].flat(3).filter(Boolean)); });
  return node;
}

const json = (value) => el("pre", { tabindex: "0", text: JSON.stringify(value, null, 2) ?? "" });

// unpacked shows parameters that are themselves JSON as what they hold.
function unpacked(params) {
  return Object.fromEntries(Object.entries(params ?? {}).map(([k, v]) => [k, typeof v === "string" && /^[[{]/.test(v) ? parsed(v) : v]));
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return text; }
}

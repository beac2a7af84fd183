// Where one writes: texts, replies, corrections, documents, commands completed
// from the bot's menu, and the keyboard of buttons that a bot puts there.

import { el, button, icon, refill } from "./dom.js";
import { does, inThread, perform, sendFile } from "./doing.js";
import { gist } from "./bubbles.js";
import { note } from "./dialogs.js";
import { split } from "./split.js";
import { current, on, senderName, store, tell } from "./store.js";
import { t } from "./words.js";

const foot = document.querySelector("#foot");
const drafts = new Map(); // person and chat → the text begun there
let place = "";           // whose draft stands in the field
let about = null;         // {reply} or {edit}: the message that one writes about
let folded = false;       // the keyboard of buttons is hidden
let picked = -1;          // the command chosen in the completion

const field = el("textarea", { rows: "1", autocomplete: "off", dir: "auto" });
const send = button({ class: "iconbutton send", dataset: { role: "send" }, on: { click: submit } }, icon("send"));
const chooser = el("input", { type: "file", hidden: true, tabindex: "-1", aria: { hidden: true } });
const attach = button({ class: "iconbutton", dataset: { role: "attach" }, on: { click: () => chooser.click() } }, icon("attach"));
const commands = button({ class: "iconbutton", dataset: { role: "commands" }, on: { click: browse } }, icon("menu"));
const fold = button({ class: "iconbutton", dataset: { role: "keyboard" }, on: { click: () => { folded = !folded; draw(); } } }, icon("keyboard"));
const completion = el("ul", { id: "completion", class: "completion", role: "listbox", hidden: true });
const context = el("div", { class: "context", hidden: true });
const line = el("div", { class: "composer", dataset: { role: "composer" } }, commands, field, fold, attach, chooser, send);
const keys = el("div", { class: "keyboard", role: "group", dataset: { role: "reply-keyboard" } });

export function begin() {
  foot.append(completion, context, line, keys);
  on("chats chat route language", draw);
  on("compose", (what) => { about = what; if (what.edit) setText(what.edit.text ?? what.edit.caption); draw(); field.focus(); });
  on("messages", ({ gone }) => { if (gone && gone === subject()?.message_id) forget(); });
  field.addEventListener("input", () => { grow(); complete(); });
  field.addEventListener("keydown", typed);
  field.addEventListener("blur", () => setTimeout(hideCompletion, 150));
  field.addEventListener("paste", (event) => files(event.clipboardData, event));
  chooser.addEventListener("change", () => { sendFiles([...chooser.files]); chooser.value = ""; });
  drop(document.querySelector("#talk"));
}

const subject = () => about?.edit ?? about?.reply;

function draw() {
  const chat = current();
  foot.hidden = !chat;
  if (!chat) return;
  turn(chat);
  label(chat);
  const bar = barrier(chat);
  const old = foot.querySelector(".barrier");
  if (old) old.replaceWith(bar ?? "");
  else if (bar) foot.append(bar);
  line.hidden = Boolean(bar);
  drawContext(Boolean(bar));
  drawKeys(chat, Boolean(bar));
}

// turn changes drafts when another person or chat is opened.
function turn(chat) {
  const here = [store.as, chat.id, store.route.thread].join(" ");
  if (here === place) return;
  if (place && !about?.edit) drafts.set(place, field.value);
  place = here;
  about = null;
  setText(drafts.get(here) ?? "");
  hideCompletion();
}

function label(chat) {
  const words = chat.hidden ? t("writeHidden") : store.route.thread ? t("comment") : chat.hint || t("write");
  field.placeholder = words;
  field.setAttribute("aria-label", words);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "completion");
  completion.setAttribute("aria-label", t("commands"));
  chooser.setAttribute("aria-label", t("attach"));
  for (const [node, word] of [[send, "send"], [attach, "attach"], [commands, "commands"]]) {
    node.setAttribute("aria-label", t(word));
    node.title = t(word);
  }
  commands.hidden = !chat.menu?.length;
}

// barrier is what stands in place of the field for those who cannot write.
function barrier(chat) {
  const act = (word, what) => button({ class: "primary", dataset: { role: what }, text: t(word), on: { click: () => perform(what) } });
  if (chat.blocked) return el("div", { class: "barrier" }, el("p", { text: t("blocked") }), act("unblock", "unblock"));
  if (chat.can_write) return null;
  if (!chat.joined && chat.kind !== "private") return el("div", { class: "barrier" }, el("p", { text: t("notIn") }), act("join", "join"));
  return el("div", { class: "barrier" }, el("p", { text: t(chat.kind === "channel" ? "readOnly" : "noWrite") }));
}

function drawContext(barred) {
  const m = subject();
  context.hidden = !m || barred;
  if (context.hidden) return refill(context);
  const title = about.edit ? t("editing") : t("replyTo", { name: senderName(m) });
  refill(context, icon(about.edit ? "edit" : "reply"),
    el("p", {}, el("strong", { text: title }), el("span", { text: gist(m) })),
    button({ class: "iconbutton", aria: { label: t("cancel") }, dataset: { role: "context-close" }, on: { click: forget } }, icon("close")));
}

function forget() {
  if (about?.edit) setText("");
  about = null;
  draw();
  field.focus();
}

function drawKeys(chat, barred) {
  const rows = barred || store.route.thread ? null : chat.keyboard;
  fold.hidden = !rows;
  fold.setAttribute("aria-expanded", String(!folded));
  fold.setAttribute("aria-label", t(folded ? "keyboardShow" : "keyboardHide"));
  fold.title = fold.getAttribute("aria-label");
  keys.hidden = !rows || folded;
  keys.setAttribute("aria-label", t("keyboard"));
  refill(keys, (rows ?? []).map((row) => el("div", { class: "keyrow" }, row.map((text) =>
    button({ class: "key", dataset: { button: text }, text, on: { click: () => does.command(text) } })))));
  tell("drawn");
}

function setText(text) {
  field.value = text ?? "";
  grow();
}

function grow() {
  field.style.height = "auto";
  field.style.height = Math.min(field.scrollHeight, 160) + "px";
  send.disabled = !field.value.trim();
}

async function submit() {
  const text = field.value.trim();
  if (!text) return;
  hideCompletion();
  const was = about, here = place;
  setText("");
  about = null;
  draw();
  const left = was?.edit
    ? await perform("edit", { message: was.edit.message_id, text }) ? "" : text
    : await sayAll(text, was?.reply);
  if (left) giveBack(left, was, here);
}

// giveBack puts what was not sent where it was written, unless something else stands there by now.
function giveBack(text, was, where) {
  if (where !== place) {
    if (!was?.edit && !drafts.get(where)) drafts.set(where, text);
  } else if (!field.value) {
    about = was;
    setText(text);
    draw();
  }
}

// sayAll sends a text, in several messages if need be, as whom and where one is when it begins; the first is the reply.
// It returns what could not be sent.
let sending = Promise.resolve(); // one text waits for the other, so that their parts do not mix
function sayAll(text, reply) {
  const as = store.as, chat = current(), thread = inThread(), parts = split(text);
  const each = async () => {
    for (const [n, part] of parts.entries()) {
      const to = reply && !n ? { reply_to: reply.message_id } : thread;
      if (!await perform("say", { text: part, ...to }, chat, as)) return parts.slice(n).join("\n");
    }
    return "";
  };
  return sending = sending.then(each, each);
}

// offer puts a text into the field, ready to be sent.
export function offer(text) {
  setText(text);
  field.focus();
}

const touch = matchMedia("(hover: none) and (pointer: coarse)");

function typed(event) {
  if (!completion.hidden && choosing(event)) return event.preventDefault();
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch.matches) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && about) {
    event.stopPropagation();
    forget();
  } else if (event.key === "ArrowUp" && !field.value && !about) {
    const last = [...current().messages.values()].filter((m) => m.own && (m.text ?? m.caption)).sort((a, b) => b.message_id - a.message_id)[0];
    if (last && current().kind !== "channel") { event.preventDefault(); tell("compose", { edit: last }); }
  }
}

// complete offers the commands that begin like what is typed.
function complete() {
  const begun = /^\/(\w*)$/.exec(field.value);
  const fitting = begun ? (current().menu ?? []).filter((c) => c.command.startsWith(begun[1].toLowerCase())) : [];
  show(fitting);
  if (fitting.length) pick(Math.max(0, fitting.findIndex((c) => c.command === begun[1].toLowerCase())));
}

// browse lists all commands, or puts the list away.
function browse() {
  if (!completion.hidden) return hideCompletion();
  field.focus();
  show(current().menu ?? []);
}

function show(menu) {
  picked = -1;
  completion.hidden = menu.length === 0;
  field.removeAttribute("aria-activedescendant");
  completion.replaceChildren(...menu.map((c, n) => el("li", {
    id: "completion-" + n, role: "option", aria: { selected: false }, dataset: { command: c.command },
    on: { mousedown: (event) => { event.preventDefault(); take(c.command); } },
  }, el("strong", { text: "/" + c.command }), el("span", { text: c.description }))));
}

function hideCompletion() {
  show([]);
}

// pick marks the command that Enter sends.
function pick(n) {
  picked = n;
  [...completion.children].forEach((o, i) => o.setAttribute("aria-selected", String(i === n)));
  field.setAttribute("aria-activedescendant", completion.children[n].id);
  completion.children[n].scrollIntoView({ block: "nearest" });
}

function choosing(event) {
  const options = [...completion.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    pick((picked + step + options.length + (picked < 0 && step < 0 ? 1 : 0)) % options.length);
    return true;
  }
  if (event.key === "Escape") { event.stopPropagation(); hideCompletion(); return true; }
  if (event.key === "Tab" && !event.shiftKey) {
    setText("/" + (options[Math.max(picked, 0)].dataset.command) + " ");
    hideCompletion();
    return true;
  }
  if (event.key === "Enter" && picked >= 0) { take(options[picked].dataset.command); return true; }
  return false;
}

function take(command) {
  setText("");
  hideCompletion();
  perform("say", { text: "/" + command, ...inThread() });
}

// sendFiles sends documents one after the other; what stands in the field goes with the first, unless it corrects a message.
async function sendFiles(all) {
  const was = about?.edit ? null : about, text = about?.edit ? "" : field.value;
  if (!about?.edit) { about = null; setText(""); draw(); }
  for (const [n, f] of all.entries()) {
    const done = await sendFile(f, n ? "" : text, n ? null : was?.reply);
    if (!done && !n && !field.value && !about) { about = was; setText(text); draw(); }
  }
}

function files(transfer, event) {
  const all = [...(transfer?.files ?? [])];
  if (!all.length) return;
  event.preventDefault();
  if (line.hidden) return note(t("noWrite"), "bad");
  sendFiles(all);
}

function drop(area) {
  const has = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  for (const step of ["dragenter", "dragover"]) area.addEventListener(step, (event) => {
    if (!has(event)) return;
    event.preventDefault();
    area.dataset.drop = t("dropHere");
  });
  area.addEventListener("dragleave", (event) => { if (!area.contains(event.relatedTarget)) delete area.dataset.drop; });
  area.addEventListener("drop", (event) => { delete area.dataset.drop; files(event.dataTransfer, event); });
}

// What one does in a chat as the chosen person, and where one goes.

import { act, Refusal } from "./api.js";
import { alert, attempt, note, trouble } from "./dialogs.js";
import { el } from "./dom.js";
import { botLink } from "./format.js";
import { store, current, tell } from "./store.js";
import { t } from "./words.js";

// go opens a chat ("bot" is the private one), a thread in it, as a person. The
// address keeps it, so that reloading and the browser's Back work.
export function go({ as = store.as, chat = store.route.chat, thread = null, from = null }, replace = false) {
  const state = { as, chat: chat === as ? "bot" : chat, thread, from };
  const parts = Object.entries(state).filter(([, v]) => v !== null).map(([k, v]) => k + "=" + v);
  const address = "#" + parts.join("&");
  if (address === location.hash) replace = true;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  tell("address");
}

// wanted reads the address: {as, chat, thread, from}, each null when not named.
export function wanted() {
  const params = new URLSearchParams(location.hash.slice(1));
  const number = (name) => params.has(name) ? Number(params.get(name)) || null : null;
  const chat = params.get("chat") === "bot" ? "bot" : number("chat");
  return { as: number("as"), chat, thread: number("thread"), from: number("from") };
}

// perform does something, in the open chat as whom one is unless told otherwise, and says whether it was done.
export async function perform(what, rest, chat = current(), as = store.as) {
  return Boolean(await attempt(() => act(as, chat.id, what, rest)));
}

// does is what texts call when something in them is pressed.
export const does = {
  open,
  command: (text) => perform("say", { text, ...inThread() }),
};

// inThread makes what is said in a thread a comment there.
export const inThread = () => store.route.thread ? { reply_to: store.route.thread } : {};

// open follows an address: Telegram's own inside the page, any other in a tab.
export async function open(link) {
  if (!botLink(link)) {
    if (/^https?:/i.test(link)) window.open(link, "_blank", "noopener,noreferrer");
    return;
  }
  const done = await attempt(() => act(store.as, current()?.id ?? 0, "open", { link }));
  if (done?.chat) go({ chat: done.chat });
}

// Presses wait here for the bot's answer. An answer may come before the request
// that pressed returns.
const waiting = new Map();
const early = new Set();
const patience = 30000;

// press presses an inline button; idle is called when the wait is over.
export async function press(message, data, idle) {
  let query;
  tell("pressed");
  try {
    ({ query } = await act(store.as, current().id, "press", { message, data }));
  } catch (error) {
    idle();
    return trouble(error);
  }
  if (early.delete(query)) return idle();
  waiting.set(query, idle);
  setTimeout(() => { waiting.delete(query); idle(); }, patience);
}

// answered shows what the bot answered to a press.
export function answered({ query, text, alert: loud, url }) {
  const idle = waiting.get(query);
  if (idle) idle();
  else early.add(query);
  waiting.delete(query);
  if (text && loud) alert(text);
  else note(text);
  if (url) open(url);
}

// share puts a text on the clipboard.
export async function share(text) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyByHand(text);
    note(t("copied"));
  } catch (error) {
    note(t("failed", { why: error.message }), "bad");
  }
}

// copyByHand is for a page that was not opened at this machine's own address: browsers keep the clipboard from it.
function copyByHand(text) {
  const field = el("textarea", { class: "unseen", text });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error(t("noClipboard"));
}

// sendFile sends a document, with a text under it, and says whether it was sent.
export async function sendFile(file, text, reply) {
  if (file.size > 20 * 1024 * 1024) { note(t("tooBig"), "bad"); return false; }
  const data = await attempt(() => base64(file));
  return data !== undefined && perform("document", { name: file.name, data, text, ...inThread(), ...(reply ? { reply_to: reply.message_id } : {}) });
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(new Refusal(reader.error.message));
    reader.readAsDataURL(file);
  });
}

// react puts one emoji on a message, or takes it off.
export function react(m, emoji) {
  const mine = (m.reactions ?? []).some((r) => r.emoji === emoji && r.mine);
  return perform("react", { message: m.message_id, emoji: mine ? [] : [emoji] });
}

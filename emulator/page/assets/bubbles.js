// Draws one message.

import { el, button, icon, avatar } from "./dom.js";
import { file } from "./api.js";
import { menu, picture } from "./dialogs.js";
import { does, go, open, perform, press, react, share } from "./doing.js";
import { botLink, rich } from "./format.js";
import { holds, thing } from "./things.js";
import { poll } from "./polls.js";
import { senderID, senderName, store, tell } from "./store.js";
import { clock, size, t } from "./words.js";

const emoji = ["👍", "👎", "❤", "🔥", "👏", "😁", "🤔", "😢"];

// row is a message as a line of the conversation. Run says where it stands among
// messages of the same sender: {first, last}.
export function row(m, chat, run) {
  const news = service(m);
  if (news) return el("li", { class: "service", dataset: { message: m.message_id } }, el("span", { text: news }));
  const inGroup = chat.kind === "group" && !m.own;
  const anchor = more(m, chat);
  return el("li", {
    on: { contextmenu: (event) => aside(event, anchor) },
    class: ["row", m.own ? "own" : "in", run.first ? "first" : "", run.last ? "last" : ""].join(" "),
    dataset: { message: m.message_id },
  },
    inGroup ? el("span", { class: "face" }, run.last ? avatar(senderID(m), senderName(m), m.sender_chat ? "channel" : m.from?.is_bot ? "bot" : null) : null) : null,
    el("div", { class: "stack" + (m.reply_markup?.inline_keyboard ? " wide" : "") }, bubble(m, chat, inGroup && run.first), inline(m)),
    anchor);
}

// aside opens a message's menu where one asks for it as everywhere; links, pictures and chosen text keep the browser's own.
function aside(event, anchor) {
  if (event.target.closest("a, img, input, button") || String(getSelection())) return;
  event.preventDefault();
  anchor.click();
}

function bubble(m, chat, named) {
  const text = m.text ?? m.caption;
  const marks = m.text ? m.entities : m.caption_entities;
  return el("article", { class: "bubble" + (m.photo ? " pictured" : "") + (m.photo && !text ? " bare" : "") },
    el("h3", { class: named ? "sender" : "unseen", dataset: { hue: String(Math.abs(senderID(m)) % 7) }, text: senderName(m) }),
    origin(m),
    quoted(m, chat),
    m.photo ? photo(m) : null,
    m.document && !m.animation ? paper(m.document) : null,
    thing(m),
    text ? el("div", { class: "text", dir: "auto" }, rich(text, marks, does)) : null,
    m.poll ? poll(m, does, (options) => perform("vote", { message: m.message_id, options })) : null,
    el("div", { class: "under" }, reactions(m), meta(m)),
    comments(m, chat));
}

function meta(m) {
  return el("span", { class: "meta" }, m.edit_date ? el("span", { text: t("edited") + " " }) : null,
    el("time", { datetime: new Date(m.date * 1000).toISOString(), text: clock(m.date) }));
}

function origin(m) {
  if (!m.forward_origin || m.is_automatic_forward) return null;
  const o = m.forward_origin;
  const from = o.chat?.title ?? o.sender_chat?.title ?? o.sender_user_name ?? senderName({ from: o.sender_user });
  return el("p", { class: "origin", text: t("forwarded", { name: from }) });
}

function quoted(m, chat) {
  const to = m.reply_to_message;
  if (!to || to.message_id === store.route.thread) return null;
  return button({
    class: "quoted", dataset: { hue: String(Math.abs(senderID(to)) % 7) },
    on: { click: () => tell("jump", to.message_id) },
  }, el("strong", { text: senderName(to) || chat.title }), el("span", { text: m.quote?.text ?? gist(to) }));
}

// gist is a message in one line, for lists and quotes.
export function gist(m) {
  const news = service(m);
  if (news) return news;
  const text = (m.text ?? m.caption ?? "").replace(/\s+/g, " ").slice(0, 160);
  if (text) return text;
  if (m.poll) return t("poll") + ": " + m.poll.question;
  if (m.photo) return t("photo");
  return holds(m) || (m.document ? m.document.file_name || t("document") : t("message"));
}

function service(m) {
  const name = senderName(m);
  if (m.new_chat_members) return m.new_chat_members.map((u) => t("joined", { name: u.first_name })).join(", ");
  if (m.left_chat_member) return t("left", { name: m.left_chat_member.first_name });
  if (m.new_chat_title) return t(m.chat?.type === "channel" ? "retitled" : "renamed", { title: m.new_chat_title });
  if (m.migrate_to_chat_id || m.migrate_from_chat_id) return t("upgraded");
  if (m.pinned_message) return t("pinned", { name });
  return "";
}

function photo(m) {
  const best = m.photo.at(-1);
  const text = m.caption ? gist(m) : t("photo");
  return button({ class: "photo", aria: { label: t("openPhoto") }, on: { click: () => picture(file(best.file_id), text) } },
    el("img", { src: file(best.file_id), alt: text, width: best.width, height: best.height }));
}

function paper(d) {
  const name = d.file_name || t("document");
  return el("a", { class: "paper", href: file(d.file_id), download: name, title: t("download", { name }) },
    el("span", { class: "paperface" }, icon("file")),
    el("span", {}, el("strong", { text: name }), el("span", { class: "papersize", text: size(d.file_size ?? 0) })));
}

// drawn asks for the coloured picture of an emoji that is also a plain character.
const drawn = (e) => e === "❤" ? e + "\uFE0F" : e;

function reactions(m) {
  if (!m.reactions?.length) return null;
  return el("span", { class: "reactions" }, m.reactions.map((r) => button({
    class: "reaction", dataset: { reaction: r.emoji }, title: t("reacted", { emoji: r.emoji, n: r.count }), aria: { pressed: Boolean(r.mine) },
    on: { click: () => react(m, r.emoji) },
  }, drawn(r.emoji) + " " + r.count)));
}

function comments(m, chat) {
  const c = m.comments;
  if (!c || chat.kind !== "channel" || !c.thread) return null;
  return button({
    class: "comments", dataset: { role: "comments" },
    on: { click: () => go({ chat: c.chat, thread: c.thread, from: chat.id }) },
  }, icon("comments"), el("span", { text: c.count ? t("comments", { n: c.count }) : t("leaveComment") }), icon("back"));
}

function inline(m) {
  const rows = m.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "inline" }, rows.map((line) => el("div", { class: "inlinerow" }, line.map((b) => inlineButton(m, b)))));
}

function inlineButton(m, b) {
  const props = { class: "key", dataset: { button: b.text } };
  const site = b.url ?? b.web_app?.url ?? b.login_url?.url;
  if (site && !botLink(site)) {
    if (!/^https?:/i.test(site)) return button({ ...props, disabled: true, text: b.text });
    return el("a", { ...props, href: site, target: "_blank", rel: "noopener noreferrer", aria: { label: t("external", { text: b.text }) } }, b.text, icon("link"));
  }
  const node = button(props, el("span", { text: b.text }));
  if (site) node.addEventListener("click", () => open(site));
  else if (b.copy_text) node.addEventListener("click", () => share(b.copy_text.text));
  else if (b.callback_data !== undefined) node.addEventListener("click", () => pressed(m, b, node));
  else node.disabled = true;
  return node;
}

function pressed(m, b, node) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  press(m.message_id, b.callback_data, () => node.removeAttribute("aria-busy"));
}

// more is the button that opens what can be done with a message.
function more(m, chat) {
  const anchor = button({ class: "iconbutton more", dataset: { role: "message-menu" }, aria: { label: t("messageMenu"), haspopup: "menu", expanded: false } }, icon("more"));
  anchor.addEventListener("click", () => menu(anchor, choices(m, chat), (shut) => emojiRow(m, shut)));
  return anchor;
}

function choices(m, chat) {
  const text = m.text ?? m.caption;
  const own = m.own && chat.kind !== "channel";
  return [
    chat.can_write && { text: t("reply"), icon: "reply", role: "reply", act: () => tell("compose", { reply: m }) },
    own && text && { text: t("edit"), icon: "edit", role: "edit", act: () => tell("compose", { edit: m }) },
    text && { text: t("copy"), icon: "copy", role: "copy", act: () => share(text) },
    mayDelete(m, chat) && { text: t("erase"), icon: "trash", role: "delete", bad: true, act: () => perform("delete", { message: m.message_id }) },
  ].filter(Boolean);
}

// mayDelete: one's own everywhere, everything in a private chat, and what others wrote where one administers.
const mayDelete = (m, chat) => m.own || chat.kind === "private" || chat.status === "creator" || chat.status === "administrator";

function emojiRow(m, shut) {
  return el("div", { class: "emojirow", role: "none" }, emoji.map((e) => button({
    role: "menuitem", dataset: { emoji: e }, aria: { label: t("react", { emoji: e }) }, text: drawn(e),
    on: { click: () => { shut(); react(m, e); } },
  })));
}

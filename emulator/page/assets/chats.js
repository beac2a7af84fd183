// The list of chats of the person that one is.

import { el, button, avatar, roam } from "./dom.js";
import { gist } from "./bubbles.js";
import { go } from "./doing.js";
import { current, on, ordered, privateChat, senderName, store } from "./store.js";
import { faceOf, kindIcon } from "./talk.js";
import { clock, t } from "./words.js";

const list = document.querySelector("#chatlist");

export function begin() {
  on("chats chat messages route language", draw);
  roam(list);
}

function draw() {
  list.parentElement.setAttribute("aria-label", t("chats"));
  const open = current();
  keep(list, [...store.chats.values()].map((chat) => el("li", {}, entry(chat, chat === open))));
}

// keep shows rows in a list without touching those that are there as they are: a row that is drawn anew under a finger loses its click.
function keep(list, rows) {
  const id = (row) => row.querySelector("[data-chat]").dataset.chat;
  const known = new Map([...list.children].map((row) => [id(row), row]));
  const wanted = rows.map((row) => {
    const old = known.get(id(row));
    if (old?.isEqualNode(row)) return old;
    const held = old?.contains(document.activeElement);
    old?.replaceWith(row);
    if (held) row.querySelector("button").focus();
    return row;
  });
  wanted.forEach((row, n) => { if (list.children[n] !== row) list.insertBefore(row, list.children[n] ?? null); });
  while (list.children.length > wanted.length) list.lastElementChild.remove();
}

function entry(chat, open) {
  const last = ordered(chat).at(-1);
  return button({
    class: "chat", dataset: { chat: chat.id, kind: chat.kind }, aria: { current: open ? "true" : null },
    on: { click: () => go({ chat: chat === privateChat() ? "bot" : chat.id }) },
  },
    avatar(faceOf(chat), chat.title, kindIcon(chat)),
    el("span", { class: "chattitle", text: chat.title }),
    el("span", { class: "chattime", text: last ? clock(last.date) : "" }),
    el("span", { class: "chatgist" }, last ? line(chat, last) : chat.joined || chat.kind === "private" ? "" : t("notIn")),
    chat.unread && !(open && !document.hidden) ? el("span", { class: "badge" }, el("span", { aria: { hidden: true }, text: chat.unread }), el("span", { class: "unseen", text: t("unread", { n: chat.unread }) })) : null);
}

function line(chat, m) {
  const name = chat.kind === "group" && !m.new_chat_members && !m.left_chat_member ? senderName(m) : "";
  return [name ? el("strong", {}, el("bdi", { text: name }), ": ") : null, gist(m)];
}

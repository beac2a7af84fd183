// The list of chats of the person that one is.

import { el, button, avatar, refill } from "./dom.js";
import { gist } from "./bubbles.js";
import { go } from "./doing.js";
import { current, on, ordered, senderName, store } from "./store.js";
import { kindIcon } from "./talk.js";
import { clock, t } from "./words.js";

const list = document.querySelector("#chatlist");

export function begin() {
  on("chats chat messages route language", draw);
}

function draw() {
  list.parentElement.setAttribute("aria-label", t("chats"));
  const open = current();
  refill(list, [...store.chats.values()].map((chat) => el("li", {}, entry(chat, chat === open))));
}

function entry(chat, open) {
  const last = ordered(chat).at(-1);
  return button({
    class: "chat", dataset: { chat: chat.id, kind: chat.kind }, aria: { current: open ? "true" : null },
    on: { click: () => go({ chat: chat.kind === "private" ? "bot" : chat.id }) },
  },
    avatar(chat.id, chat.title, kindIcon(chat)),
    el("span", { class: "chattitle", text: chat.title }),
    el("span", { class: "chattime", text: last ? clock(last.date) : "" }),
    el("span", { class: "chatgist" }, last ? line(chat, last) : chat.joined || chat.kind === "private" ? "" : t("notIn")),
    chat.unread && !(open && !document.hidden) ? el("span", { class: "badge" }, el("span", { aria: { hidden: true }, text: chat.unread }), el("span", { class: "unseen", text: t("unread", { n: chat.unread }) })) : null);
}

function line(chat, m) {
  const name = chat.kind === "group" && !m.new_chat_members && !m.left_chat_member ? senderName(m) : "";
  return [name ? el("strong", { text: name + ": " }) : null, gist(m)];
}

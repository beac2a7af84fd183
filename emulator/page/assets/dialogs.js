// Things that stand over the page for a moment: notes, alerts, menus, forms.

import { el, button, icon, roam } from "./dom.js";
import { t } from "./words.js";
import { Refusal } from "./api.js";
import { refusal } from "./refusals.js";

// note shows a few words that go away by themselves.
export function note(text, kind = "") {
  if (!text) return;
  const box = document.querySelector("#notes");
  const node = el("div", { class: "note " + kind, dir: "auto", dataset: { role: "note" }, text });
  box.append(node);
  while (box.children.length > 3) box.firstChild.remove();
  setTimeout(() => { node.remove(); if (!box.children.length && box.matches(":popover-open")) box.hidePopover(); }, 4000 + text.length * 40);
  float(box);
}

// float puts the notes above everything, over the end of the conversation.
function float(box) {
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
  const log = document.querySelector("#log").getBoundingClientRect();
  const seen = log.height > 0;
  box.style.left = (seen ? log.left + log.width / 2 : innerWidth / 2) + "px";
  box.style.bottom = (seen ? innerHeight - log.bottom + 10 : 24) + "px";
}

// hush takes the notes away: they were for whom one has been until now.
export function hush() {
  const box = document.querySelector("#notes");
  box.replaceChildren();
  if (box.matches(":popover-open")) box.hidePopover();
}

// trouble tells of a refusal; anything else is a fault of the page, and stands in
// the console too.
export function trouble(error) {
  if (!(error instanceof Refusal)) throw error;
  note(refusal(error.code) || (error.message ? t("failed", { why: error.message }) : t("noServer")), "bad");
}

// attempt runs what may be refused.
export async function attempt(f) {
  try {
    return await f();
  } catch (error) {
    trouble(error);
  }
}

function dialog(props, ...children) {
  const node = el("dialog", props, ...children);
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => { if (event.target === node) node.close(); });
  document.body.append(node);
  node.showModal();
  return node;
}

// alert shows what a bot answered to a press and wants confirmed.
export function alert(text) {
  const ok = button({ class: "primary", text: t("ok"), dataset: { role: "alert-ok" } });
  const node = dialog({ class: "box", aria: { label: t("message") }, dataset: { role: "alert" } }, el("p", { class: "alerttext", dir: "auto", text }), el("div", { class: "boxfoot" }, ok));
  ok.addEventListener("click", () => node.close());
  ok.focus();
}

// picture shows a picture as large as fits.
export function picture(address, text) {
  const shut = button({ class: "iconbutton viewshut", aria: { label: t("close") } }, icon("close"));
  const node = dialog({ class: "view", aria: { label: t("photo") } }, el("img", { src: address, alt: text }), shut);
  shut.addEventListener("click", () => node.close());
}

// form asks for something; fields are elements, done gets called when it is sent
// and says whether the form may go.
export function form(title, fields, action, done) {
  const node = dialog({ class: "box", aria: { label: title } });
  const body = el("form", { method: "dialog" }, el("h2", { text: title }), fields,
    el("div", { class: "boxfoot" },
      button({ class: "quiet", text: t("cancel"), on: { click: () => node.close() } }),
      el("button", { type: "submit", class: "primary", text: action, dataset: { role: "form-done" } })));
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await done()) node.close();
  });
  node.append(body);
  body.querySelector("input")?.focus();
}

// menu opens a list of actions beside a node: [{text, icon, act, bad}]; above it
// may stand a row of its own.
export function menu(anchor, items, row) {
  const node = el("div", { class: "menu", popover: "auto", role: "menu", aria: { label: t("messageMenu") } });
  const shut = () => node.hidePopover();
  if (row) node.append(row(shut));
  for (const item of items) {
    node.append(button({
      role: "menuitem", class: item.bad ? "bad" : null, dataset: { role: item.role },
      on: { click: () => { shut(); item.act(); } },
    }, icon(item.icon), el("span", { text: item.text })));
  }
  node.addEventListener("toggle", (event) => {
    if (event.newState === "closed") { anchor.setAttribute("aria-expanded", "false"); node.remove(); }
  });
  roam(node);
  node.addEventListener("keydown", (event) => { if (event.key === "Tab") { node.hidePopover(); event.preventDefault(); } });
  (anchor.closest("main") ?? document.body).append(node);
  node.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  place(node, anchor.getBoundingClientRect());
  node.querySelector("button")?.focus();
}

function place(node, at) {
  const { width, height } = node.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - width), innerWidth - width - 8);
  const below = at.bottom + 4 + height < innerHeight - 8;
  node.style.left = left + "px";
  node.style.top = Math.max(8, below ? at.bottom + 4 : at.top - height - 4) + "px";
}

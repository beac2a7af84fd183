// The guided tour: a card with one step at a time, which takes one to the person
// and the chat it speaks of and points out the button to press.

import { el, button, icon, refill } from "./dom.js";
import { go } from "./doing.js";
import { offer } from "./composer.js";
import { current, on, person, privateChat, store } from "./store.js";
import { language, say, t } from "./words.js";

const phone = matchMedia("(max-width: 759px)"); // as in style.css
const card = document.querySelector("#tour");
let at = Number(remembered("tour-step") ?? 0) || 0;
let closed = remembered("tour-closed") === "yes";
let small = false;   // folded, as far as the screen is a phone's
let pinned = false;  // unfolded by hand: it stays so until the next step

// The tour's state lasts as long as the tab: a new one begins anew.
function remembered(name) {
  try { return sessionStorage.getItem(name); } catch { return null; }
}
function remember(name, value) {
  try { sessionStorage.setItem(name, value); } catch { /* it begins anew, then */ }
}

export function begin() {
  at = Math.min(at, Math.max(0, store.setup.tour.length - 1));
  on("chats route people", draw);
  on("language", () => { draw(); if (touring() && !there()) visit(true); });
  on("drawn", point);
  for (const event of ["click", "input"]) document.querySelector("#talk").addEventListener(event, begun);
}

// begun folds the tour on a phone once one does what it asked for: then the conversation needs the room.
function begun() {
  if (small || pinned || !touring() || !there() || !phone.matches) return;
  small = true;
  draw();
}

// touring says whether the tour is open.
export const touring = () => store.setup.tour.length > 0 && !closed;
export const reopen = () => { close(false); move(0); card.querySelector("h2")?.focus(); };
const step = () => store.setup.tour[at];

// target is where a step takes place, in the page's language.
export function target(s = step()) {
  const as = typeof s.as === "object" ? s.as?.[language()] ?? Object.values(s.as ?? {})[0] : s.as;
  const who = as && person(as) ? as : store.setup.people.find((p) => p.lang === language())?.id ?? store.as;
  return { as: who, chat: s.chat || "bot" };
}

function there() {
  const { as, chat } = target();
  const open = current();
  return store.as === as && open && (chat === "bot" ? open === privateChat() : open.id === chat);
}

// visit goes where the step takes place; only as whom, when one looks at the list.
function visit(quietly) {
  const { as, chat } = target();
  if (quietly && store.route.chat === null) go({ as, chat: null }, true);
  else go({ as, chat });
}

function move(to) {
  at = to;
  small = pinned = false;
  remember("tour-step", String(at));
  visit();
  draw();
  point();
}

function close(yes) {
  closed = yes;
  remember("tour-closed", yes ? "yes" : "no");
  draw();
  point();
}

function draw() {
  card.hidden = !touring();
  card.setAttribute("aria-label", t("tour"));
  document.documentElement.classList.toggle("touring", touring());
  for (const opener of document.querySelectorAll('[data-role="tour-open"]')) opener.hidden = touring() || store.setup.tour.length === 0;
  if (card.hidden) return refill(card);
  const s = step(), of = store.setup.tour.length;
  card.classList.toggle("small", small);
  refill(card,
    el("div", { class: "tourhead" },
      el("div", { class: "tourtitle" }, el("p", { class: "tourstep", text: t("tourStep", { n: at + 1, of }) }), el("h2", { tabindex: "-1", text: say(s.title) })),
      fold(),
      button({ class: "iconbutton", dataset: { role: "tour-close" }, aria: { label: t("tourClose") }, on: { click: () => close(true) } }, icon("close"))),
    el("p", { class: "tourtext", text: say(s.text) }),
    errand(s),
    el("div", { class: "tourfoot" },
      hint(s),
      el("span", { class: "dots", aria: { hidden: true } }, store.setup.tour.map((_, n) => el("span", { class: n === at ? "dot now" : "dot" }))),
      at > 0 ? button({ class: "iconbutton", dataset: { role: "tour-back" }, title: t("tourBack"), aria: { label: t("tourBack") }, on: { click: () => move(at - 1) } }, icon("back")) : null,
      button({ class: there() ? "primary" : "quiet", dataset: { role: "tour-next" }, text: t(at + 1 < of ? "tourNext" : "tourDone"), on: { click: () => at + 1 < of ? move(at + 1) : close(true) } })));
}

function fold() {
  const word = t(small ? "tourUnfold" : "tourFold");
  return button({
    class: "iconbutton tourfold", dataset: { role: "tour-fold" }, aria: { label: word, expanded: !small },
    on: { click: () => { small = !small; pinned = !small; draw(); } },
  }, icon("down"));
}

// errand is what a step offers to do for one: go there, or write what it says.
function errand(s) {
  if (!there()) {
    const { as } = target();
    return button({ class: "primary tourgo", dataset: { role: "tour-go" }, text: t("tourGo", { name: person(as)?.name ?? "" }), on: { click: () => visit() } });
  }
  const text = say(s.say);
  return text ? button({ class: "toursay", dataset: { role: "tour-say" }, on: { click: () => offer(text) } }, el("span", { class: "toursayword", text: t("tourSay") + ": " }), text) : null;
}

// hint names the button to press.
function hint(s) {
  const label = there() && say(s.press);
  return label ? el("p", { class: "tourhint" }, t("tourPress") + " ", el("strong", { text: label })) : null;
}

// point marks the buttons that the step speaks of.
function point() {
  const labels = touring() && there() ? Object.values(step().press ?? {}) : [];
  const found = [...document.querySelectorAll("#talk [data-button]")].filter((b) => labels.includes(b.dataset.button));
  for (const b of document.querySelectorAll(".hinted")) b.classList.remove("hinted");
  const last = found.filter((b) => b.closest(".keyboard"))[0] ?? found.at(-1);
  const begin = labels.length ? document.querySelector('[data-role="begin"]') : null; // before everything else
  (begin ?? last)?.classList.add("hinted");
}

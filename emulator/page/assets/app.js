// The chat page: puts its parts together and follows the address.

import { setup, stream } from "./api.js";
import * as chats from "./chats.js";
import * as composer from "./composer.js";
import * as panel from "./panel.js";
import * as people from "./people.js";
import * as talk from "./talk.js";
import * as tour from "./tour.js";
import { el, button, icon, refill } from "./dom.js";
import { hush } from "./dialogs.js";
import { answered, go, wanted } from "./doing.js";
import { dropMessage, on, person, setChat, setChats, setMessage, store, tell } from "./store.js";
import { firstLanguage, keep, language, languages, say, short, t, useLanguage } from "./words.js";

const app = document.querySelector("#app");
const wide = matchMedia("(min-width: 760px)"); // as in style.css: list and conversation side by side
const rest = 60000; // milliseconds after which a hidden tab lets go of its stream
let leave = null;   // ends the stream of the person that one is
let mark = "";      // how far the stream has come, see doc.go
let tired = 0;      // the timer of a hidden tab

useLanguage(firstLanguage());
store.setup = await begun();
people.begin();
chats.begin();
talk.begin();
composer.begin();
tour.begin();
panel.begin();
bar();
on("language", bar);
on("address", follow);
addEventListener("popstate", follow);
wide.addEventListener("change", follow);
on("chats chat messages language", title);
document.addEventListener("keydown", keys);
document.addEventListener("visibilitychange", doze);
document.querySelector("#skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address is the page's own
  document.querySelector("#log").focus();
});
if (tour.touring() && !location.hash) {
  const { as, chat } = tour.target();
  go({ as, chat: wide.matches ? chat : null }, true);
} else {
  follow();
}
app.dataset.ready = "yes";

// begun asks for what to show until the server answers.
async function begun() {
  for (;;) {
    try {
      return await setup();
    } catch {
      document.querySelector("#hello").textContent = t("noServer");
      await new Promise((later) => setTimeout(later, 1500));
    }
  }
}

// follow shows what the address names.
function follow() {
  const want = wanted();
  const as = person(want.as ?? 0) ? want.as : store.as || store.setup.people[0].id;
  const chat = want.chat ?? (wide.matches ? "bot" : null);
  store.route = { chat, thread: want.thread, from: want.from };
  app.dataset.screen = chat === null ? "list" : "talk";
  document.querySelector("#side").role = chat === null ? "main" : null; // where a phone has no conversation, the list is what matters
  if (as !== store.as) become(as);
  else tell("route");
}

// become looks through another person's eyes.
function become(as) {
  mark = mark.split(".").slice(0, 2).join("."); // presses are counted for each person
  store.as = as;
  hush();
  store.chats = new Map();
  store.loaded = false;
  tell("people");
  tell("chats");
  listen();
}

// listen follows what the person sees and what the bot does, over one stream: browsers open six connections to a
// host, whatever the number of tabs.
function listen() {
  leave?.();
  const query = () => new URLSearchParams({ as: store.as, ...(mark ? { after: mark } : {}) });
  leave = stream(() => "/api/watch?" + query(), {
    mark: ({ id }) => { mark = id; },
    ...panel.traced,
    chats: (list) => { setChats(list); settle(); },
    message: ({ chat, message }) => setMessage(chat, message),
    deleted: ({ chat, message_id }) => dropMessage(chat, message_id),
    chat: setChat,
    answer: answered,
  }, (linked) => { store.linked = linked; tell("link"); });
}

// doze lets go of the stream of a tab that nobody has looked at for a while, so that other tabs find a connection,
// and takes it up where it was when somebody looks again.
function doze() {
  clearTimeout(tired);
  if (document.hidden) tired = setTimeout(() => { leave(); leave = null; }, rest);
  else if (!leave) listen();
}

// settle leaves a chat that this person does not have.
function settle() {
  const { chat } = store.route;
  if (chat !== null && chat !== "bot" && !store.chats.has(chat)) go({ chat: wide.matches ? "bot" : null }, true);
}

// bar is the page's own head: its title, languages, theme, and what opens the
// tour and the panel.
function bar() {
  document.querySelector("#skip").textContent = t("conversation");
  document.querySelector("#talk").setAttribute("aria-label", t("conversation"));
  const dark = document.documentElement.dataset.theme === "dark";
  const name = say(store.setup.title), head = document.querySelector("#bar");
  document.querySelector("#title").textContent = name;
  head.setAttribute("aria-label", name);
  refill(head,
    el("p", { class: "brand", aria: { hidden: true }, text: name }),
    el("div", { class: "langs", role: "group", aria: { label: t("language") } }, Object.keys(languages).map((l) => button({
      dataset: { role: "lang-" + l }, lang: l, title: languages[l], aria: { pressed: l === language() }, on: { click: () => speak(l) },
    }, short[l], el("span", { class: "unseen", text: " " + languages[l] })))),
    button({ class: "iconbutton", dataset: { role: "theme" }, title: t(dark ? "themeToLight" : "themeToDark"), aria: { label: t(dark ? "themeToLight" : "themeToDark") }, on: { click: () => theme(dark ? "light" : "dark") } }, icon(dark ? "sun" : "moon")),
    button({ class: "iconbutton", dataset: { role: "panel-toggle" }, aria: { expanded: app.dataset.panel === "open", controls: "panel", label: t("panel") }, title: t("panel"), on: { click: () => panel.toggle() } }, icon("panel")),
    button({ class: "iconbutton", dataset: { role: "tour-open" }, hidden: tour.touring() || !store.setup.tour.length, title: t("tourOpen"), aria: { label: t("tourOpen") }, on: { click: () => tour.reopen() } }, icon("flag")));
}

function speak(l) {
  useLanguage(l);
  keep("lang", l);
  tell("language");
}

function theme(name) {
  keep("theme", name);
  document.documentElement.dataset.theme = name;
  bar();
}

// title counts what is unread, for those who look at another tab.
function title() {
  const n = [...store.chats.values()].reduce((sum, c) => sum + (c.unread || 0), 0);
  document.title = (n ? `(${n}) ` : "") + say(store.setup.title);
}

// keys: Escape goes a step back, from a thread to its post, on a phone from a chat to the list.
function keys(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], .menu")) return;
  if (store.route.thread) go({ chat: store.route.from ?? store.route.chat });
  else if (!wide.matches && store.route.chat !== null && app.dataset.panel !== "open") go({ chat: null });
}

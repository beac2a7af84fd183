// Who one is: one press makes the page show what another person sees.

import { el, button, icon, avatar, refill, roam } from "./dom.js";
import { attempt, form, note } from "./dialogs.js";
import { control } from "./api.js";
import { go } from "./doing.js";
import { on, store, tell } from "./store.js";
import { isolated, language, languages, say, t } from "./words.js";

const strip = document.querySelector("#people");

export function begin() {
  on("people language", draw);
  roam(strip);
  draw();
}

function draw() {
  strip.parentElement.setAttribute("aria-label", t("people"));
  refill(strip, store.setup.people.map((p) => el("li", {}, face(p))), store.setup.add === false ? null : el("li", {}, adding()));
  const chosen = strip.querySelector('[aria-pressed="true"]');
  if (chosen) strip.scrollLeft = chosen.offsetLeft - strip.clientWidth / 2 + chosen.offsetWidth / 2;
}

function face(p) {
  const chosen = p.id === store.as, role = say(p.role);
  return button({
    class: "person", dataset: { person: p.id }, title: `${isolated(p.name)} · ${role}`,
    aria: { pressed: chosen },
    on: { click: () => go({ as: p.id }) },
  },
    avatar(p.id, p.name),
    el("span", { class: "personname", text: p.name.split(" ")[0] }),
    el("span", { class: "personrole", text: role }));
}

function adding() {
  return button({ class: "person", dataset: { role: "add-person" }, title: t("addPerson"), on: { click: ask } },
    el("span", { class: "avatar hollowface", aria: { hidden: true } }, icon("add")),
    el("span", { class: "personname", text: t("add") }));
}

function ask() {
  const name = el("input", { name: "name", maxlength: "60", required: true, autocomplete: "off" });
  const lang = el("select", { name: "lang" }, Object.entries(languages).map(([code, text]) => el("option", { value: code, text, selected: code === language() })));
  form(t("addTitle"), [el("label", {}, el("span", { text: t("name") }), name), el("label", {}, el("span", { text: t("theirLanguage") }), lang)],
    t("add"), () => add(name.value.trim(), lang.value));
}

async function add(name, lang) {
  if (!name) return note(t("nameless"), "bad");
  const done = await attempt(() => control("add", { name, lang }));
  if (!done) return false;
  store.setup.people.push(done.person);
  tell("people");
  go({ as: done.person.id, chat: "bot" });
  return true;
}

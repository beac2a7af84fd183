// Native polls: one votes in them, sees the counts, takes the vote back.

import { el, button, icon } from "./dom.js";
import { rich } from "./format.js";
import { t } from "./words.js";

// poll draws a message's poll. vote(options) sends a vote; an empty one takes it
// back.
export function poll(message, does, vote) {
  const p = message.poll;
  const voted = message.voted ?? [];
  const shown = voted.length > 0 || p.is_closed;
  return el("div", { class: "poll", role: "group", aria: { label: p.question } },
    el("p", { class: "pollquestion" }, rich(p.question, p.question_entities, does)),
    el("p", { class: "pollkind", text: kind(p, message.chat?.type) }),
    p.description ? el("p", {}, rich(p.description, p.description_entities, does)) : null,
    shown ? results(p, voted) : p.allows_multiple_answers ? several(p, vote) : single(p, vote),
    p.explanation && shown ? el("p", { class: "pollkind" }, rich(p.explanation, p.explanation_entities, does)) : null,
    foot(p, voted, vote));
}

function kind(p, where) {
  if (p.is_closed) return t("pollClosed");
  const what = p.type === "quiz" ? t("pollQuiz") : t(p.is_anonymous ? "pollAnonymous" : where === "private" ? "pollBot" : "pollPublic");
  return what + " · " + t(p.allows_multiple_answers ? "chooseMany" : "chooseOne");
}

function single(p, vote) {
  return el("ul", { class: "options" }, p.options.map((o, n) => el("li", {},
    button({ class: "option", dataset: { option: n }, on: { click: () => vote([n]) } },
      el("span", { class: "mark" }), el("span", { text: o.text })))));
}

function several(p, vote) {
  const boxes = p.options.map((_, n) => el("input", { type: "checkbox", value: n }));
  const send = button({ class: "pollbutton", disabled: true, dataset: { role: "poll-vote" }, text: t("vote") });
  const chosen = () => boxes.flatMap((b, n) => b.checked ? [n] : []);
  const list = el("ul", { class: "options" }, p.options.map((o, n) => el("li", {},
    el("label", { class: "option", dataset: { option: n } }, boxes[n], el("span", { class: "mark square" }, icon("check")), el("span", { text: o.text })))));
  list.addEventListener("change", () => { send.disabled = chosen().length === 0; });
  send.addEventListener("click", () => vote(chosen()));
  return [list, send];
}

function results(p, voted) {
  const total = p.total_voter_count || 0;
  return el("ul", { class: "options" }, p.options.map((o, n) => {
    const share = total ? Math.round(100 * o.voter_count / total) : 0;
    const bar = el("span", { class: "barfill" });
    bar.style.width = share + "%";
    const mine = voted.includes(n), right = p.correct_option_ids?.includes(n), wrong = mine && p.type === "quiz" && !right;
    return el("li", { class: "result" + (mine ? " mine" : "") + (right ? " right" : "") + (wrong ? " wrong" : ""), dataset: { option: n } },
      el("span", { class: "share", text: share + "\u00a0%" }),
      el("span", { class: "resulttext", text: o.text }),
      mine || right ? el("span", { class: "resultmine", role: "img", aria: { label: verdict(mine, right, wrong) } }, icon(wrong ? "close" : "check")) : null,
      el("span", { class: "resultcount", text: t("votes", { n: o.voter_count }) }),
      el("span", { class: "bar", aria: { hidden: true } }, bar));
  }));
}

const verdict = (mine, right, wrong) => [mine && t("chosen"), right && t("rightAnswer"), wrong && t("wrongAnswer")].filter(Boolean).join(", ");

function foot(p, voted, vote) {
  const n = p.total_voter_count || 0;
  const retractable = voted.length > 0 && !p.is_closed && p.allows_revoting !== false && p.type !== "quiz";
  return el("div", { class: "pollfoot" },
    el("span", { text: n ? t("votes", { n }) : t("noVotes") }),
    retractable ? button({ class: "inlinelink", dataset: { role: "poll-retract" }, text: t("retract"), on: { click: () => vote([]) } }) : null);
}

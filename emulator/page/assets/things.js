// What a message can hold besides a text, a picture and a poll, in words: nothing is played here.

import { el, icon } from "./dom.js";
import { file } from "./api.js";
import { size, t } from "./words.js";

// films and sounds are shown as files that can be saved; each with the word for it.
const recorded = { video: "video", video_note: "videoNote", animation: "animation", audio: "audio" };

// holds is a message's thing in one line, "" for none.
export function holds(m) {
  for (const [kind, word] of Object.entries(recorded)) if (m[kind]) return line(t(word), name(m[kind]), lasting(m[kind]));
  if (m.voice) return t("voice", { n: m.voice.duration ?? 0 });
  if (m.sticker) return line(t("sticker"), m.sticker.emoji);
  if (m.venue) return line(t("venue"), m.venue.title);
  if (m.location) return line(t("location"), degrees(m.location));
  if (m.contact) return line(t("contact"), person(m.contact));
  if (m.dice) return t("dice", { emoji: m.dice.emoji, n: m.dice.value });
  return "";
}

// thing is the same as it stands in a bubble.
export function thing(m) {
  for (const kind of Object.keys(recorded)) if (m[kind]) return recording(m[kind], t(recorded[kind]));
  if (m.voice) return m.voice.file_size ? recording(m.voice, t("voice", { n: m.voice.duration ?? 0 }), true) : el("p", { text: holds(m) });
  if (m.sticker) return el("p", { class: "sticker", text: m.sticker.emoji || t("sticker") });
  if (m.venue) return facts(m.venue.title, m.venue.address, degrees(m.venue.location));
  if (m.location) return facts(t("location"), degrees(m.location), m.location.live_period ? t("liveLocation", { n: Math.round(m.location.live_period / 60) }) : "");
  if (m.contact) return facts(person(m.contact), m.contact.phone_number);
  if (m.dice) return el("p", { class: "sticker dice" }, m.dice.emoji, el("span", { text: " " + m.dice.value }));
  return null;
}

function recording(r, word, timed) {
  const title = name(r) || word;
  return el("a", { class: "paper", href: file(r.file_id), download: r.file_name || word, title: t("download", { name: title }) },
    el("span", { class: "paperface" }, icon("play")),
    el("span", {}, el("strong", { text: title }), el("span", { class: "papersize", text: [word !== title && word, !timed && lasting(r), size(r.file_size ?? 0)].filter(Boolean).join(" · ") })));
}

const facts = (title, ...more) => el("p", { class: "facts" }, el("strong", { text: title }), more.filter(Boolean).map((one) => el("span", { text: one })));
const line = (word, ...rest) => [word, rest.filter(Boolean).join(", ")].filter(Boolean).join(": ");
const name = (r) => [r.performer, r.title].filter(Boolean).join(" – ") || r.file_name || "";
const lasting = (r) => r.duration ? t("lasting", { n: r.duration }) : "";
const person = (c) => [c.first_name, c.last_name].filter(Boolean).join(" ");
const degrees = (at) => at.latitude.toFixed(5) + ", " + at.longitude.toFixed(5);

// Cuts a text that is longer than a message may be, as Telegram's own programs do on sending.

// longest is how much one message holds, in UTF-16 units, which is how JavaScript counts too.
const longest = 4096;

// split is a text in parts that each fit into a message: cut after a line's end where there is one in the second half
// of a part, else after a space there, else between two characters as people see them.
export function split(text, most = longest) {
  const parts = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = cut(rest, most);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...parts, rest].filter(Boolean);
}

// cut is where the first part of a text ends.
function cut(text, most) {
  const found = { line: 0, space: 0, any: 0 };
  let at = 0;
  for (const piece of pieces(text.slice(0, most + 2))) { // two more: whether something ends at the edge shows in what follows
    at += piece.length;
    if (at > most) break;
    found.any = at;
    if (at > most / 2 && /^\s/.test(piece)) found[/^[\r\n]/.test(piece) ? "line" : "space"] = at;
  }
  return found.line || found.space || found.any || whole(text, most);
}

// pieces are what people see as characters, an emoji of several signs among them, where the browser knows them.
function pieces(text) {
  if (!Intl.Segmenter) return text;
  return Array.from(new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text), (s) => s.segment);
}

// whole is for one character that is longer than a message: its code points at least stay whole.
const whole = (text, most) => /[\uD800-\uDBFF]/.test(text[most - 1]) ? most - 1 : most;

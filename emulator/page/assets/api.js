// Speaks with the server that serves this page; no other host is ever asked.

// Refusal is an answer of the server that says why something was not done.
export class Refusal extends Error {
  constructor(message, code, cause) {
    super(message, { cause });
    this.code = code;
  }
}

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (cause) {
    throw new Refusal("", "", cause);
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(data.error || `${answer.status} ${answer.statusText}`, data.code);
  return data;
}

export const setup = () => ask("/api/setup");
export const act = (as, chat, what, rest = {}) => ask("/api/act", { as, chat, do: what, ...rest });
export const control = (what, rest = {}) => ask("/api/control", { do: what, ...rest });
export const file = (id) => "/file/" + encodeURIComponent(id);

// stream listens to server-sent events and comes back after every break, also
// after those at which browsers give up: address() is asked for anew then. onLink(linked) is
// told of both. It returns what ends it.
export function stream(address, handlers, onLink) {
  let source, timer, ended = false;
  const open = () => {
    source = new EventSource(address());
    source.onopen = () => onLink(true);
    source.onerror = () => {
      onLink(false);
      if (source.readyState !== EventSource.CLOSED || ended) return;
      timer = setTimeout(open, 1500);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
  };
  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    source.close();
  };
}

// What the page knows: who is being looked through, their chats, the trace. Parts
// of the page change it through here and listen for what changed.

export const store = {
  setup: null,       // what /api/setup said
  as: 0,             // the person that one is
  chats: new Map(),  // id → chat, with messages as a Map of its own
  loaded: false,     // the first list of chats has come
  linked: true,      // the stream of events is open
  running: true,     // the bot's process
  faults: new Set(), // faults that are on
  trace: [],         // updates and calls, oldest first
  route: { chat: null, thread: null },
};

const listeners = new Map();

// on calls f after every change of that kind: people, chats, chat, messages,
// route, link, status, trace, language.
export function on(kinds, f) {
  for (const kind of kinds.split(" ")) {
    if (!listeners.has(kind)) listeners.set(kind, []);
    listeners.get(kind).push(f);
  }
}

export function tell(kind, detail) {
  for (const f of listeners.get(kind) ?? []) f(detail);
}

export const person = (id = store.as) => store.setup.people.find((p) => p.id === id);
// privateChat is the one with the bot that the page is about: it comes first.
export const privateChat = () => [...store.chats.values()].find((c) => c.kind === "private");

// current is the open chat, if this person has it.
export function current() {
  const { chat } = store.route;
  if (chat === null) return undefined;
  return chat === "bot" ? privateChat() : store.chats.get(chat);
}

// setChats takes the whole list, as it comes at each (re)connection.
export function setChats(list) {
  store.chats = new Map(list.map((c) => [c.id, withMessages(c)]));
  store.loaded = true;
  tell("chats");
}

function withMessages(chat) {
  const known = new Map((chat.messages ?? []).map((m) => [m.message_id, m]));
  return { ...chat, messages: known };
}

// setChat takes a chat without its messages.
export function setChat(chat) {
  const before = store.chats.get(chat.id);
  store.chats.set(chat.id, { ...chat, messages: before?.messages ?? new Map() });
  tell("chat", chat.id);
}

// setMessage takes a new message or an edited one.
export function setMessage(chatID, message) {
  const chat = store.chats.get(chatID);
  if (!chat) return;
  const fresh = !chat.messages.has(message.message_id);
  chat.messages.set(message.message_id, message);
  tell("messages", { chat: chatID, message, fresh });
}

export function dropMessage(chatID, messageID) {
  const chat = store.chats.get(chatID);
  if (!chat?.messages.delete(messageID)) return;
  tell("messages", { chat: chatID, gone: messageID });
}

// ordered is a chat's messages, oldest first; of one thread, when asked.
export function ordered(chat, thread) {
  const all = [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
  if (!thread) return all;
  return all.filter((m) => m.message_id === thread || m.message_thread_id === thread);
}

const keepTrace = 300;

export function addTrace(entry) {
  store.trace.push(entry);
  if (store.trace.length > keepTrace) store.trace.shift();
  tell("trace", entry);
}

// senderName is who a message shows as its sender.
export function senderName(m) {
  if (!m) return "";
  if (m.sender_chat) return m.sender_chat.title ?? "";
  const u = m.from;
  return u ? [u.first_name, u.last_name].filter(Boolean).join(" ") : m.chat?.title ?? "";
}

export const senderID = (m) => m.sender_chat?.id ?? m.from?.id ?? m.chat?.id ?? 0;

// Package page is a chat page in the browser over an emulator.Server: people
// read, write, vote and press buttons by hand, and see what the bot is told and
// what it calls. People, chats, the guided tour and the switches for faults are
// handed in as data: the package knows nothing of what the bot is for, and
// imports nothing of this module but the emulator. It keeps no state besides
// which people and faults were added while it runs.
//
// # What the page and its server say to each other
//
// Every answer is JSON. Requests are taken only by the address that is served
// (Host), a POST only from the page itself (Origin) and only as
// application/json. A refusal is a 4xx with {"error":"…"} in English; most have a
// code too, by which the page may word it in its own language: those of
// emulator.Impossible and of act.go and control.go here.
//
//	GET /api/setup            title, languages, bot, people, tour, faults
//	GET /api/watch?as=PERSON  Server-Sent Events: chats, message, deleted, chat, answer;
//	                          update, call, status of the bot, whoever looks; mark
//	GET /file/FILE_ID         a picture inline, anything else as an attachment
//	POST /api/act             {as,chat,do,…}: say, document, press, vote, react, edit,
//	                          delete, open, read, block, unblock, join, leave
//	POST /api/control         {do}: stop, start, fault (id,on), add (name,lang)
//
// A chat is named by its id; a private chat's id is the person's, as bots see
// it, and 0 means it too. With another bot than the first one it is the bot's. The event chats comes first, again after a
// reconnect, and again whenever the set of a person's chats has changed: it
// replaces everything. A channel's discussion group is among them for
// everybody who is not banned there, with joined:false for those who only read
// the comments. A group that a person has left stays, without messages, so that
// they can come back.
//
// A chat has besides {id,type,kind,title,unread,pinned,can_write,blocked,
// joined,keyboard,menu,linked,messages}: started (private: the person has
// pressed Start), status (the membership as getChatMember words it),
// hint (what the keyboard asks for) and about (private: the bot's
// description in the person's language) and bot (private: with whom). The act read{message} says what has
// been seen, and unread counts from there.
//
// A step of the tour names its person by the language of the tour: as is
// {en: id, ru: id, kk: id}. The setup has besides: control and add, whether the
// bot can be stopped and people added.
//
// A call has besides {at,method,params,code,description,ms}: chat and fault (the
// fault that struck, "" for none); a code of 0 means that the answer was lost. at
// is a time in RFC 3339. Updates and calls begin with the newest of what there
// was, or go on after Last-Event-ID or &after=, an id that this or another
// person's stream sent; the last of its three numbers, which counts answers to
// one person's presses, is left out for another.
package page

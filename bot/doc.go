// Package bot speaks with Telegram: it polls for updates and decodes them into content.Incoming, takes content.Outgoing from the outbox
// to their chats within Telegram's limits, answers presses, and ticks once a second.
//
// It is the only package that knows the Bot API, and it decides nothing: what an update means is the Inbox's business, and what is to be
// sent stands in the Outbox. It must not keep anything that a restart would miss, and it must never let the token out.
package bot

// Package handlers is what the bot does: the route table, which names every command, button and event with its handler, and a file for
// each thing that people do.
//
// A batch of incoming becomes one transaction in Apply. Handlers write facts and append replies to the outbox inside it; they never call
// Telegram, start goroutines or read the clock by themselves, so that running one again after a failure has the same effect once.
package handlers

// Package content holds the nouns of Aitys: articles with their sections, figures and polls, the people who read them, what comes in
// from the chat and what goes out to it. It also reads, checks and prints article files.
//
// It knows nothing of Telegram's wire format and nothing of SQL: the rooms that do speak to each other in these nouns only.
package content

// Package storage keeps what Aitys knows: one Store over SQLite or PostgreSQL, with the same SQL on both.
//
// All reading and writing goes through a Tx, which Update and View hand out. There is one writer: Update waits for its turn, in this
// process and in others on the same database, and when it returns nil everything is on the disk.
//
// The package speaks in content's nouns. It never sends anything, and it decides nothing about people: it stores facts and hands them
// back. What Telegram calls a person or a group stands in one table; everything else refers to our own numbers.
package storage

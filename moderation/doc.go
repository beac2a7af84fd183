// Package moderation judges what people write: a chain of filters gives a verdict, a score and reasons that a person can read. It knows no storage, no clock and no
// network: what depends on other opinions is handed in as numbers. It never decides for a moderator: to reject by itself is for what none would let pass.
package moderation

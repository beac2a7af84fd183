package emulator

import (
	"fmt"
	"strconv"
)

// Error is Telegram's answer to a request that it refuses.
type Error struct {
	Code        int
	Description string
	Parameters  *ResponseParameters
}

// Error is the description, as Telegram words it.
func (e *Error) Error() string { return e.Description }

// refusal names one row of the table below.
type refusal int

// err is the refusal as an answer; args fill the places in its text.
func (r refusal) err(args ...any) *Error {
	row := refusals[r]
	text := row.text
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return &Error{Code: row.code, Description: text}
}

// tooMany is the refusal of a flood limit; seconds is how long to wait.
// Source: telegram-bot-api Query.cpp, set_retry_after_error.
func tooMany(seconds int) *Error {
	return &Error{
		Code: 429, Description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
		Parameters: &ResponseParameters{RetryAfter: seconds},
	}
}

// movedTo is the refusal that tells a group's new id.
// Source: Bot API reference, ResponseParameters.migrate_to_chat_id.
func movedTo(id int64) *Error {
	e := groupUpgraded.err()
	e.Parameters = &ResponseParameters{MigrateToChatID: id}
	return e
}

package bot

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"aitys/content"
)

// unreachable holds the words of a 400 that say the same as a 403: there is nobody to write to.
var unreachable = []string{
	"chat not found", "user is deactivated", "peer_id_invalid", "bot was kicked", "user not found", "bot is not a member",
}

// uneditable holds the words of a 400 that say that a message is gone, too old to be changed, or no text (a picture, a poll).
var uneditable = []string{"message to edit not found", "message can't be edited", "message_id_invalid", "no text in the message to edit"}

// strangers holds the words of a 400 that say that a group has never known a person.
var strangers = []string{"member not found", "user not found", "participant_id_invalid", "user_id_invalid"}

// stopped holds the words of a 400 that say that a poll takes no votes any more, however that came about.
var stopped = []string{"poll has already been closed", "message with poll to stop not found"}

// judge says what a fault makes of a row; again tells that the row is to be sent once more.
func judge(row *row, f *fault) (result content.Result, again bool) {
	switch {
	case f.certainty == unsent, f.flooded(), f.code == http.StatusUnauthorized:
		return content.Result{}, true
	case f.certainty == ambiguous && row.Once:
		return content.Result{Outcome: content.Unsure, Reason: f.words}, false
	case f.certainty == ambiguous:
		row.lost = true
		return content.Result{}, true
	case f.movedTo != 0 && row.Action == content.ActionDeleteAll: // sent again, it would delete others
		return content.Result{Outcome: content.Refused, Reason: f.words}, false
	case f.movedTo != 0:
		return content.Result{Outcome: content.Moved, MovedTo: f.movedTo, Reason: f.words}, false
	}
	words := strings.ToLower(f.words)
	switch {
	case f.astray():
		return content.Result{}, true
	case strings.Contains(words, "message is not modified"):
		return content.Result{Outcome: content.Delivered, Message: row.Edit}, false
	case row.Action == content.ActionDelete && strings.Contains(words, "message to delete not found"):
		return content.Result{Outcome: content.Delivered, Message: row.Edit}, false
	case row.Action == content.ActionUnpin && strings.Contains(words, "message to unpin not found"):
		return content.Result{Outcome: content.Delivered, Message: row.Edit}, false
	case row.Action == content.ActionAsk && containsAny(words, uneditable):
		return content.Result{Outcome: content.Absent, Reason: f.words}, false
	case row.Action == content.ActionStop && containsAny(words, stopped):
		return content.Result{Outcome: content.Delivered, Message: row.Edit}, false
	case row.Action == content.ActionMember && containsAny(words, strangers):
		return content.Result{Outcome: content.Delivered, Membership: content.Outside}, false
	case row.Action == content.ActionRestrict && f.code == http.StatusBadRequest: // "user not found" is no word on the group
		return content.Result{Outcome: content.Refused, Reason: f.words}, false
	case f.code == http.StatusForbidden || containsAny(words, unreachable):
		return content.Result{Outcome: content.Unreachable, Reason: f.words}, false
	case strings.Contains(words, "can't parse entities") && !row.plain:
		row.plain = true
		return content.Result{}, true
	case row.Action == content.ActionEdit && row.To > 0 && containsAny(words, uneditable):
		row.becomeNew()
		return content.Result{}, true
	}
	gone := row.Action == content.ActionEdit && containsAny(words, uneditable)
	return content.Result{Outcome: content.Refused, Reason: f.words, Gone: gone}, false
}

// becomeNew makes a new message of an edit, since a person waits for what it says. In a group, where many see it, an edit that cannot be made
// is left out.
func (r *row) becomeNew() {
	r.anew, r.Action, r.Edit = true, content.ActionSend, 0
	if r.EditKey != "" {
		r.Key, r.EditKey = r.EditKey, ""
	}
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// deliveredAs says what an answer makes of a row.
func deliveredAs(row *row, raw json.RawMessage) content.Result {
	result := content.Result{Outcome: content.Delivered, Message: messageID(raw), Repeated: row.lost}
	switch row.Action {
	case content.ActionPoll:
		result.Poll = pollID(raw)
	case content.ActionTask:
		return content.Result{Outcome: content.Delivered, Made: raw}
	case content.ActionMember:
		result.Membership = membership(raw)
	}
	if result.Message == 0 {
		result.Message = row.Edit
	}
	return result
}

// pollID reads Telegram's id of the poll out of a message that shows one; "" where it shows none.
func pollID(raw json.RawMessage) string {
	var message struct {
		Poll struct {
			ID string `json:"id"`
		} `json:"poll"`
	}
	if json.Unmarshal(raw, &message) != nil || len(message.Poll.ID) > maxPollID {
		return ""
	}
	return message.Poll.ID
}

// messageID reads Telegram's number out of a sent message; 0 where the result is no message (some edits answer true).
func messageID(raw json.RawMessage) content.MessageID {
	// Telegram's servers put the number first: no need to read the other few hundred bytes.
	if rest, ok := bytes.CutPrefix(raw, []byte(`{"message_id":`)); ok {
		if end := bytes.IndexByte(rest, ','); end > 0 {
			if id, err := strconv.ParseInt(string(rest[:end]), 10, 64); err == nil {
				return content.MessageID(id)
			}
		}
	}
	var message struct {
		ID content.MessageID `json:"message_id"`
	}
	if json.Unmarshal(raw, &message) != nil {
		return 0
	}
	return message.ID
}

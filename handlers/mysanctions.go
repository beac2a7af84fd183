package handlers

import (
	"encoding/json"
	"time"

	"aitys/content"
	"aitys/storage"
)

type mySanction struct {
	Kind     content.SanctionKind `json:"what"`
	Reason   string               `json:"reason"`
	Number   content.ReaderID     `json:"for_what_you_did_under_the_number"`
	At       time.Time            `json:"since"`
	Until    *time.Time           `json:"until"`
	LiftedAt *time.Time           `json:"lifted_at"`
}

type myHeld struct {
	Number   content.CommentID `json:"number"`
	Verdict  string            `json:"what_the_filters_advise"`
	Findings json.RawMessage   `json:"what_the_filters_noticed"`
	Text     string            `json:"text_of_what_was_deleted"`
	At       time.Time         `json:"since"`
}

// mySanctions are what moderators have laid upon a person, for their file.
func mySanctions(laid []content.Sanction) []mySanction {
	all := make([]mySanction, len(laid))
	for i, s := range laid {
		all[i] = mySanction{Kind: s.Kind, Reason: s.Reason, Number: s.Person, At: s.At, Until: never(s.Until), LiftedAt: never(s.LiftedAt)}
	}
	return all
}

// never is a time that may be none.
func never(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// myHeldComments are a person's comments about which a moderator has to decide, for their file.
func myHeldComments(held []storage.HeldComment) []myHeld {
	all := make([]myHeld, len(held))
	for i, h := range held {
		all[i] = myHeld{Number: h.Comment, Verdict: h.Judged.Verdict, Findings: json.RawMessage(h.Judged.Findings), Text: h.Text, At: h.At}
	}
	return all
}

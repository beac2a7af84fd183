package handlers

import (
	"time"

	"aitys/content"
	"aitys/storage"
)

type myTrust struct {
	Number     content.ReaderID `json:"under_your_number"`
	Approved   int              `json:"approved"`
	RejectedAt *time.Time       `json:"last_rejected_at"`
	Signed     string           `json:"name_approved_last"`
}

// myTrusts is what was counted of decisions about a person's opinions, for their file.
func myTrusts(counted []storage.NumberedTrust) []myTrust {
	all := make([]myTrust, len(counted))
	for i, c := range counted {
		all[i] = myTrust{Number: c.Number, Approved: c.Trust.Approved, RejectedAt: never(c.Trust.RejectedAt), Signed: c.Trust.Signed}
	}
	return all
}

package handlers

import (
	"time"

	"aitys/content"
)

type myAppeal struct {
	Opinion content.OpinionID   `json:"opinion"`
	Words   string              `json:"words"`
	At      time.Time           `json:"at"`
	State   content.AppealState `json:"state"`
	Decided *time.Time          `json:"decided_at"`
}

// myQuestion is a question to an author. Who asked stays out: authors do not learn it.
type myQuestion struct {
	Opinion  content.OpinionID `json:"opinion"`
	Question string            `json:"question"`
	At       time.Time         `json:"at"`
	Answer   string            `json:"answer"`
	Answered *time.Time        `json:"answered_at"`
}

// myAppeals are a person's appeals, for their file. Who decided first stays out.
func myAppeals(made []content.Appeal) []myAppeal {
	all := make([]myAppeal, len(made))
	for i, a := range made {
		all[i] = myAppeal{Opinion: a.Opinion, Words: a.Words, At: a.At, State: a.State, Decided: never(a.DecidedAt)}
	}
	return all
}

// myQuestions are what moderators asked a person, or what a moderator asked others, for their file.
func myQuestions(asked []content.Question) []myQuestion {
	all := make([]myQuestion, len(asked))
	for i, q := range asked {
		all[i] = myQuestion{Opinion: q.Opinion, Question: q.Text, At: q.At, Answer: q.Answer, Answered: never(q.AnsweredAt)}
	}
	return all
}

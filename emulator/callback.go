package emulator

import (
	"strconv"
	"time"
)

// answerLife is how long after a press an answer is still taken. Telegram does
// not say; in practice it is about a minute.
const answerLife = time.Minute

// longestAnswer is the longest text of an answer.
// Source: Bot API reference, answerCallbackQuery.
const longestAnswer = 200

// query is a press that waits for its answer.
type query struct {
	id   string
	bot  *bot
	user *person
	at   time.Time
}

// answersKept is how many answers a person's program remembers.
const answersKept = 1000

// ask makes a query out of a press and forgets those that nobody answered in time.
func (s *Server) ask(b *bot, who *person) *query {
	w := &s.world
	s.forgetPresses()
	q := &query{id: strconv.FormatInt(w.nextQuery, 10), bot: b, user: who, at: s.now()}
	w.nextQuery++
	w.queries[q.id], w.pressed = q, append(w.pressed, q)
	return q
}

// forgetPresses drops the presses that nobody answered in time.
func (s *Server) forgetPresses() {
	w, now := &s.world, s.now()
	for len(w.pressed) > 0 && now.Sub(w.pressed[0].at) > answerLife {
		delete(w.queries, w.pressed[0].id)
		w.pressed = w.pressed[1:]
	}
}

// show lets a person see an answer.
func (s *Server) show(who *person, a Answer) {
	if len(who.answers) >= 2*answersKept {
		who.answers = append([]shownAnswer(nil), who.answers[answersKept:]...)
	}
	who.answered++
	who.answers = append(who.answers, shownAnswer{Answer: a, seq: s.touch()})
}

// Answer is what a bot answered to a press.
type Answer struct {
	QueryID   string
	Text      string
	ShowAlert bool
	URL       string
}

func answerCallbackQuery(s *Server, c *call) (any, error) {
	q := s.world.queries[c.str("callback_query_id")]
	if q == nil || q.bot != c.bot || s.now().Sub(q.at) > answerLife {
		return nil, queryTooOld.err()
	}
	if units(c.str("text")) > longestAnswer {
		return nil, answerTooLong.err()
	}
	if c.has("url") {
		if ok, _ := checkedURL(c.str("url")); ok == "" {
			return nil, answerURLInvalid.err()
		}
	}
	delete(s.world.queries, q.id)
	s.show(q.user, Answer{QueryID: q.id, Text: c.str("text"), ShowAlert: c.flag("show_alert"), URL: c.str("url")})
	return true, nil
}

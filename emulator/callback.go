package emulator

import "time"

// answerLife is how long after a press an answer is still taken. Telegram does
// not say; in practice it is about a minute.
const answerLife = time.Minute

// longestAnswer is the longest text of an answer.
// Source: Bot API reference, answerCallbackQuery.
const longestAnswer = 200

// query is a press that waits for its answer.
type query struct {
	bot      *bot
	user     *person
	at       time.Time
	answered bool
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
	if q == nil || q.bot != c.bot || q.answered || s.now().Sub(q.at) > answerLife {
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
	q.answered = true
	delete(s.world.queries, c.str("callback_query_id"))
	q.user.answers = append(q.user.answers, shownAnswer{
		Answer: Answer{QueryID: c.str("callback_query_id"), Text: c.str("text"), ShowAlert: c.flag("show_alert"), URL: c.str("url")},
		seq:    s.touch(),
	})
	return true, nil
}

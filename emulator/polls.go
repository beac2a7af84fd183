package emulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Sizes of polls. Source: Bot API reference, sendPoll. The reference has allowed
// a single option since 9.6; two is the stricter reading.
const (
	longestQuestion = 300
	longestOption   = 100
	fewestOptions   = 2
	mostOptions     = 12
	shortestPeriod  = 5
	longestPeriod   = 2_628_000
)

// poll is a native poll with who voted for what.
type poll struct {
	Poll
	bot   *bot
	votes map[int64][]int // user → options
	timer *time.Timer
	shown []shownPoll
}

// shownPoll is a message that shows a poll: the one it was sent with, and its
// forwards.
type shownPoll struct {
	chat *chat
	m    *message
}

// markPoll notes in the journals that a poll's totals changed.
func (s *Server) markPoll(p *poll) {
	for _, at := range p.shown {
		s.mark(at.chat, at.m)
	}
}

// view is the poll with its totals as they are now, as updates tell it.
func (p *poll) view() *Poll {
	v := p.inMessage()
	v.Description, v.DescriptionEntities = "", nil
	return v
}

// inMessage is the poll as a message shows it: with its description.
// Source: Bot API reference, Poll.description.
func (p *poll) inMessage() *Poll {
	v := p.Poll
	v.Options = slices.Clone(p.Options)
	return &v
}

func sendPoll(s *Server, c *call) (any, error) {
	p := &poll{bot: c.bot, votes: map[int64][]int{}}
	for _, read := range []func(*poll) error{c.question, c.options, c.description, c.pollKind, c.closing} {
		if err := read(p); err != nil {
			return nil, err
		}
	}
	s.numberPoll(p)
	m := &message{poll: p}
	sent, err := c.send(m, func(ch *chat) error {
		if !p.IsAnonymous && ch.wire.Type == typeChannel {
			return pollPublicInChannel.err()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.closeInTime(p)
	return sent, nil
}

// numberPoll gives a poll its id.
func (s *Server) numberPoll(p *poll) {
	p.ID = strconv.FormatInt(s.world.nextPoll, 10)
	s.world.nextPoll++
}

func (c *call) question(p *poll) (err error) {
	p.Question, p.QuestionEntities, err = c.formatted(c.str("question"), c.str("question_parse_mode"), c.str("question_entities"))
	switch {
	case err != nil:
		return err
	case p.Question == "":
		return pollQuestionEmpty.err()
	case units(p.Question) > longestQuestion:
		return pollQuestionLong.err()
	}
	return nil
}

// inputOption is InputPollOption, or a bare text as before Bot API 7.3.
type inputOption struct {
	Text string `json:"text"`
}

// UnmarshalJSON takes a bare string for an option with that text.
func (o *inputOption) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &o.Text)
	}
	type plain inputOption
	return json.Unmarshal(raw, (*plain)(o))
}

func (c *call) options(p *poll) error {
	var given []inputOption
	if err := c.array("options", &given, pollOptionsUnreadable, "String as options"); err != nil {
		return err
	}
	if len(given) < fewestOptions {
		return pollOptionsFew.err()
	}
	if len(given) > mostOptions {
		return pollOptionsMany.err(mostOptions)
	}
	for i, o := range given {
		text := strings.TrimSpace(cleaned(o.Text))
		if text == "" {
			return pollOptionEmpty.err()
		}
		if units(text) > longestOption {
			return pollOptionLong.err()
		}
		p.Options = append(p.Options, PollOption{PersistentID: strconv.Itoa(i), Text: text})
	}
	return nil
}

// description reads the text above the question.
func (c *call) description(p *poll) (err error) {
	p.Description, p.DescriptionEntities, err = c.captionOf(c.str("description"), c.str("description_parse_mode"), c.str("description_entities"))
	return err
}

// pollKind reads whether the poll is anonymous, a quiz, of several answers.
func (c *call) pollKind(p *poll) error {
	p.Type, p.IsAnonymous, p.AllowsRevoting = "regular", true, true
	if c.has("is_anonymous") {
		p.IsAnonymous = c.flag("is_anonymous")
	}
	p.AllowsMultipleAnswers = c.flag("allows_multiple_answers")
	p.IsClosed = c.flag("is_closed")
	switch c.str("type") {
	case "", "regular":
	case "quiz":
		if err := c.quiz(p); err != nil {
			return err
		}
	default:
		return pollKindUnknown.err()
	}
	if c.has("allows_revoting") {
		p.AllowsRevoting = c.flag("allows_revoting")
	}
	return nil
}

// longestExplanation is the longest text under an answered quiz, and
// mostLineFeeds how many line feeds it may have. Source: Bot API reference,
// sendPoll.
const (
	longestExplanation = 200
	mostLineFeeds      = 2
)

// quiz reads the right answers of a quiz and what explains them. One right answer
// under the older name is taken too: most frameworks write it so.
func (c *call) quiz(p *poll) error {
	p.Type, p.AllowsRevoting = "quiz", false
	right := c.str("correct_option_ids")
	if one := c.str("correct_option_id"); right == "" && one != "" {
		right = "[" + one + "]"
	}
	err := json.Unmarshal([]byte(right), &p.CorrectOptionIDs)
	if err != nil || len(p.CorrectOptionIDs) == 0 || !rising(p.CorrectOptionIDs) ||
		slices.ContainsFunc(p.CorrectOptionIDs, func(i int) bool { return i < 0 || i >= len(p.Options) }) {
		return pollCorrectMissing.err()
	}
	p.Explanation, p.ExplanationEntities, err = c.captionOf(c.str("explanation"), c.str("explanation_parse_mode"), c.str("explanation_entities"))
	switch {
	case err != nil:
		return err
	case units(p.Explanation) > longestExplanation:
		return captionTooLong.err()
	case strings.Count(p.Explanation, "\n") > mostLineFeeds:
		return pollExplanationLines.err()
	}
	return nil
}

// rising tells that each number is greater than the one before.
// Source: Bot API reference, sendPoll, correct_option_ids.
func rising(numbers []int) bool {
	for i := 1; i < len(numbers); i++ {
		if numbers[i] <= numbers[i-1] {
			return false
		}
	}
	return true
}

// closing reads when the poll closes by itself.
func (c *call) closing(p *poll) error {
	p.OpenPeriod, p.CloseDate = int(c.num("open_period")), c.num("close_date")
	if p.OpenPeriod == 0 && p.CloseDate == 0 {
		return nil
	}
	period := int64(p.OpenPeriod)
	if period == 0 {
		period = p.CloseDate - c.srv.unix()
	}
	if period < shortestPeriod || period > longestPeriod {
		return pollPeriodWrong.err()
	}
	if p.OpenPeriod > 0 {
		p.CloseDate = c.srv.unix() + period
	}
	return nil
}

// closeInTime has the poll closed when its time is over: by a timer, and in case
// the clock is one that a test moves, whenever somebody votes or polls.
func (s *Server) closeInTime(p *poll) {
	if p.CloseDate == 0 || p.IsClosed {
		return
	}
	s.world.closing = append(s.world.closing, p)
	p.timer = time.AfterFunc(time.Duration(p.CloseDate-s.unix())*time.Second, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.ctx.Err() == nil {
			s.closeDue()
		}
	})
}

// closeDue closes the polls whose time is over.
func (s *Server) closeDue() {
	now := s.unix()
	s.world.closing = slices.DeleteFunc(s.world.closing, func(p *poll) bool {
		if now >= p.CloseDate {
			s.closePoll(p)
		}
		return p.IsClosed
	})
}

// closePoll ends a poll for good and tells the bot.
func (s *Server) closePoll(p *poll) {
	if p.IsClosed {
		return
	}
	p.IsClosed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	s.markPoll(p)
	p.bot.queue.push("poll", p.view(), s.now())
}

func stopPoll(s *Server, c *call) (any, error) {
	markup, err := c.inlineMarkup()
	if err != nil {
		return nil, err
	}
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	m := ch.message(c.num("message_id"))
	if m == nil {
		return nil, pollNone.err()
	}
	if m.poll == nil {
		return nil, notPoll.err()
	}
	c.record.Message = m.MessageID
	if m.author != c.bot.user.ID || m.ForwardOrigin != nil {
		return nil, cannotStop.err()
	}
	if m.poll.IsClosed {
		return nil, pollClosed.err()
	}
	if err := c.allowed(ch); err != nil {
		return nil, err
	}
	m.ReplyMarkup = markup.inline()
	s.closePoll(m.poll)
	return m.poll.view(), nil
}

// vote counts a person's choice; none takes an earlier one back. The bot gets
// the totals, and from a poll that is not anonymous who chose what.
func (s *Server) vote(p *poll, who *person, options []int) error {
	s.closeDue()
	switch before := p.votes[who.ID]; {
	case p.IsClosed:
		return errPollClosed
	case len(options) > 1 && !p.AllowsMultipleAnswers:
		return errOneOption
	case len(before) > 0 && !p.AllowsRevoting:
		return errNoRevoting
	case len(options) == 0 && len(before) == 0:
		return errNothingToRetract
	}
	for _, o := range options {
		if o < 0 || o >= len(p.Options) {
			return errNoSuchOption
		}
	}
	for _, o := range p.votes[who.ID] {
		p.Options[o].VoterCount--
	}
	for _, o := range options {
		p.Options[o].VoterCount++
	}
	p.votes[who.ID] = slices.Clone(options)
	if len(options) == 0 {
		delete(p.votes, who.ID)
	}
	p.TotalVoterCount = len(p.votes)
	s.markPoll(p)
	s.tellOfVote(p, who, options)
	return nil
}

func (s *Server) tellOfVote(p *poll, who *person, options []int) {
	p.bot.queue.push("poll", p.view(), s.now())
	if p.IsAnonymous {
		return
	}
	u := who.User
	answer := PollAnswer{PollID: p.ID, User: &u, OptionIDs: []int{}, OptionPersistentIDs: []string{}}
	for _, o := range options {
		answer.OptionIDs = append(answer.OptionIDs, o)
		answer.OptionPersistentIDs = append(answer.OptionPersistentIDs, p.Options[o].PersistentID)
	}
	p.bot.queue.push("poll_answer", answer, s.now())
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/storage"
)

// setting is what a person set to a value with an update.
type setting struct {
	update int64
	value  string
}

// recalled is what the program was told by those of whom the model knows all. It is drawn from the updates that the program was given, so that what is confirmed and
// what is not can be told apart.
type recalled struct {
	s         *soak
	steadfast map[int64]int        // account → who
	registers map[string][]setting // "language 31" → what was set, in order
	gone      map[int]bool         // who was found to be erased
	readers   map[int]int64        // who → their number while they are known
	ballots   string               // what the data of the poll's buttons begins with
	poll      int64
	checks    int
	most      map[string]int64 // what only grows
}

func newRecalled(s *soak) *recalled {
	r := &recalled{
		s: s, steadfast: map[int64]int{}, registers: map[string][]setting{}, gone: map[int]bool{},
		readers: map[int]int64{}, most: map[string]int64{},
	}
	for who, user := range s.people {
		if who >= steadfast {
			r.steadfast[user.ID] = who
		}
	}
	data := s.ballot(s.owner).ReplyMarkup.Rows[0][0].CallbackData
	r.ballots = strings.TrimSuffix(data, "0")
	return r
}

// learn takes in an update that was given.
func (r *recalled) learn(u update) {
	switch {
	case u.Press != nil:
		who, is := r.steadfast[u.Press.From.ID]
		if option, votes := strings.CutPrefix(u.Press.Data, r.ballots); is && votes {
			r.writes("vote", who, u.ID, option)
		}
	case u.Message != nil:
		who, is := r.steadfast[u.Message.From.ID]
		if lang, chooses := strings.CutPrefix(u.Message.Text, "/language "); is && chooses {
			r.writes("language", who, u.ID, lang)
		}
	}
}

func (r *recalled) writes(what string, who int, update int64, value string) {
	key := fmt.Sprintf("%s %d", what, who)
	r.registers[key] = append(r.registers[key], setting{update, value})
}

// may tells whether a register may hold a value when all updates below an offset were confirmed: that of the last such write, or of a later one. Of a press that Telegram
// gave up nobody knows.
func (s *soak) may(writes []setting, confirmed int64, value string) bool {
	last := -1
	for i, w := range writes {
		if w.update < confirmed && !s.aged[w.update] {
			last = i
		}
	}
	for _, w := range writes[max(last, 0):] {
		if w.value == value {
			return true
		}
	}
	return last < 0 && value == ""
}

// isTrue compares the database, of which no program is at work, with the model.
func (s *soak) isTrue() {
	s.t.Helper()
	confirmed := s.server.Confirmed(s.bot)
	s.follow(s.learn)
	s.checks++
	s.areStored(s.db, "the database", confirmed)
	s.counts()
	s.grows()
	s.look(func(tx *storage.Tx) error { return s.remembers(tx, confirmed) })
	s.hasForgotten()
	s.hasCopies()
	if s.checks%20 == 0 {
		s.isUnbroken()
	}
	s.fails()
}

// remembers compares what somebody steadfast has set.
func (s *soak) remembers(tx *storage.Tx, confirmed int64) error {
	for who := range s.people {
		reader, err := tx.Reader(content.TelegramID(s.people[who].ID))
		if content.CodeOf(err) == content.NotFound {
			continue // of whom the program was told nothing, or who is erased
		}
		if err != nil {
			return err
		}
		if s.readers[who] == 0 {
			s.readers[who] = int64(reader.ID) // one who is erased and comes back has another
		}
		if who < steadfast {
			continue
		}
		if key := fmt.Sprintf("language %d", who); !s.may(s.registers[key], confirmed, string(reader.Chosen)) {
			s.t.Errorf("%s is %q; confirmed below %d: %v", key, reader.Chosen, confirmed, s.registers[key])
		}
		if err := s.remembersVote(tx, who, reader.ID, confirmed); err != nil {
			return err
		}
	}
	return nil
}

func (s *soak) remembersVote(tx *storage.Tx, who int, reader content.ReaderID, confirmed int64) error {
	if s.poll == 0 && len(s.registers[fmt.Sprintf("vote %d", who)]) > 0 {
		s.asks(`SELECT COALESCE(MAX(poll), 0) FROM poll_vote WHERE reader = `+strconv.FormatInt(int64(reader), 10), &s.poll)
	}
	options, _, err := tx.VoteOf(content.PollID(s.poll), reader)
	if err != nil {
		return err
	}
	value := ""
	for _, option := range options {
		value += strconv.Itoa(option)
	}
	if key := fmt.Sprintf("vote %d", who); !s.may(s.registers[key], confirmed, value) {
		s.t.Errorf("%s is %q; confirmed below %d: %v", key, value, confirmed, s.registers[key])
	}
	return nil
}

// hasForgotten looks whether nothing is left of those who are erased, and whether all of them stay that.
func (s *soak) hasForgotten() {
	s.t.Helper()
	for who := range s.left {
		if s.readers[who] == 0 {
			continue
		}
		var known, words int
		number := strconv.FormatInt(s.readers[who], 10)
		s.asks(`SELECT (SELECT COUNT(*) FROM reader WHERE id = `+number+`), (SELECT COUNT(*) FROM opinion WHERE text <> '' AND author = `+number+`)`, &known, &words)
		if known == 0 && words > 0 || s.gone[who] && known > 0 {
			s.t.Errorf("reader %d was erased: %v; %d rows and %d texts are left", who, s.gone[who], known, words)
		}
		s.gone[who] = known == 0
	}
}

// hasCopies looks at the backups that have ended.
func (s *soak) hasCopies() {
	s.t.Helper()
	var under []*copied
	for _, c := range s.copies {
		switch {
		case isOpen(c.ended):
			under = append(under, c)
		case c.worked:
			s.areIn(c.path, c.held)
		}
	}
	s.copies = under
}

// isUnbroken walks the record, and the whole file.
func (s *soak) isUnbroken() {
	s.t.Helper()
	store, err := storage.Open(context.Background(), s.database, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		s.t.Fatal(err)
	}
	defer store.Close()
	if err := verifyRecord(context.Background(), store, nil, &bytes.Buffer{}); err != nil {
		s.t.Errorf("the record: %v", err)
	}
	if err := store.Check(context.Background()); err != nil {
		s.t.Error(err)
	}
}

// counts compares each number that is kept with what it counts, and looks for what must be there once.
func (s *soak) counts() {
	s.t.Helper()
	const tally = `(SELECT COUNT(*) FROM stance s WHERE s.opinion = o.id AND s.said = %d)`
	for what, wrong := range map[string]string{
		"votes on opinions": `SELECT COUNT(*) FROM opinion o WHERE agree <> ` + fmt.Sprintf(tally, 1) + ` OR disagree <> ` + fmt.Sprintf(tally, -1) + ` OR pass <> ` + fmt.Sprintf(tally, 0),
		"replies":           `SELECT COUNT(*) FROM opinion o WHERE replies <> (SELECT COUNT(*) FROM opinion r WHERE r.parent = o.id AND r.state = 'approved')`,
		"opinions on a section": `SELECT COUNT(*) FROM opinion_count c WHERE number <>
			(SELECT COUNT(*) FROM opinion o WHERE o.article = c.article AND o.section = c.section AND o.state = 'approved' AND o.parent = 0)`,
		"the queue": `SELECT COUNT(*) FROM meta WHERE name = 'waiting' AND number <>
			(SELECT COUNT(*) FROM opinion WHERE ruled = 0 AND (waits_at IS NOT NULL OR reported_at IS NOT NULL))`,
		"voters":           `SELECT COUNT(*) FROM poll p WHERE voters <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND v.options <> 0)`,
		"search words":     `SELECT COUNT(*) FROM opinion_word w JOIN opinion o ON o.id = w.opinion WHERE o.state <> 'approved'`,
		"opinions twice":   `SELECT COUNT(*) FROM (SELECT 1 FROM opinion WHERE text <> '' GROUP BY author, text, section HAVING COUNT(*) > 1) AS twice`,
		"decisions twice":  `SELECT COUNT(*) FROM (SELECT 1 FROM ruling WHERE state = 'done' GROUP BY opinion, version HAVING COUNT(*) > 1) AS twice`,
		"comments nowhere": `SELECT COUNT(*) FROM comment c WHERE parent <> 0 AND NOT EXISTS (SELECT 1 FROM comment p WHERE p.id = c.parent)`,
	} {
		var n int
		if err := s.db.QueryRow(wrong).Scan(&n); err != nil || n != 0 {
			s.t.Errorf("%s: %d are wrong, %v", what, n, err)
		}
	}
}

// grows looks whether something was taken back that was there after an earlier death.
func (s *soak) grows() {
	s.t.Helper()
	for what, query := range map[string]string{
		"opinions": `SELECT COUNT(*) FROM opinion`, "versions": `SELECT COALESCE(SUM(version), 0) FROM opinion`, "the record": `SELECT COALESCE(MAX(seq), 0) FROM record`,
		"decisions": `SELECT COUNT(*) FROM ruling WHERE state = 'done'`, "erasures": `SELECT COUNT(*) FROM erasure`, "comments": `SELECT COUNT(*) FROM comment`,
		"revisions": `SELECT COUNT(*) FROM revision`, "readers ever": `SELECT COALESCE(MAX(id), 0) FROM reader`,
	} {
		var n int64
		if err := s.db.QueryRow(query).Scan(&n); err != nil || n < s.most[what] && what != "readers ever" {
			s.t.Errorf("of %s there are %d, and were %d: %v", what, n, s.most[what], err)
		}
		s.most[what] = n
	}
}

// wasAnswered looks whether every question in private was answered, and none twice before the group.
func (s *soak) wasAnswered() {
	s.t.Helper()
	inPrivate, inGroup := map[int]int{}, map[int]int{}
	for _, seat := range s.private[steadfast:] {
		answers(seat, inPrivate)
	}
	answers(s.inGroup[0], inGroup)
	for number, who := range s.asked {
		if who >= 0 && inPrivate[number] == 0 {
			s.t.Errorf("question %d was never answered", number)
		}
		if who < 0 && inGroup[number] > 1 {
			s.t.Errorf("question %d was answered %d times before the whole group", number, inGroup[number])
		}
	}
	for who := range s.left {
		if !s.gone[who] {
			s.t.Errorf("reader %d asked to be erased, and is still known", who)
		}
	}
	s.fails()
}

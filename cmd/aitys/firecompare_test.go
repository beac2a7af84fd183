package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/phrases"
	"aitys/storage"
)

// firedOpinion is an opinion as it is stored.
type firedOpinion struct {
	author        content.ReaderID
	state, edited string
	ruled         bool
	version       int
}

// fired is a decision as it is stored.
type fired struct {
	opinion, version  int64
	what, state, deed string
	by                content.ReaderID
	at, effect        time.Time
}

func (f *fire) opinionsNow() map[int64]firedOpinion {
	f.t.Helper()
	all := map[int64]firedOpinion{}
	f.rows(`SELECT id, author, state, edited, ruled, version FROM opinion`, func(scan func(...any) error) error {
		var id, author int64
		var ruled int
		var o firedOpinion
		err := scan(&id, &author, &o.state, &o.edited, &ruled, &o.version)
		o.author, o.ruled = content.ReaderID(author), ruled != 0
		all[id] = o
		return err
	})
	return all
}

// rulings are those that took effect, oldest first.
func (f *fire) rulings() (all []fired) {
	f.t.Helper()
	f.rows(`SELECT opinion, version, what, state, made_by, at, effect FROM ruling WHERE state = 'done' ORDER BY effect, id`, func(scan func(...any) error) error {
		var r fired
		var by, at, effect int64
		err := scan(&r.opinion, &r.version, &r.what, &r.state, &by, &at, &effect)
		r.by, r.at, r.effect = content.ReaderID(by), time.UnixMicro(at), time.UnixMicro(effect)
		r.deed = map[bool]string{true: "reject", false: "approve"}[r.what == string(content.ToReject)]
		all = append(all, r)
		return err
	})
	return all
}

func (f *fire) rows(query string, each func(scan func(...any) error) error) {
	f.t.Helper()
	rows, err := f.db.Query(query)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			f.t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
}

// isRecorded compares the record with the rulings and with the opinions: each version was decided once, and the last decision is how the opinion stands.
func (f *fire) isRecorded() {
	f.t.Helper()
	if out, err := f.command("audit", "verify").CombinedOutput(); err != nil {
		f.t.Errorf("aitys audit verify: %v\n%s", err, out)
	}
	type version struct{ opinion, version int64 }
	made, last, recorded := map[version]fired{}, map[int64]string{}, 0
	for _, r := range f.rulings() {
		v := version{r.opinion, r.version}
		if before, twice := made[v]; twice {
			f.t.Errorf("version %d of opinion %d was decided twice: %+v and %+v", r.version, r.opinion, before, r)
		}
		made[v] = r
	}
	f.rows(`SELECT opinion, version, deed, actor, at FROM record WHERE deed IN ('approve', 'reject') ORDER BY seq`, func(scan func(...any) error) error {
		var v version
		var deed string
		var by, at int64
		if err := scan(&v.opinion, &v.version, &deed, &by, &at); err != nil {
			return err
		}
		recorded++
		last[v.opinion] = deed
		if r, ok := made[v]; !ok || r.deed != deed || int64(r.by) != by || time.UnixMicro(at).Before(r.effect) || r.effect.Sub(r.at) != fireUndo {
			f.t.Errorf("the record has: version %d of opinion %d, %s by %d at %v; the ruling is %+v", v.version, v.opinion, deed, by, time.UnixMicro(at), r)
		}
		return nil
	})
	if recorded != len(made) {
		f.t.Errorf("%d rulings took effect, and the record has %d", len(made), recorded)
	}
	f.stands(last)
	f.t.Logf("%d decisions", recorded)
}

// stands compares the last decision about each opinion with how it stands.
func (f *fire) stands(last map[int64]string) {
	f.t.Helper()
	stored := map[content.ReaderID]int{}
	for id, o := range f.opinionsNow() {
		stored[o.author]++
		// A new text of an approved opinion that was rejected leaves the earlier one.
		fits := o.state == "approved" && last[id] != "" || o.state == "rejected" && last[id] == "reject" || o.state == "withdrawn"
		if !fits || o.edited != "" || o.ruled {
			f.t.Errorf("opinion %d is %+v; the last decision: %q", id, o, last[id])
		}
	}
	f.look(func(tx *storage.Tx) error {
		for who, user := range f.people {
			reader, err := tx.Reader(content.TelegramID(user.ID))
			if err != nil && content.CodeOf(err) != content.NotFound {
				return err
			}
			banned, err := tx.SanctionsOf(reader.ID)
			if err != nil {
				return err
			}
			if got := stored[reader.ID]; got > f.sent[who] || got < f.sent[who] && len(banned) == 0 && !f.left[who] {
				f.t.Errorf("reader %d sent %d opinions, and %d are stored", who, f.sent[who], got)
			}
		}
		parked, err := tx.Parked(0, 10)
		for _, p := range parked {
			f.t.Errorf("parked: %s: %.300s", p.Cause, p.Raw)
		}
		return err
	})
}

// obeyed looks who decided: moderators alone, as long as they were that.
func (f *fire) obeyed() {
	f.t.Helper()
	by := map[content.ReaderID]*deskhand{}
	f.look(func(tx *storage.Tx) error {
		for _, h := range f.crew {
			reader, err := tx.Reader(content.TelegramID(h.user.ID))
			if err == nil {
				by[reader.ID] = h
			} else if content.CodeOf(err) != content.NotFound {
				return err
			}
		}
		return nil
	})
	count := map[string]int{}
	for _, r := range f.rulings() {
		h := by[r.by]
		if h == nil || h.never || !h.goes.IsZero() && r.at.After(h.goes) || r.at.Before(h.comes) {
			f.t.Errorf("%+v is by somebody who may not: %+v", r, h)
			continue
		}
		count[h.name]++
	}
	f.t.Logf("who decided: %v", count)
	if len(count) < 6 {
		f.t.Error("not all moderators decided something: this shows less than it should")
	}
}

// notices are what tells an author that an opinion was decided.
var notices = []phrases.Key{phrases.DecidedApproved, phrases.DecidedRejected, phrases.DecidedEdit, phrases.DecidedNoEdit}

// opinionIn finds the opinion of which a message tells as a notice does.
func (f *fire) opinionIn(lang, said string) (opinion int64, key phrases.Key) {
	for _, key := range notices {
		const number = "918273645"
		words := regexp.QuoteMeta(f.plain(lang, key, phrases.Args{"ID": number}))
		if found := regexp.MustCompile("^" + strings.Replace(words, number, `(\d+)`, 1)).FindStringSubmatch(said); found != nil {
			opinion, _ = strconv.ParseInt(found[1], 10, 64) // the pattern has digits only
			return opinion, key
		}
	}
	return 0, ""
}

// leadsTo finds the opinion to which a button leads.
var leadsTo = regexp.MustCompile(`start=o_(\d+)`)

// wasPatient looks whether somebody outside heard of a decision before it could be taken back no more.
func (f *fire) wasPatient() {
	f.t.Helper()
	first := map[int64]time.Time{}
	for _, r := range f.rulings() {
		if _, decided := first[r.opinion]; !decided {
			first[r.opinion] = r.effect
		}
	}
	told, posted := 0, 0
	languages := map[int64]string{}
	for _, user := range f.people {
		languages[user.ID] = user.LanguageCode
	}
	for _, c := range f.server.Calls(func(c emulator.Call) bool { return c.Method == "sendMessage" }) {
		opinion := int64(0)
		if lang := languages[c.Chat]; lang != "" {
			opinion, _ = f.opinionIn(lang, c.Params["text"])
			told++
		}
		if found := leadsTo.FindStringSubmatch(c.Params["reply_markup"]); found != nil && c.Chat == f.group.ID {
			opinion, _ = strconv.ParseInt(found[1], 10, 64) // the pattern has digits only
			posted++
		}
		if at, decided := first[opinion]; opinion != 0 && (!decided || c.Time.Before(at)) {
			f.t.Errorf("at %v %d is told of opinion %d, which is decided at %v", c.Time, c.Chat, opinion, at)
		}
	}
	if f.t.Logf("%d messages to authors, %d posts in the group", told, posted); told == 0 || posted == 0 {
		f.t.Error("nobody was told anything: this shows nothing")
	}
}

// cardButton finds the opinion of a card's button, and what it does.
var cardButton = regexp.MustCompile(`"q\.([0-9a-z]+)\.\d+\.(approve|back|undo)"`)

// keptItsCards goes through all that was sent to the moderation chat, and counts the cards that can be decided. What a moderator or an author has brought back stands there besides.
func (f *fire) keptItsCards() {
	f.t.Helper()
	open, was, back := map[int]string{}, map[string]bool{}, map[string]bool{}
	most := 0
	for _, c := range f.server.Calls(func(c emulator.Call) bool { return c.Chat == f.desk.ID }) {
		after := strings.HasSuffix(c.Fault, "after")
		if c.Code != 200 && !after || c.Fault != "" && !after {
			continue // it took no effect
		}
		message := c.Message
		if written := c.Params["message_id"]; message == 0 {
			message, _ = strconv.Atoi(written) // of what names none, 0
		}
		if !slices.Contains([]string{"sendMessage", "editMessageText", "deleteMessage"}, c.Method) {
			continue
		}
		delete(open, message)
		if found := cardButton.FindStringSubmatch(c.Params["reply_markup"]); found != nil && found[2] != "undo" {
			open[message] = found[1]
			if was[found[1]] {
				back[found[1]] = true
			}
		} else if found != nil {
			was[found[1]] = true // a ruling that can be taken back
		}
		distinct := map[string]bool{}
		for _, opinion := range open {
			if !back[opinion] {
				distinct[opinion] = true
			}
		}
		most = max(most, len(distinct))
	}
	if f.t.Logf("at most %d cards were open; %d came back", most, len(back)); most > fireCards || most == 0 {
		f.t.Errorf("at most %d cards were open at once, and OPEN_CARDS is %d", most, fireCards)
	}
}

// wasTold compares what authors read with how their opinions stand: the receipt says it, and one notice came for each decision.
func (f *fire) wasTold() {
	f.t.Helper()
	opinions := f.opinionsNow()
	decisions := map[int64][]fired{}
	for _, r := range f.rulings() {
		decisions[r.opinion] = append(decisions[r.opinion], r)
	}
	receipts := 0
	for who, user := range f.people {
		if f.left[who] {
			continue
		}
		newest, told := map[int64]string{}, map[int64][]phrases.Key{}
		for _, m := range f.private[who].Messages() {
			if m.From == nil || !m.From.IsBot {
				continue
			}
			if id := f.receiptOf(user.LanguageCode, m.Text); id != 0 {
				newest[id] = m.Text
			}
			if id, key := f.opinionIn(user.LanguageCode, m.Text); id != 0 {
				told[id] = append(told[id], key)
			}
		}
		for id, said := range newest {
			receipts++
			f.receiptHolds(user.LanguageCode, id, opinions[id], said)
		}
		for id, keys := range told {
			f.noticesHold(id, keys, decisions[id])
		}
		for id, o := range opinions {
			if newest[id] != "" && o.state != "withdrawn" && len(told[id]) == 0 {
				f.t.Errorf("the author of opinion %d, %+v, was told nothing", id, o)
			}
		}
	}
	if f.t.Logf("%d receipts", receipts); receipts < f.spoken/2 {
		f.t.Errorf("of %d opinions %d receipts are found", f.spoken, receipts)
	}
}

// receiptOf is the opinion of which a message is the receipt; 0: it is none.
func (f *fire) receiptOf(lang, said string) int64 {
	const number = "918273645"
	for _, key := range []phrases.Key{phrases.ReceiptHead, phrases.StateWithdrawn} {
		words, _, _ := strings.Cut(f.plain(lang, key, phrases.Args{"ID": number, "Title": "", "On": "", "Signed": ""}), "\n")
		words = strings.Replace(regexp.QuoteMeta(words), number, `(\d+)`, 1) + `(?:\n|$)`
		if found := regexp.MustCompile("^" + words).FindStringSubmatch(said); found != nil {
			id, _ := strconv.ParseInt(found[1], 10, 64) // the pattern has digits only
			return id
		}
	}
	return 0
}

func (f *fire) receiptHolds(lang string, id int64, o firedOpinion, said string) {
	f.t.Helper()
	key := map[string]phrases.Key{"approved": phrases.StateApproved, "rejected": phrases.StateRejected, "withdrawn": phrases.StateWithdrawn}[o.state]
	if want := f.plain(lang, key, phrases.Args{"ID": id}); !strings.Contains(said, want) {
		f.t.Errorf("opinion %d is %s, and its receipt says %q", id, o.state, said)
	}
}

// noticesHold compares what an author was told with what was decided. A notice may have come twice.
func (f *fire) noticesHold(id int64, told []phrases.Key, decisions []fired) {
	f.t.Helper()
	approving := func(k phrases.Key) bool { return k == phrases.DecidedApproved || k == phrases.DecidedEdit }
	if len(told) < len(decisions) {
		f.t.Errorf("about opinion %d %d decisions were made, and its author was told %d: %v", id, len(decisions), len(told), told)
		return
	}
	if last := decisions[len(decisions)-1]; approving(told[len(told)-1]) != (last.deed == "approve") {
		f.t.Errorf("the last decision about opinion %d is %s, and its author was told %v", id, last.deed, told)
	}
}

// looksRight looks at what else must not be.
func (f *fire) looksRight() {
	f.t.Helper()
	late := regexp.MustCompile("query is too old|is not modified|message to delete not found") // an answer was lost, or an update came again
	for _, c := range f.server.Calls(func(c emulator.Call) bool { return c.Code >= 400 && c.Fault == "" && c.Method != "getChat" }) {
		if late.MatchString(c.Description) {
			continue
		}
		f.t.Errorf("%s was refused: %s: %.300v", c.Method, c.Description, c.Params)
	}
	if misuses := f.server.Misuses(); len(misuses) > 0 {
		f.t.Errorf("misuses: %+v", misuses)
	}
	if strings.Contains(f.log.String(), f.bot.Token) {
		f.t.Error("the log has the token")
	}
	if f.t.Failed() {
		f.t.Logf("the program's log:\n%.20000s", f.log.String())
	}
}

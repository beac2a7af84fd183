package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/phrases"
)

// TestTheDeskUnderFire lets hundreds of opinions pour into a newsroom, with spam, abuse, edits, withdrawals and erasures among them, while moderators who know nothing of each
// other press whatever they see, twice, late and forged, and while the program is killed and the network fails. Then it compares the record, the store, and what
// stands in the chats: each opinion was decided once for each version, by somebody who may, nobody outside heard of it too early, and nothing is left over.
func TestTheDeskUnderFire(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { playFire(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db")) })
	t.Run("postgres", func(t *testing.T) { playFire(t, newPostgres(t)) })
}

func playFire(t *testing.T, database string) {
	t.Helper()
	f := newFire(t, database)
	f.publishes()
	f.burns(*kills*2, *kills/12)
	f.calms()
	f.isDecided()
	f.isSwept()
	f.rests()
	f.end(f.program)
	f.isRecorded()
	f.obeyed()
	f.wasPatient()
	f.keptItsCards()
	f.wasTold()
	f.looksRight()
}

const (
	// fireUndo and fireCards are UNDO_SECONDS and OPEN_CARDS.
	fireUndo  = time.Second
	fireCards = 10
	// pace is how often somebody does something.
	pace = 3 * time.Millisecond
	// mostPending is how much waits for the program at most before people wait for it.
	mostPending = 50
)

// fire is a day on which more comes in than the moderators have hands for.
type fire struct {
	*day
	db        *sql.DB // the program's, to be looked at
	desk      emulator.Chat
	crew      []*deskhand
	spoken    int                // how many opinions were sent
	sent      map[int]int        // who → how many of them
	left      map[int]bool       // who is about to be erased, and does nothing else
	used      []emulator.Message // cards as they were once, for whoever presses late
	faults    []func() int
	disturbed int // faults that struck, and kills
}

// deskhand is a moderator, or whoever would like to be one.
type deskhand struct {
	user          emulator.User
	private, desk *emulator.Seat
	act           func(*fire, *deskhand)
	name          string
	comes, goes   time.Time // between which presses count; zero: always
	never         bool
}

func newFire(t *testing.T, database string) *fire {
	t.Helper()
	f := &fire{day: sleepingDay(t, database), sent: map[int]int{}, left: map[int]bool{}}
	f.desk = f.server.AddGroup("The News: moderators")
	f.server.Promote(f.desk, f.bot.User, emulator.AllRights())
	f.hires()
	f.settings = append(f.settings, "MODERATION_CHAT_ID="+strconv.FormatInt(f.desk.ID, 10), fmt.Sprintf("UNDO_SECONDS=%d", int(fireUndo.Seconds())),
		fmt.Sprintf("OPEN_CARDS=%d", fireCards), "MODERATOR_IDS="+strconv.FormatInt(f.crew[0].user.ID, 10))
	f.goesOn()
	return f
}

// hires brings the moderators: one whom a setting names, members of the moderation chat, one who leaves it, one who comes, one who hides behind the group; and two who
// are none.
func (f *fire) hires() {
	hire := func(name string, act func(*fire, *deskhand)) *deskhand {
		user := f.server.AddUser(emulator.User{FirstName: name, LanguageCode: []string{"en", "ru", "kk"}[len(f.crew)%3]})
		h := &deskhand{user: user, private: f.server.Private(user, f.bot), desk: f.server.In(user, f.desk), act: act, name: name}
		h.private.Known()
		f.crew = append(f.crew, h)
		return h
	}
	join := func(h *deskhand) *deskhand {
		f.server.Join(f.desk, h.user)
		return h
	}
	hire("Named", (*fire).goesThrough)
	join(hire("Quick", (*fire).pressesCards))
	join(hire("Leaving", (*fire).doesEither))
	hire("Coming", (*fire).doesEither)
	hidden := hire("Hidden", (*fire).hides)
	f.server.Promote(f.desk, hidden.user, emulator.AllRights())
	if err := hidden.desk.Hide(true); err != nil {
		f.t.Fatal(err)
	}
	join(hire("Through", (*fire).goesThrough))
	hire("Stranger", (*fire).forges).never = true
	former := join(hire("Former", (*fire).forges))
	former.never = true
	f.server.Expel(f.desk, former.user)
	f.db = f.openDatabase()
	f.t.Cleanup(func() { _ = f.db.Close() })
}

// burns lets everybody act at once until so many opinions were sent, while the program is killed and the network fails.
func (f *fire) burns(opinions, deaths int) {
	f.t.Helper()
	f.inflicts()
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for died, erased, half := 0, 0, false; f.spoken < opinions; <-tick.C {
		if f.server.Pending(f.bot) > mostPending {
			continue
		}
		f.reads(f.rnd.IntN(len(f.people)), opinions)
		for range 2 {
			h := f.crew[f.rnd.IntN(len(f.crew))]
			h.act(f, h)
		}
		if f.spoken > (died+1)*opinions/(deaths+1) {
			died++
			f.disturbed++
			f.isKilled()
		}
		if erased < 3 && f.spoken > (erased+1)*opinions/4 {
			f.asksToBeForgotten(erased * 7)
			erased++
		}
		if !half && f.spoken > opinions/2 {
			half = true
			f.changesShift()
		}
	}
}

// inflicts switches on what may happen between the program and Telegram.
func (f *fire) inflicts() {
	for _, fault := range []emulator.Fault{
		{Trouble: emulator.Refuse, Match: emulator.Sends, Refusal: emulator.TooMany(1), Chance: 0.004},
		{Trouble: emulator.GatewayPage, Match: emulator.Sends, Chance: 0.01},
		{Trouble: emulator.CloseAfter, Match: emulator.Sends, Chance: 0.01},
		{Trouble: emulator.CloseBefore, Match: emulator.Sends, Chance: 0.01},
		{Trouble: emulator.NoResultAfter, Match: emulator.Sends, Chance: 0.01},
		{Trouble: emulator.GatewayPage, Method: "getChatMember", Chance: 0.05},
		{Trouble: emulator.HalfJSONAfter, Method: "getUpdates", Chance: 0.03},
		{Trouble: emulator.Replay, Method: "getUpdates", Chance: 0.1, Count: 30},
	} {
		f.faults = append(f.faults, f.server.Inflict(fault))
	}
}

// changesShift lets one moderator leave the moderation chat and another come: what either does from then on counts anew.
func (f *fire) changesShift() {
	f.t.Helper()
	f.await("all presses to be taken", func() bool { return f.server.Pending(f.bot) == 0 })
	for _, h := range f.crew {
		switch h.name {
		case "Leaving":
			f.server.Leave(f.desk, h.user)
			h.goes = time.Now()
		case "Coming":
			h.comes = time.Now()
			f.server.Join(f.desk, h.user)
		}
	}
}

// calms ends the faults.
func (f *fire) calms() {
	struck := 0
	for _, end := range f.faults {
		struck += end()
	}
	f.disturbed += struck
	if f.t.Logf("%d opinions, %d faults struck", f.spoken, struck); struck == 0 {
		f.t.Error("no fault struck: this shows nothing")
	}
}

// isDecided lets the moderators go on until nothing waits.
func (f *fire) isDecided() {
	f.t.Helper()
	begun := time.Now()
	tick := time.NewTicker(pace)
	defer tick.Stop()
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute) // there is much to do, and the machine may be slow
	defer cancel()
	for f.waits() > 0 {
		if h := f.crew[f.rnd.IntN(len(f.crew))]; !h.never && h.goes.IsZero() && f.server.Pending(f.bot) < mostPending {
			f.decidesNext(h)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			f.t.Fatalf("%d opinions are never decided\n%s", f.waits(), f.log.String())
		}
	}
	f.t.Logf("the queue was empty after another %v", time.Since(begun).Round(time.Millisecond))
}

// waits is how many opinions wait, or have a ruling that has not taken effect.
func (f *fire) waits() (n int) {
	f.t.Helper()
	f.asks(`SELECT COUNT(*) FROM opinion WHERE ruled = 1 OR waits_at IS NOT NULL OR reported_at IS NOT NULL`, &n)
	return n
}

// isSwept waits until the counter says that nothing waits, and presses what was left standing: cards that were sent twice.
func (f *fire) isSwept() {
	f.t.Helper()
	empty := f.plain("en", phrases.DeskEmpty)
	f.rests()
	if _, err := f.db.Exec(`UPDATE card SET changed_at = changed_at - 3600000000`); err != nil { // the counter changes seldom
		f.t.Fatal(err)
	}
	f.await("the counter to say that nothing waits", func() bool {
		pinned := f.crew[1].desk.View().Pinned
		m, ok := f.crew[1].desk.Message(pinned)
		return ok && m.Text == empty
	})
	over, settled := f.withButtons(), 0
	f.asks(`SELECT COUNT(*) FROM card WHERE state = 'ruled'`, &settled) // Undo goes off these one by one, when there is room
	f.t.Logf("%d cards still had buttons, %d of them were settled", len(over), settled)
	if len(over) > f.disturbed+settled {
		f.t.Errorf("%d messages in the moderation chat still have buttons after %d troubles, and %d cards are settled", len(over), f.disturbed, settled)
	}
	for range mostSweeps {
		if over = f.withButtons(); len(over) == 0 {
			return
		}
		f.pressesAll(over)
	}
	for _, m := range f.withButtons() {
		f.t.Errorf("it stands on after it was pressed %d times: %q %q", mostSweeps, m.Text, m.Buttons())
	}
}

// mostSweeps is how often what was left standing is pressed: a press within a second of a card's change does nothing, and Telegram may not tell at once who belongs to the chat.
const mostSweeps = 5

// pressesAll presses the first button of each message, at cards that have rested.
func (f *fire) pressesAll(over []emulator.Message) {
	f.t.Helper()
	if _, err := f.db.Exec(`UPDATE card SET changed_at = changed_at - 3600000000`); err != nil {
		f.t.Fatal(err)
	}
	for _, m := range over {
		f.press(f.crew[1].desk, m.MessageID, m.ReplyMarkup.Rows[0][0].CallbackData)
	}
	f.rests()
}

// withButtons are the messages of the moderation chat that have buttons to be pressed.
func (f *fire) withButtons() (all []emulator.Message) {
	for _, m := range f.crew[1].desk.Messages() {
		if mayBePressed(m) {
			all = append(all, m)
		}
	}
	return all
}

func (f *fire) plain(lang string, key phrases.Key, args ...phrases.Args) string {
	return strings.TrimSpace(phrases.In(content.Lang(lang), nil).Plain(key, args...))
}

// openDatabase opens the program's database beside it.
func (d *day) openDatabase() *sql.DB {
	d.t.Helper()
	driver, address := "pgx", d.database
	if path, ok := strings.CutPrefix(d.database, "sqlite:"); ok {
		driver, address = "sqlite3", "file:"+path+"?_busy_timeout=10000&_txlock=immediate"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		d.t.Fatal(err)
	}
	return db
}

// asks reads one row.
func (f *fire) asks(query string, into ...any) {
	f.t.Helper()
	if err := f.db.QueryRow(query).Scan(into...); err != nil {
		f.t.Fatal(err)
	}
}

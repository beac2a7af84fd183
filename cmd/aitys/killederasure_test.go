package main

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aitys/emulator"
	"aitys/storage"
)

// What somebody is called and says, in each language, and nobody else.
const (
	erasedNumber = 6123456789012
	erasedName   = "Zhuldyznur"
	erasedUser   = "zhuldyz_private"
	erasedPen    = "Zhanylmas"
)

var erasedWords = map[string]string{"en": "Qumyrsqa", "ru": "Куралайшик", "kk": "Құмырсқабек"}

// TestKilledWhileSomebodyIsErased lets somebody do all that readers can, in each language, and have it erased while others go on and the program is killed
// again and again. Then no byte of it is left: in the database's files, in a backup and an export that are made afterwards, in what others are told is stored
// about them, and in the log. And what is counted is what is there.
func TestKilledWhileSomebodyIsErased(t *testing.T) {
	for name, key := range map[string]string{"open": "", "sealed": storage.NewKey()} {
		t.Run(name, func(t *testing.T) {
			e := newErasing(t, key)
			e.livesThrough()
			e.tapped = 2 + e.rnd.IntN(3)
			e.rounds(8)
			e.finish()
			e.leftNothing()
			e.countsAreTrue()
		})
	}
}

// erasing is a killing in which one reader is erased.
type erasing struct {
	*killing
	play   *emulator.Play
	one    *emulator.Actor
	user   emulator.User
	asked  int    // the message that asks whether to erase
	yes    string // what its button carries
	tapped int    // in how many things that others do it will be tapped
}

func newErasing(t *testing.T, key string) *erasing {
	t.Helper()
	e := &erasing{killing: newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))}
	keys, err := storage.ParseKeys(key)
	if err != nil {
		t.Fatal(err)
	}
	e.keys = keys
	e.settings = []string{"IDENTITY_KEY=" + key, "BACKUP_KEEP=0", "UNDO_SECONDS=0", "MODERATOR_IDS=" + strconv.FormatInt(e.people[0].ID, 10)}
	e.play = emulator.Script(t, e.server, e.bot)
	e.play.Settled = e.nothingPending
	e.user = e.server.AddUser(emulator.User{ID: erasedNumber, FirstName: erasedName, Username: erasedUser, LanguageCode: "en"})
	e.server.Join(e.group, e.user)
	e.one = e.play.Person(e.user)
	e.act = e.goOn
	return e
}

// livesThrough lets the one leave something in each table, and ask to be erased.
func (e *erasing) livesThrough() {
	e.t.Helper()
	program := e.start()
	moderator, other := e.play.Person(e.people[0]), e.play.Person(e.people[1])
	inGroup := e.one.InGroup(e.group)
	others := other.InGroup(e.group)
	other.Says("/opinion 3 Rents rose in Astana as well, and wages did not.")
	other.Sees("Received.")
	e.one.Says("/start")
	e.one.Says("/name")
	e.one.Taps(erasedName)
	number := 1
	for _, lang := range []string{"ru", "kk", "en"} {
		words := erasedWords[lang]
		e.one.Says("/language " + lang)
		e.one.Says("/opinion 1 " + words + " is what nobody else says on the first section")
		e.one.Says("/opinion 2 " + words + " is what nobody else says on the second section")
		e.one.Says("/search " + words)
		e.one.Says("/poll 1")
		number += 2
	}
	for n := range number {
		moderator.Says("/queue") // a card that a press brought takes none for a second
		moderator.Sees(fmt.Sprintf("Opinion %d ", n+1))
		moderator.Taps("Approve")
		e.rests()
	}
	moderator.Sees("The queue is empty")
	for _, what := range []string{"/opinions 1", "/opinions 2"} {
		other.Says(what)
		other.Sees(erasedWords["en"])
		others.Says(what)
		others.Sees(erasedWords["en"])
	}
	other.Says("/search " + "nobody says")
	other.Sees(erasedWords["en"])
	e.one.Says("/poll 2")
	poll := e.one.SeesWhere("a poll", func(m emulator.Message) bool { return m.Poll != nil })
	if err := e.one.Seat().Vote(poll.MessageID, 0); err != nil {
		e.t.Fatal(err)
	}
	inGroup.Says("/poll 2")
	e.one.Says("/opinions 3")
	e.one.Says("/start o_1")
	e.one.Taps("Agree")
	e.one.Says("/start o_1")
	e.one.Taps("Reply")
	e.one.Says(erasedWords["en"] + " replies to that, at some length")
	e.one.Says("/mine")
	e.one.Taps("Edit")
	e.one.Says(erasedWords["kk"] + " says it anew, in other words")
	e.server.InjectRaw(e.bot, `{"message":{"message_id":"x","from":{"id":`+strconv.Itoa(erasedNumber)+`,"first_name":"`+erasedName+`"},"text":"`+erasedWords["ru"]+`"}}`)
	e.one.Says("/mydata")
	e.one.Says("/name")
	e.one.Taps("New pen name…")
	e.one.Says(erasedPen)
	e.one.Says("/opinion 4")
	e.one.Says(erasedWords["ru"])
	e.one.Says("/forget")
	asked := e.one.Sees("Erase everything about you?")
	e.asked, e.yes = asked.MessageID, asked.ReplyMarkup.Rows[1][0].CallbackData
	if err := e.server.WaitIdle(patience(e.t), e.bot, e.nothingPending); err != nil {
		e.t.Fatal(err)
	}
	held := e.held()
	for _, trace := range e.traces() {
		if trace.surely && !bytes.Contains(held, trace.bytes) {
			e.t.Errorf("%s is nowhere: the test proves nothing of it", trace.name)
		}
	}
	if err := program.Process.Kill(); err != nil {
		e.t.Fatal(err)
	}
	_ = program.Wait() // it was killed, and says so
}

// goOn lets somebody else do something, and the one tap the button, twice, when it is time.
func (e *erasing) goOn() {
	e.t.Helper()
	if e.tapped--; e.tapped == 0 {
		for range 2 {
			if _, err := e.one.Seat().Press(e.asked, e.yes); err != nil {
				e.t.Fatal(err)
			}
		}
		e.one.Blocks()
	}
	who := 1 + e.rnd.IntN(len(e.people)-1)
	switch e.rnd.IntN(8) {
	case 0:
		e.say(e.inGroup[who], "/opinions "+strconv.Itoa(1+e.rnd.IntN(3)))
	case 1:
		e.said++
		e.say(e.private[who], fmt.Sprintf("/opinion %d Somebody says for the %d. time that rents rose", e.rnd.IntN(4), e.said))
	case 2:
		e.say(e.private[who], "/search nobody says")
	case 3:
		e.say(e.private[who], "/start o_"+strconv.Itoa(1+e.rnd.IntN(8)))
	case 4:
		e.say(e.private[0], "/queue")
	case 5:
		e.say(e.private[who], "/mydata")
	default:
		e.say(e.private[who], "/opinions "+strconv.Itoa(e.rnd.IntN(3)))
	}
}

// trace is something of the one, as it may stand in a file; surely: it does, before they are erased.
type trace struct {
	name   string
	bytes  []byte
	surely bool
}

func (e *erasing) traces() []trace {
	number := binary.BigEndian.AppendUint64(nil, erasedNumber)
	number = bytes.TrimLeft(number, "\x00") // SQLite writes a number in as few bytes as it can
	little := slices.Clone(number)
	slices.Reverse(little)
	var varint []byte // of SQLite: seven bits each, the highest first
	for rest := uint64(erasedNumber); rest > 0; rest >>= 7 {
		varint = slices.Insert(varint, 0, byte(rest&0x7f)|0x80)
	}
	varint[len(varint)-1] &= 0x7f
	all := []trace{
		{"the account in digits", []byte(strconv.Itoa(erasedNumber)), false},
		{"the account in bytes", number, !e.keys.Any()},
		{"the account in bytes, the lowest first", little, false},
		{"the account as a varint", varint, false},
		{"the account's name", []byte(erasedName), !e.keys.Any()},
		{"the pen name", []byte(erasedPen), !e.keys.Any()},
		{"the account's user name", []byte(erasedUser), false},
	}
	for _, words := range erasedWords {
		all = append(all, trace{words, []byte(words), true})
	}
	return all
}

// held is what stands in all files of the database's folder.
func (e *erasing) held() (all []byte) {
	e.t.Helper()
	files, err := filepath.Glob(strings.TrimPrefix(e.database, "sqlite:") + "*")
	if err != nil || len(files) == 0 {
		e.t.Fatal(files, err)
	}
	for _, name := range files {
		held, err := os.ReadFile(name) //nolint:gosec // of this test
		if err != nil {
			e.t.Fatal(err)
		}
		all = append(all, held...)
	}
	return all
}

// command runs the program with arguments and returns its output.
func (e *erasing) command(args ...string) []byte {
	e.t.Helper()
	command := exec.Command(e.program, args...)
	command.Dir = e.t.TempDir()
	command.Env = append(append(os.Environ(), "DATABASE_URL="+e.database), e.settings...)
	out, err := command.Output()
	if err != nil {
		e.t.Fatalf("aitys %v: %v\n%s", args, err, out)
	}
	return out
}

func (e *erasing) leftNothing() {
	e.t.Helper()
	if e.tapped > 0 {
		e.t.Fatal("nobody was erased")
	}
	backup := filepath.Join(e.t.TempDir(), "later.db")
	e.command("backup", backup)
	copied, err := os.ReadFile(backup) //nolint:gosec // of this test
	if err != nil {
		e.t.Fatal(err)
	}
	places := map[string][]byte{
		"the database": e.held(), "a later backup": copied, "the log": []byte(e.log.String()),
		"the export": append(e.command("export", "relocation-kazakhstan", "--format", "csv", "--with-votes"), e.command("export", "relocation-kazakhstan", "--format", "json")...),
	}
	for where, held := range places {
		for _, trace := range e.traces() {
			if bytes.Contains(held, trace.bytes) {
				at := bytes.Index(held, trace.bytes)
				e.t.Errorf("%s is left in %s: %q", trace.name, where, held[max(0, at-150):min(len(held), at+150)])
			}
		}
	}
}

// countsAreTrue compares each counter with what it counts.
func (e *erasing) countsAreTrue() {
	e.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.TrimPrefix(e.database, "sqlite:")+"?mode=ro")
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const tally = `(SELECT COUNT(*) FROM stance s WHERE s.opinion = o.id AND s.said = %d)`
	for what, wrong := range map[string]string{
		"votes on opinions": `SELECT COUNT(*) FROM opinion o WHERE agree <> ` + fmt.Sprintf(tally, 1) + ` OR disagree <> ` + fmt.Sprintf(tally, -1) + ` OR pass <> ` + fmt.Sprintf(tally, 0),
		"replies":           `SELECT COUNT(*) FROM opinion o WHERE replies <> (SELECT COUNT(*) FROM opinion r WHERE r.parent = o.id AND r.state = 'approved')`,
		"opinions on a section": `SELECT COUNT(*) FROM opinion_count c WHERE number <>
			(SELECT COUNT(*) FROM opinion o WHERE o.article = c.article AND o.section = c.section AND o.state = 'approved' AND o.parent = 0)`,
		"the queue":    `SELECT (SELECT number FROM meta WHERE name = 'waiting') <> (SELECT COUNT(*) FROM opinion WHERE waits_at IS NOT NULL OR reported_at IS NOT NULL)`,
		"voters":       `SELECT COUNT(*) FROM poll p WHERE voters <> (SELECT COUNT(*) FROM poll_vote v WHERE v.poll = p.id AND v.options <> 0)`,
		"search words": `SELECT COUNT(*) FROM (SELECT opinion FROM opinion_word UNION ALL SELECT opinion FROM fresh_word) w JOIN opinion o ON o.id = w.opinion WHERE o.state <> 'approved'`,
		"words shown":  `SELECT COUNT(*) FROM shown s JOIN opinion o ON o.id = s.opinion WHERE o.state = 'withdrawn'`,
		"erasures":     `SELECT COUNT(*) = 0 FROM erasure`,
		"last words":   `SELECT COUNT(*) FROM identity WHERE kind = 'farewell'`,
	} {
		var n int
		if err := db.QueryRow(wrong).Scan(&n); err != nil || n != 0 {
			e.t.Errorf("%s: %d are wrong, %v", what, n, err)
		}
	}
}

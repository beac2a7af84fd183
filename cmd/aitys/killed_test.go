package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

var (
	kills = flag.Int("kills", 150, "how often the program is killed on SQLite; half as often on PostgreSQL, and a quarter while the network fails")
	seed  = flag.Uint64("seed", 0, "seed of what is left to chance; 0: by the clock")
)

// drawn is the seed of a test's chance, and says how to have it again.
func drawn(t *testing.T) int64 {
	t.Helper()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	t.Logf("repeat with -seed %d -kills %d", *seed, *kills)
	return int64(*seed)
}

// TestKilledAtRandomPoints kills the real program again and again while readers write, and compares what is left with a model: every
// update was answered, nothing that a group sees stands there twice, every choice of a language is the last one made.
func TestKilledAtRandomPoints(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killAtRandom(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), *kills) })
	t.Run("postgres", func(t *testing.T) { killAtRandom(t, newPostgres(t), *kills/2) })
}

func killAtRandom(t *testing.T, database string, n int) {
	t.Helper()
	k := newKilling(t, database)
	k.rounds(n)
	k.finish()
	k.compare(n)
}

// TestKilledWhileTheNetworkFails does the same while answers are lost and gateways answer in Telegram's place: then an ordinary reply may
// be repeated more often, but nothing is lost, and what a group sees still stands there once at most.
func TestKilledWhileTheNetworkFails(t *testing.T) {
	k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
	var ends []func() int
	for _, f := range []emulator.Fault{
		{Trouble: emulator.CloseAfter, Method: "sendMessage", Chance: 0.02},
		{Trouble: emulator.CloseBefore, Method: "sendMessage", Chance: 0.02},
		{Trouble: emulator.GatewayPage, Method: "sendMessage", Chance: 0.01},
		{Trouble: emulator.NoResultAfter, Method: "sendMessage", Chance: 0.01},
		{Trouble: emulator.HalfJSONAfter, Method: "getUpdates", Chance: 0.05},
		{Trouble: emulator.Replay, Method: "getUpdates", Chance: 0.1, Count: 20},
	} {
		ends = append(ends, k.server.Inflict(f))
	}
	k.rounds(*kills / 4)
	struck := 0
	for _, end := range ends {
		struck += end()
	}
	k.finish()
	k.compare(*kills/4 + struck)
	if t.Logf("%d faults struck", struck); struck == 0 {
		t.Error("no fault struck: this shows nothing")
	}
}

// killing is the program, the people who write to it, and the model of what they said.
type killing struct {
	t        *testing.T
	rnd      *rand.Rand
	server   *emulator.Server
	bot      emulator.Bot
	database string
	program  string
	settings []string     // beside the usual ones
	keys     storage.Keys // of the database
	people   []emulator.User
	private  []*emulator.Seat
	group    emulator.Chat
	inGroup  []*emulator.Seat
	act      func() // what somebody does while the program lives and dies

	acted     int                  // how often somebody did something
	said      int                  // how many questions there were, numbered from 1
	asked     map[int]int          // question → who; -1: in the group
	languages map[int]content.Lang // who → the last language chosen
	log       logged
}

func newKilling(t *testing.T, database string) *killing {
	t.Helper()
	server := emulator.New(emulator.Options{NoLimits: true, Seed: drawn(t)})
	t.Cleanup(server.Close)
	k := &killing{
		t: t, rnd: rand.New(rand.NewPCG(*seed, 1)), server: server, bot: server.AddBot("Aitys", "aitys_bot"), database: database,
		program: build(t), asked: map[int]int{}, languages: map[int]content.Lang{},
	}
	k.group = server.AddGroup("Talk")
	server.Promote(k.group, k.bot.User, emulator.AllRights())
	for i := range 20 {
		user := server.AddUser(emulator.User{FirstName: fmt.Sprintf("Reader %d", i), LanguageCode: "en"})
		server.Join(k.group, user)
		k.people = append(k.people, user)
		k.private = append(k.private, server.Private(user, k.bot))
		k.inGroup = append(k.inGroup, server.In(user, k.group))
	}
	k.act = k.ask
	return k
}

// build makes the program as it is shipped, without the race detector, which would make it start ten times as slowly.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aitys")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// rounds starts and kills the program n times while people write.
func (k *killing) rounds(n int) {
	k.t.Helper()
	for range n {
		polls := k.server.CallCount("getUpdates")
		program := k.start()
		// Its life is counted from the first poll: a program that is killed before that has nothing to lose.
		if err := k.server.Await(patience(k.t), func() bool { return k.server.CallCount("getUpdates") > polls }); err != nil {
			k.t.Fatalf("the program does not poll: %v\n%s", err, k.log.String())
		}
		alive := time.Duration(k.rnd.IntN(40)) * time.Millisecond
		for end := time.Now().Add(alive); time.Now().Before(end); {
			if k.server.Pending(k.bot) < 300 {
				k.write(1 + k.rnd.IntN(20))
			}
			time.Sleep(time.Duration(k.rnd.IntN(3)) * time.Millisecond) // the kill's moment is what is random here
		}
		if err := program.Process.Kill(); err != nil {
			k.t.Fatal(err)
		}
		_ = program.Wait() // it was killed, and says so
	}
}

// command is the program with the newsroom's settings.
func (k *killing) command(arguments ...string) *exec.Cmd {
	k.t.Helper()
	program := exec.Command(k.program, arguments...)
	program.Dir = k.t.TempDir()
	program.Env = append(os.Environ(),
		"BOT_TOKEN="+k.bot.Token, "BOT_API_URL="+k.server.URL(), "DATABASE_URL="+k.database, "SEND_RATE=0",
		"DISCUSSION_CHAT_ID="+strconv.FormatInt(k.group.ID, 10), "LOG_LEVEL=warn")
	program.Env = append(program.Env, k.settings...)
	return program
}

func (k *killing) start() *exec.Cmd {
	k.t.Helper()
	program := k.command("run")
	program.Stderr = &k.log
	if err := program.Start(); err != nil {
		k.t.Fatal(err)
	}
	return program
}

// write lets people act n times.
func (k *killing) write(n int) {
	k.t.Helper()
	for range n {
		k.acted++
		k.act()
	}
}

// ask lets somebody ask a question. Its number comes back in the answer, since an unknown article's name is repeated.
func (k *killing) ask() {
	k.t.Helper()
	who := k.rnd.IntN(len(k.people))
	switch k.rnd.IntN(10) {
	case 0:
		lang := content.Langs[k.rnd.IntN(len(content.Langs))]
		k.languages[who] = lang
		k.say(k.private[who], "/language "+string(lang))
	case 1, 2:
		k.said++
		k.asked[k.said] = -1
		k.say(k.inGroup[who], fmt.Sprintf("/summary question-%d", k.said))
	default:
		k.said++
		k.asked[k.said] = who
		k.say(k.private[who], fmt.Sprintf("/summary question-%d", k.said))
	}
}

func (k *killing) say(seat *emulator.Seat, words string) {
	k.t.Helper()
	if _, err := seat.Say(words); err != nil {
		k.t.Fatal(err)
	}
}

// finish lets the program do what is left, and stops it as an operator does.
func (k *killing) finish() {
	k.t.Helper()
	program := k.start()
	k.rests()
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		k.t.Fatal(err)
	}
	if err := program.Wait(); err != nil {
		k.t.Errorf("stopped with SIGTERM, the program ends with %v\n%s", err, k.log.String())
	}
}

// rests waits until the program has done all that there is to do.
func (k *killing) rests() {
	k.t.Helper()
	if err := k.server.WaitIdle(patience(k.t), k.bot, k.nothingPending); err != nil {
		k.t.Fatalf("the program does not come to rest: %v\n%s", err, k.log.String())
	}
}

func (k *killing) look(see func(*storage.Tx) error) {
	k.t.Helper()
	store, err := storage.Open(context.Background(), k.database, storage.Options{Log: slog.New(slog.DiscardHandler), IdentityKey: k.keys})
	if err != nil {
		k.t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(context.Background(), see); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killing) nothingPending() bool {
	empty := false
	k.look(func(tx *storage.Tx) error {
		rows, err := tx.Pending(0, 1)
		empty = len(rows) == 0
		return err
	})
	return empty
}

var question = regexp.MustCompile(`question-(\d+)`)

// answers counts the bot's answers to each question in a chat.
func answers(seat *emulator.Seat, into map[int]int) {
	for _, m := range seat.Messages() {
		if m.From == nil || !m.From.IsBot {
			continue
		}
		if found := question.FindStringSubmatch(m.Text); found != nil {
			number, _ := strconv.Atoi(found[1]) // the pattern has digits only
			into[number]++
		}
	}
}

// compare holds what happened against the model. A kill, or a fault, may cost a chat one answer twice, and the group one answer.
func (k *killing) compare(troubles int) {
	k.t.Helper()
	inPrivate, inGroup := map[int]int{}, map[int]int{}
	for _, seat := range k.private {
		answers(seat, inPrivate)
	}
	answers(k.inGroup[0], inGroup)
	lost, doubled, unsure, inChat := 0, 0, 0, map[int]int{}
	for number, who := range k.asked {
		switch {
		case who == -1 && inGroup[number] > 1:
			k.t.Errorf("question %d was answered %d times before the whole group", number, inGroup[number])
		case who == -1 && inGroup[number] == 0:
			unsure++
		case who != -1 && inPrivate[number] == 0:
			lost++
		case who != -1:
			doubled += inPrivate[number] - 1
			inChat[who] += inPrivate[number] - 1
		}
	}
	k.t.Logf("%d questions, %d troubles: %d lost, %d answers repeated in private, %d in the group given up as unsure",
		k.said, troubles, lost, doubled, unsure)
	if lost > 0 {
		k.t.Errorf("%d questions were never answered", lost)
	}
	if unsure > troubles {
		k.t.Errorf("%d answers in the group were given up in %d troubles: at most one each is under way", unsure, troubles)
	}
	for who, n := range inChat {
		if n > troubles {
			k.t.Errorf("in the chat of reader %d %d answers were repeated: more than one for each of %d troubles", who, n, troubles)
		}
	}
	if k.acted < troubles {
		k.t.Errorf("people did only %d things in %d troubles: the program was hardly at work", k.acted, troubles)
	}
	k.compareStore()
	if strings.Contains(k.log.String(), k.bot.Token) {
		k.t.Error("the token stands in the log")
	}
}

func (k *killing) compareStore() {
	k.t.Helper()
	k.look(func(tx *storage.Tx) error {
		for who, lang := range k.languages {
			reader, err := tx.Reader(content.TelegramID(k.people[who].ID))
			if err != nil {
				return err
			}
			if reader.Chosen != lang {
				k.t.Errorf("reader %d chose %s last, and the store has %q", who, lang, reader.Chosen)
			}
		}
		parked, err := tx.Parked(0, 10)
		if len(parked) > 0 {
			k.t.Errorf("parked: %+v", parked)
		}
		return err
	})
}

// TestKilledWhenASendArrives kills the program at the moment at which a message reaches the server, before or after it takes effect. After the restart the reader
// has the answer, a second time at most; the group has it once at most.
func TestKilledWhenASendArrives(t *testing.T) {
	for _, fault := range []emulator.Fault{{Trouble: emulator.Hang}, {Trouble: emulator.DelayAfter, Delay: time.Hour}} {
		t.Run(string(fault.Trouble), func(t *testing.T) {
			k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
			for _, seat := range []*emulator.Seat{k.private[0], k.inGroup[0]} {
				k.said++
				k.asked[k.said] = map[bool]int{true: 0, false: -1}[seat == k.private[0]]
				program := k.start()
				strike := fault
				strike.Method, strike.Chat, strike.Times = "sendMessage", seat.Chat().ID, 1
				end := k.server.Inflict(strike)
				k.say(seat, fmt.Sprintf("/summary question-%d", k.said))
				if err := k.server.Await(patience(t), func() bool {
					return len(k.server.Calls(func(c emulator.Call) bool { return c.Method == "sendMessage" && c.Chat == strike.Chat })) > 0
				}); err != nil {
					t.Fatalf("nothing is sent: %v\n%s", err, k.log.String())
				}
				if err := program.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				_ = program.Wait() // it was killed, and says so
				if end() != 1 {
					t.Error("the fault did not strike")
				}
			}
			k.acted = 2
			k.finish()
			k.compare(2)
		})
	}
}

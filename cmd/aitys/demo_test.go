package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/phrases"
)

// visit starts the demo and returns the address that it prints. What it says besides goes to the log; end closes the demo.
func visit(t *testing.T, o demoOptions) (address string, aside *logged, end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	said, speak := io.Pipe()
	aside = &logged{}
	done := make(chan error, 1)
	go func() {
		err := demo(ctx, o, speak, aside, newLog(aside, slog.LevelWarn, "text"))
		_ = speak.CloseWithError(io.EOF)
		done <- err
	}()
	end = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the demo ended with: %v", err)
		}
		if t.Failed() {
			t.Logf("what the demo said:\n%s", aside)
		}
	})
	t.Cleanup(end)
	line := make([]byte, 200)
	n, err := said.Read(line)
	address = regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
	if err != nil || address == "" {
		t.Fatalf("the demo says %q, %v\n%s", line[:n], err, aside)
	}
	return address, aside, end
}

func TestDemoLeavesNothingBehind(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	address, aside, end := visit(t, demoOptions{address: "127.0.0.1:0"})
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("the page answers %s", response.Status)
	}
	if during, _ := os.ReadDir(temporary); len(during) != 1 {
		t.Errorf("the demo keeps %v", during)
	}
	end()
	if left, _ := os.ReadDir(temporary); len(left) > 0 {
		t.Errorf("the demo left %v", left)
	}
	if aside.String() != "" {
		t.Errorf("the demo complains:\n%s", aside)
	}
}

// TestKeptDemoGoesOn closes a demo whose database is kept and opens it again: what was said is there, and the bot answers.
func TestKeptDemoGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.db")
	address, _, end := visit(t, demoOptions{address: "127.0.0.1:0", database: path})
	post(t, address, "control", `{"do":"add","name":"Zoë","lang":"en"}`)
	post(t, address, "act", fmt.Sprintf(`{"as":%d,"chat":0,"do":"say","text":"/name"}`, readerEnglish))
	end()
	files, err := demoPlace(path)
	if err != nil {
		t.Fatal(err)
	}
	server := emulator.New(emulator.Options{})
	t.Cleanup(server.Close)
	s, err := files.scene(server)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.people); n != len(cast())+1 || s.people[n-1].User.FirstName != "Zoë" || s.people[n-1].Lang != "en" {
		t.Errorf("the people are %+v", s.people)
	}
	again := &rehearsal{Play: emulator.Script(t, server, s.bot), scene: s, t: t, database: files.database}
	again.start()
	james := again.actor(readerEnglish)
	if said := james.Seat().Messages(); len(said) == 0 || said[0].Text != "/name" {
		t.Errorf("of what was said there is %+v", said)
	}
	james.Says("/figures")
	james.Sees("80,000")
}

// post asks the page for something, as the page in the browser does.
func post(t *testing.T, address, to, body string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, address+"/api/"+to, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", address)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		answer, _ := io.ReadAll(response.Body)
		t.Fatalf("%s %s is answered %s: %s", to, body, response.Status, answer)
	}
}

func TestDemoWarnsWhereOthersMayCome(t *testing.T) {
	address, aside, _ := visit(t, demoOptions{address: "0.0.0.0:0"})
	if !strings.HasPrefix(address, "http://127.0.0.1:") || !strings.Contains(aside.String(), "Warning: ") {
		t.Errorf("the address is %s, and it says:\n%s", address, aside)
	}
	for of, own := range map[string]bool{
		"127.0.0.1:1": true, "localhost:1": true, "[::1]:1": true, ":1": false, "0.0.0.0:1": false, "[::]:1": false, "192.168.1.2:1": false, "example.org:1": false,
	} {
		if ownMachine(of) != own {
			t.Errorf("ownMachine(%s) = %t", of, !own)
		}
	}
}

func TestDemoTakesTheNextFreePort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	near, err := listenNear(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer near.Close()
	wished, got := taken.Addr().(*net.TCPAddr).Port, near.Addr().(*net.TCPAddr).Port
	if got <= wished || got >= wished+portsTried {
		t.Errorf("with %d taken the page is at %d", wished, got)
	}
	for _, wrong := range []string{"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"} {
		if l, err := listenNear(wrong); err == nil || !strings.Contains(err.Error(), "--addr") {
			t.Errorf("listenNear(%q) = %v, %v", wrong, l, err)
		}
	}
	if _, err := listenNear("192.0.2.1:8080"); err == nil { // an address that nobody has
		t.Error("the page listens at another machine's address")
	}
}

// rehearsal is the demo's newsroom with its bot, moved by a script and not by hand.
type rehearsal struct {
	*emulator.Play
	*scene
	t        *testing.T
	bot      *botProcess
	database string
}

func rehearse(t *testing.T) *rehearsal {
	t.Helper()
	server := emulator.New(emulator.Options{})
	t.Cleanup(server.Close)
	s, err := newScene(server)
	if err != nil {
		t.Fatal(err)
	}
	s.undo = 1
	r := &rehearsal{Play: emulator.Script(t, server, s.bot), scene: s, t: t, database: "sqlite:" + filepath.Join(t.TempDir(), "aitys.db")}
	r.start()
	return r
}

// start lets the bot work until the test's end.
func (r *rehearsal) start() {
	said := &logged{}
	r.bot = newBotProcess(context.Background(), func() {}, r.config(r.database), newLog(said, slog.LevelWarn, "text"))
	if err := r.bot.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		if err := r.bot.Stop(); err != nil || said.String() != "" {
			r.t.Errorf("the bot ended with %v and complained:\n%s", err, said)
		}
	})
}

// actor is one of the demo's people in the private chat with the bot.
func (r *rehearsal) actor(id int64) *emulator.Actor {
	for _, person := range r.people {
		if person.User.ID == id {
			return r.Person(person.User)
		}
	}
	r.t.Fatalf("there is no person %d", id)
	return nil
}

// TestTourCanBeWalked takes each step of the tour as its text tells, so that the tour never points at what is not there.
func TestTourCanBeWalked(t *testing.T) {
	for _, lang := range content.Langs {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			r, l := rehearse(t), string(lang)
			steps := tour()
			for _, step := range steps {
				for what, all := range map[string]words{"title": step.Title, "text": step.Text, "press": step.Press} {
					if all[l] == "" {
						t.Errorf("the tour has no %s: %+v", what, step)
					}
				}
			}
			for _, i := range []int{1, 2, 3, 4} {
				if press := steps[i].Press[l]; !strings.Contains(steps[i].Text[l], press) {
					t.Errorf("step %d does not tell to press %q", i+1, press)
				}
			}
			reader := r.actor(steps[0].As[l])
			reader.Says(steps[0].Say[l])
			reader.SeesWhere("the article", func(m emulator.Message) bool { return m.Button(steps[0].Press[l]) != nil })
			reader.Taps(steps[0].Press[l])
			reader.Says(steps[1].Press[l]) // as keys of the keyboard do
			reader.SeesWhere("figures", func(m emulator.Message) bool { return strings.Contains(m.Text, "80") })
			reader.Says(steps[2].Press[l])
			poll := reader.SeesWhere("a poll", func(m emulator.Message) bool { return m.Poll != nil })
			reader.Votes(poll.Poll.Options[0].Text)
			reader.Says(steps[3].Press[l])
			reader.SeesWhere("of what", func(m emulator.Message) bool { return m.Button(steps[0].Press[l]) != nil })
			reader.Taps(steps[0].Press[l])
			reader.Sees(steps[0].Press[l])
			reader.Says(steps[3].Say[l])
			reader.Sees(steps[3].Say[l])
			moderator := r.actor(steps[4].As[l])
			moderator.Says(steps[4].Say[l])
			moderator.Sees(steps[3].Say[l])
			moderator.Taps(steps[4].Press[l])
			reader.Sees(phrases.In(lang, nil).Plain(phrases.DecidedApproved, phrases.Args{"ID": 1}))
			if misuses := r.server.Misuses(); len(misuses) > 0 {
				t.Errorf("misuses: %+v", misuses)
			}
		})
	}
}

// TestWhatIsSaidToAStoppedBotWaits stops the bot, twice for good measure, and starts it again.
func TestWhatIsSaidToAStoppedBotWaits(t *testing.T) {
	r := rehearse(t)
	james := r.actor(readerEnglish)
	james.Says("/start")
	james.Sees("Hello, James")
	changed := r.bot.Changed()
	for range 2 {
		if err := r.bot.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	<-changed
	if r.bot.Running() {
		t.Error("the bot runs on")
	}
	james.Says("/figures")
	if r.server.Pending(r.scene.bot) != 1 {
		t.Errorf("%d updates wait", r.server.Pending(r.scene.bot))
	}
	for range 2 {
		if err := r.bot.Start(); err != nil {
			t.Fatal(err)
		}
	}
	james.Sees("80,000")
}

func TestReaderIsAdded(t *testing.T) {
	r := rehearse(t)
	for _, wrong := range [][2]string{{"", "en"}, {" ", "en"}, {"Zoë", ""}, {"Zoë", "tlh"}} {
		if p, err := r.addReader(wrong[0], wrong[1]); err == nil {
			t.Errorf("addReader(%q) = %+v", wrong, p)
		}
	}
	added, err := r.addReader("<b>Zoë</b>", "kk")
	if err != nil {
		t.Fatal(err)
	}
	zoe := r.Person(added.User)
	zoe.Says("/start")
	zoe.Sees("<b>Zoë</b>")
	zoe.Says("/queue")
	zoe.SeesWhere("for whom the command is", func(m emulator.Message) bool { return strings.Contains(m.Text, "модератор") })
}

// TestPeopleOfTheDemo checks what the page is handed: everybody once, and every word in all three languages.
func TestPeopleOfTheDemo(t *testing.T) {
	seen := map[int64]bool{}
	languages := map[string]int{}
	for _, person := range cast() {
		if seen[person.User.ID] {
			t.Errorf("%s has somebody else's account", person.User.FirstName)
		}
		seen[person.User.ID] = true
		languages[person.Lang]++
		wholly(t, person.Role)
	}
	for _, lang := range content.Langs {
		if languages[string(lang)] < 2 {
			t.Errorf("in %s there is no reader or nobody who decides", lang)
		}
	}
	for _, fault := range faults() {
		wholly(t, fault.Label)
	}
	if steps := tour(); len(steps) != 5 {
		t.Errorf("the tour has %d steps", len(steps))
	}
}

func wholly(t *testing.T, w words) {
	t.Helper()
	for _, lang := range content.Langs {
		if w[string(lang)] == "" {
			t.Errorf("%v lacks %s", w, lang)
		}
	}
}

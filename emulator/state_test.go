package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// reloaded is the kit's state in a new server.
func (k *kit) reloaded(o Options) *Server {
	k.t.Helper()
	path := filepath.Join(k.t.TempDir(), "state.json")
	if err := k.SaveFile(path); err != nil {
		k.t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		k.t.Errorf("others may read the bots' tokens: %v, %v", info.Mode(), err)
	}
	if o.Now == nil {
		o.Now = k.clock.Now
	}
	s := New(o)
	k.t.Cleanup(s.Close)
	if err := s.LoadFile(path); err != nil {
		k.t.Fatal(err)
	}
	return s
}

func saved(t *testing.T, s *Server) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var seqPattern = regexp.MustCompile(`"Seq":\d+`)

// Everything that a state can hold comes back: what is saved after loading is
// the same to the byte. Loading itself is one change more.
func TestAStateComesBack(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	playPeople(t, k)
	playMessages(t, k)
	playMembers(k)
	k.poll(with{"chat_id": k.group.ID, "is_anonymous": false})
	must[bool](k, "setMyCommands", with{"commands": []any{with{"command": "start", "description": "begin"}}, "language_code": "kk"})
	must[bool](k, "setMyDescription", with{"description": "What I do"})
	k.InjectRaw(k.bot, "no JSON")
	before := seqPattern.ReplaceAll(saved(t, k.Server), nil)
	after := seqPattern.ReplaceAll(saved(t, k.reloaded(Options{NoLimits: true})), nil)
	if !bytes.Equal(before, after) {
		at := 0
		for at < min(len(before), len(after)) && before[at] == after[at] {
			at++
		}
		t.Errorf("they differ at %d:\n%s\n%s", at, before[max(0, at-100):min(len(before), at+200)], after[max(0, at-100):min(len(after), at+200)])
	}
}

// A situation goes on where it was: the bot with its token and its waiting
// updates, people with their votes, presses that wait for an answer.
func TestASituationGoesOn(t *testing.T) {
	k := newKit(t, Options{})
	m := must[Message](k, "sendMessage", with{"chat_id": k.anna.ID, "text": "press", "reply_markup": buttons(with{"text": "B", "callback_data": "b"})})
	query, err := k.private.Press(m.MessageID, "b")
	if err != nil {
		t.Fatal(err)
	}
	poll := k.poll(with{"chat_id": k.group.ID, "is_anonymous": false, "open_period": 60})
	if err := k.In(k.anna, k.group).Vote(poll.MessageID, 1); err != nil {
		t.Fatal(err)
	}
	s := k.reloaded(Options{})
	bots, users := s.Bots(), s.Users()
	if len(bots) != 1 || bots[0] != k.bot || !slices.Contains(users, k.anna) || len(s.Chats()) != 2 || s.Chats()[0] != k.channel {
		t.Fatalf("there are %v, %v and %v", bots, users, s.Chats())
	}
	k.Server = s
	if got := k.updates(); len(got) != 3 || got[0].CallbackQuery == nil || got[0].CallbackQuery.ID != query {
		t.Errorf("these updates waited: %+v", got)
	}
	must[bool](k, "answerCallbackQuery", with{"callback_query_id": query, "text": "at last"})
	if a, _ := s.Answers(k.anna, 0); len(a) != 1 || a[0].Text != "at last" {
		t.Errorf("Anna sees the answers %+v", a)
	}
	seen, _ := s.In(k.anna, k.group).Sights(1)
	if !slices.Equal(seen[0].Voted, []int{1}) || seen[0].Poll.TotalVoterCount != 1 {
		t.Errorf("of the vote there is %+v", seen)
	}
	if next := k.say(s.In(k.anna, k.group), "next"); next.MessageID != poll.MessageID+1 {
		t.Errorf("the next message is %d after %d", next.MessageID, poll.MessageID)
	}
	k.clock.move(2 * time.Minute)
	s.Elapse()
	if seen, _ := s.In(k.anna, k.group).Sights(10); !slices.ContainsFunc(seen, func(m Sight) bool { return m.Poll != nil && m.Poll.IsClosed }) {
		t.Error("the poll that was loaded did not close in time")
	}
}

func TestWhatCannotBeLoaded(t *testing.T) {
	k := newKit(t, Options{})
	k.poll(with{"chat_id": k.group.ID})
	whole := string(saved(t, k.Server))
	if err := k.Load(strings.NewReader(whole)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("into a server with accounts: %v", err)
	}
	damage := func(change func(*state)) string {
		var st state
		if err := json.Unmarshal([]byte(whole), &st); err != nil {
			t.Fatal(err)
		}
		change(&st)
		body, err := json.Marshal(st)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	for name, text := range map[string]string{
		"half":            whole[:len(whole)/2],
		"another version": strings.Replace(whole, `"Version":1`, `"Version":99`, 1),
		"a bot that is no account": damage(func(st *state) {
			st.Users = slices.DeleteFunc(st.Users, func(u stateUser) bool { return u.ID == k.bot.ID })
		}),
		"a bot without a token":     damage(func(st *state) { st.Bots[0].Token = "" }),
		"a member without account":  damage(func(st *state) { st.Chats[0].Members[0].User = 5 }),
		"linked to nothing":         damage(func(st *state) { st.Chats[0].Linked = -5 }),
		"moved to itself":           damage(func(st *state) { st.Chats[0].MovedTo = st.Chats[0].Chat.ID }),
		"a positive group":          damage(func(st *state) { st.Chats[0].Chat.ID = 5 }),
		"a poll that is none":       damage(func(st *state) { st.Polls = nil }),
		"a vote for nothing":        damage(func(st *state) { st.Polls[0].Votes = map[int64][]int{k.anna.ID: {99}} }),
		"a poll of no bot":          damage(func(st *state) { st.Polls[0].Bot = 5 }),
		"a chat with nobody":        damage(func(st *state) { st.Bots[0].Chats[0].Chat.ID = 5 }),
		"a message beyond the last": damage(func(st *state) { st.Chats[0].Messages[0].Message.MessageID = 1 << 40 }),
		"a press of nobody":         damage(func(st *state) { st.Presses = []statePress{{ID: "1", Bot: k.bot.ID, User: 5}} }),
	} {
		s := New(Options{})
		if err := s.Load(strings.NewReader(text)); err == nil {
			t.Errorf("%s: was loaded", name)
		}
		if len(s.Bots()) != 0 || len(s.Chats()) != 0 || len(s.Users()) != 0 {
			t.Errorf("%s: something stayed behind", name)
		}
		s.Close()
	}
}

// FuzzLoad looks for a state that makes Load panic, or that cannot be saved
// again once it was loaded.
func FuzzLoad(f *testing.F) {
	s := New(Options{})
	b := s.AddBot("Herald", "herald_bot")
	anna, group := s.AddUser(User{FirstName: "Anna"}), s.AddGroup("Talk")
	s.Join(group, anna, b.User)
	if _, err := s.Private(anna, b).Say("/start"); err != nil {
		f.Fatal(err)
	}
	var body bytes.Buffer
	if err := s.Save(&body); err != nil {
		f.Fatal(err)
	}
	s.Close()
	f.Add(body.String())
	f.Add(`{"Version":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		s := &Server{opts: Options{Now: time.Now}, ctx: t.Context(), world: newWorld()} // listens nowhere
		if s.Load(strings.NewReader(text)) != nil {
			return
		}
		if err := s.Save(new(bytes.Buffer)); err != nil {
			t.Error(err)
		}
		for _, u := range s.Users() {
			for _, c := range s.Chats() {
				s.In(u, c).View()
				s.In(u, c).Sights(10)
			}
		}
	})
}

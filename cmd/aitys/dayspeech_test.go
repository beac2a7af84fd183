package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
)

// remarked is what somebody said in a thread, with all that is to be found of it in the store.
type remarked struct {
	number  int
	by      int // whose; -1: nobody's whom the store may know
	name    string
	who     content.Who
	answers *remarked // nil: the post
	root    int       // the root's number in the group
	message int       // its own
	retired bool      // said before the group moved
	words   string
	hostile bool     // only how it begins is sure
	before  []string // what it said before it was edited
	marks   int      // how many marks are to be kept
	media   content.Media
	forward bool
	gone    bool // withdrawn
}

// mark is how a comment can be found in any text; it is the same before and after an edit.
func (r *remarked) mark() string { return fmt.Sprintf("№%d.", r.number) }

// tongues are what people say, in three languages.
var tongues = []string{
	"Rents rose before anybody asked us, and nobody takes them back.", "Школ не хватает уже сейчас, а кто их построит?", "Баға көтерілді, ал жалақы орнында тұр.",
}

// talks lets people say things below the root, in every way that there is, while the program is killed. To ordinary talk the bot says nothing.
func (d *day) talks(n int) {
	d.t.Helper()
	d.rests()
	before := len(d.stand(d.now(), ""))
	for range 4 {
		d.speaks(n / 4)
		d.isKilled()
		d.speaks(n / 16)
	}
	d.edits(n / 5)
	d.rests()
	if after := len(d.stand(d.now(), "")); after != before {
		d.t.Errorf("to ordinary talk the bot said %d things", after-before)
	}
}

// breaksTheIce lets somebody make the first comment, and waits for the notice that comes with it: it is not repeated where a kill leaves unknown whether it stands.
func (d *day) breaksTheIce() {
	d.t.Helper()
	first := &remarked{number: 1, by: 1, name: d.people[1].FirstName, who: content.ByPerson, root: d.root.MessageID, words: "№1. " + tongues[0]}
	d.plainly(first)
	d.said = append(d.said, first)
	d.await("the pinned notice", func() bool {
		return len(d.server.Calls(func(c emulator.Call) bool { return c.Method == "pinChatMessage" && c.Code == 200 })) == 1
	})
	d.rests()
}

// speaks lets somebody say something n times.
func (d *day) speaks(n int) {
	d.t.Helper()
	ways := []func(*remarked){d.plainly, d.plainly, d.plainly, d.marked, d.withPhoto, d.withSticker, d.quoting, d.inAlbum, d.forwarding, d.hostilely, d.asChannel, d.anonymously, d.editedFirst, d.besides}
	for range n {
		r := &remarked{number: len(d.said) + 1, by: d.rnd.IntN(len(d.people)), who: content.ByPerson, root: d.root.MessageID}
		r.name = d.people[r.by].FirstName
		r.words = fmt.Sprintf("№%d. %s", r.number, tongues[d.rnd.IntN(len(tongues))])
		if here := d.here(); len(here) > 0 && d.rnd.IntN(5) > 0 {
			r.answers = here[d.rnd.IntN(len(here))]
		}
		ways[d.rnd.IntN(len(ways))](r)
		if r.message != 0 {
			d.said = append(d.said, r)
		}
	}
}

// here are the comments that can be answered: they stand where people talk now.
func (d *day) here() []*remarked {
	return slices.DeleteFunc(slices.Clone(d.said), func(r *remarked) bool { return r.retired || r.root != d.root.MessageID || r.gone })
}

// to is the message that is answered.
func (d *day) to(r *remarked) int {
	if r.answers == nil {
		return d.root.MessageID
	}
	return r.answers.message
}

func (d *day) sends(seat *emulator.Seat, r *remarked, draft emulator.Draft) {
	d.t.Helper()
	if r.answers != nil && r.answers.message >= injectedFrom { // the emulator does not know what it answers
		d.injects(r, map[string]any{"text": draft.Text})
		return
	}
	draft.ReplyTo = d.to(r)
	m, err := seat.Send(draft)
	if err != nil {
		d.t.Fatal(err)
	}
	r.message = m.MessageID
}

func (d *day) plainly(r *remarked) { d.sends(d.inGroup[r.by], r, emulator.Draft{Text: r.words}) }

// injectedFrom is the first number of messages that are put among the updates.
const injectedFrom = 100_000

// injects puts a comment among the updates that the emulator has no words for.
func (d *day) injects(r *remarked, members map[string]any) {
	d.t.Helper()
	if r.message == 0 {
		d.injected++
		r.message = injectedFrom + d.injected
	}
	d.server.InjectRaw(d.bot, d.raw("message", r, members))
}

func (d *day) raw(kind string, r *remarked, members map[string]any) string {
	d.t.Helper()
	about := map[string]any{"message_id": d.to(r), "date": time.Now().Unix(), "chat": d.group, "from": d.people[0], "text": "before"}
	if r.answers == nil {
		about["is_automatic_forward"], about["sender_chat"], about["from"] = true, d.channel, emulator.User{ID: emulator.ServiceID, FirstName: "Telegram"}
	}
	message := map[string]any{
		"message_id": r.message, "date": time.Now().Unix(), "chat": d.group, "from": d.people[r.by], "message_thread_id": r.root, "reply_to_message": about,
	}
	maps.Copy(message, members)
	update, err := json.Marshal(map[string]any{kind: message})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(update)
}

// marked says something with marks of its own.
func (d *day) marked(r *remarked) {
	if r.answers != nil && r.answers.message >= injectedFrom {
		r.answers = nil
	}
	r.marks = 2
	d.sends(d.inGroup[r.by], r, emulator.Draft{Text: r.words, Entities: []emulator.MessageEntity{{Type: "bold", Offset: 0, Length: 2}, {Type: "italic", Offset: 4, Length: 5}}})
}

func (d *day) withPhoto(r *remarked) {
	if r.answers != nil && r.answers.message >= injectedFrom {
		r.answers = nil
	}
	r.media = content.MediaPhoto
	d.sends(d.inGroup[r.by], r, emulator.Draft{Text: r.words, Photo: &emulator.FileDraft{Name: "a.jpg", MIME: "image/jpeg", Data: photograph(d.t)}})
}

// photograph is the file of a small picture.
func photograph(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, image.NewGray(image.Rect(0, 0, 90, 90)), nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func (d *day) withSticker(r *remarked) {
	if r.answers != nil && r.answers.message >= injectedFrom {
		r.answers = nil
	}
	r.media, r.words = content.MediaSticker, ""
	d.sends(d.inGroup[r.by], r, emulator.Draft{Sticker: "👍"})
}

func (d *day) quoting(r *remarked) {
	d.injects(r, map[string]any{"text": r.words, "quote": emulator.TextQuote{Text: "befo", Position: 0, IsManual: true}})
}

func (d *day) inAlbum(r *remarked) {
	r.media = content.MediaPhoto
	photo := []map[string]any{{"file_id": "x", "file_unique_id": "y", "width": 90, "height": 90}}
	d.injects(r, map[string]any{"caption": r.words, "photo": photo, "media_group_id": fmt.Sprint(r.number)})
}

func (d *day) forwarding(r *remarked) {
	r.forward = true
	d.injects(r, map[string]any{"text": r.words, "forward_origin": map[string]any{"type": "hidden_user", "date": time.Now().Unix(), "sender_user_name": "Somebody"}})
}

// hostilely says one of the texts that break programs.
func (d *day) hostilely(r *remarked) {
	texts := hostile()
	names := slices.Sorted(maps.Keys(texts))
	text := texts[names[d.rnd.IntN(len(names))]]
	r.hostile, r.words = true, r.mark()
	text = `"` + r.mark() + " " + text[1:]
	d.injects(r, map[string]any{"text": json.RawMessage(text)})
}

func (d *day) asChannel(r *remarked) {
	r.who, r.name = content.ByChannel, "A channel of theirs"
	d.injects(r, map[string]any{
		"text": r.words, "from": emulator.User{ID: emulator.ChannelBotID, IsBot: true, FirstName: "Channel", Username: "Channel_Bot"},
		"sender_chat": emulator.Chat{ID: -1_009_000_000_001, Type: "channel", Title: r.name},
	})
}

func (d *day) anonymously(r *remarked) {
	r.who, r.name = content.ByAdmin, ""
	d.injects(r, map[string]any{
		"text": r.words, "from": emulator.User{ID: emulator.GroupAnonymousID, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}, "sender_chat": d.group,
	})
}

// editedFirst is a comment whose edit arrives before it does.
func (d *day) editedFirst(r *remarked) {
	d.injected++
	r.message = injectedFrom + d.injected
	last := r.words + " Edited."
	d.server.InjectRaw(d.bot, d.raw("edited_message", r, map[string]any{"text": last, "edit_date": time.Now().Unix()}))
	d.injects(r, map[string]any{"text": r.words})
	r.before, r.words = []string{r.words}, last
}

// besides is talk that stands below no post, and is nobody's business.
func (d *day) besides(r *remarked) {
	d.say(d.inGroup[r.by], "The weather is fine today.")
}

// edits lets people edit what they said here.
func (d *day) edits(n int) {
	d.t.Helper()
	for range n {
		here := d.here()
		r := here[d.rnd.IntN(len(here))]
		if r.words == "" || r.hostile || r.message >= injectedFrom || r.media != "" && r.media != content.MediaPhoto {
			continue
		}
		r.before = append(r.before, r.words)
		r.words, r.marks = fmt.Sprintf("%s Once more: %d.", r.words, len(r.before)), 0
		if _, err := d.inGroup[r.by].Edit(r.message, r.words); err != nil {
			d.t.Fatal(err)
		}
	}
}

// commentsBeforeItsRoot lets a comment come before the post's copy of which it tells: the channel's owner writes of the article's third section by hand.
func (d *day) commentsBeforeItsRoot() {
	d.t.Helper()
	last, err := d.inGroup[0].Say("Only to know the number.")
	if err != nil {
		d.t.Fatal(err)
	}
	d.root = emulator.Message{MessageID: last.MessageID + 1}
	early := &remarked{number: len(d.said) + 1, by: 3, name: d.people[3].FirstName, who: content.ByPerson, root: d.root.MessageID, words: fmt.Sprintf("№%d. Early.", len(d.said)+1)}
	d.injects(early, map[string]any{"text": early.words})
	d.said = append(d.said, early)
	d.rests()
	if _, err := d.owner.Say("What of work? https://t.me/aitys_bot?start=a_" + sampleSlug + "__labour"); err != nil {
		d.t.Fatal(err)
	}
	for _, m := range d.now().Messages() {
		if m.MessageID == d.root.MessageID && m.IsAutomaticForward {
			d.root = m
		}
	}
	if !d.root.IsAutomaticForward {
		d.t.Fatal("the copy has another number")
	}
}

// randomly is chance by the seed.
func randomly() *rand.Rand { return rand.New(rand.NewPCG(*seed, 3)) } //nolint:gosec // of a test

// pushes stores a revision of the sample, in which one word takes the place of another, as aitys push does.
func (d *day) pushes(from, to string) {
	d.t.Helper()
	sample, err := fs.ReadFile(content.Sample(), "relocation-kazakhstan.en.md")
	if err != nil {
		d.t.Fatal(err)
	}
	path := filepath.Join(d.t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte(strings.Replace(string(sample), from, to, 1)), 0o600); err != nil {
		d.t.Fatal(err)
	}
	if out, err := d.command("push", path, "--publish").CombinedOutput(); err != nil {
		d.t.Fatalf("aitys push: %v\n%s", err, out)
	}
}

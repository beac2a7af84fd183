package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"aitys/content"
	"aitys/emulator"
	"aitys/phrases"
)

// everyLoad is what people do, each as often as it stands here.
func everyLoad() []load {
	often := map[int][]load{
		8: {(*soak).readersWrite, (*soak).moderatorsAct, (*soak).somebodyVotes},
		5: {(*soak).somebodyAsks, (*soak).somebodyComments},
		3: {(*soak).somebodyLooks, (*soak).somebodyAgrees},
		1: {(*soak).somebodyEdits, (*soak).editorsWork, (*soak).isTakenDown, (*soak).insists},
	}
	var all []load
	for n, loads := range often {
		for range n {
			all = append(all, loads...)
		}
	}
	for _, seldom := range []load{(*soak).somebodyLeaves, (*soak).isBackedUp, (*soak).isRevised} {
		all = append(all, func(s *soak) {
			if s.rnd.IntN(12) == 0 {
				seldom(s)
			}
		})
	}
	return all
}

// anybody is one of those who speak; somebody steadfast one of whom the model knows all.
func (s *soak) anybody() int           { return s.rnd.IntN(steadfast) }
func (s *soak) somebodySteadfast() int { return steadfast + s.rnd.IntN(len(s.people)-steadfast) }
func (s *soak) readersWrite()          { s.reads(s.anybody(), 1<<30) }

// somebodyComments says something below the post, in every way that there is, or answers what stands there: it may go at the same moment.
func (s *soak) somebodyComments() {
	s.commented++
	by := s.anybody()
	words := fmt.Sprintf("№%d. %s", s.commented, tongues[s.rnd.IntN(len(tongues))])
	if s.rnd.IntN(2) == 0 {
		ways := []func(*remarked){s.quoting, s.inAlbum, s.forwarding, s.hostilely, s.asChannel, s.anonymously, s.editedFirst}
		ways[s.rnd.IntN(len(ways))](&remarked{number: s.commented, by: by, name: s.people[by].FirstName, root: s.root.MessageID, words: words})
		return
	}
	draft := emulator.Draft{Text: words, ReplyTo: s.root.MessageID}
	if stands := newestOf(s.inGroup[by]); len(stands) > 0 {
		draft.ReplyTo = stands[s.rnd.IntN(len(stands))].MessageID
	}
	if s.rnd.IntN(5) == 0 {
		draft.Photo = &emulator.FileDraft{Name: "a.jpg", MIME: "image/jpeg", Data: s.photo}
	}
	_, _ = s.inGroup[by].Send(draft) // who was banned may not
}

// somebodyEdits changes what they have said in the group.
func (s *soak) somebodyEdits() {
	who := s.anybody()
	for _, m := range newestOf(s.inGroup[who]) {
		if m.From != nil && m.From.ID == s.people[who].ID && m.Text != "" {
			_, _ = s.inGroup[who].Edit(m.MessageID, fmt.Sprintf("№%d. Once more: %d", s.commented, s.rnd.IntN(1000))) // it may be gone
			return
		}
	}
}

func (s *soak) moderatorsAct() {
	h := s.crew[s.rnd.IntN(len(s.crew))]
	h.act(s.fire, h)
}

// somebodyAsks lets somebody steadfast ask, in private or in the group, or choose a language.
func (s *soak) somebodyAsks() {
	who := s.somebodySteadfast()
	if s.rnd.IntN(5) == 0 {
		s.say(s.private[who], "/language "+string(content.Langs[s.rnd.IntN(len(content.Langs))]))
		return
	}
	s.killing.said++
	seat := s.private[who]
	if s.asked[s.killing.said] = who; s.rnd.IntN(4) == 0 {
		s.asked[s.killing.said], seat = -1, s.inGroup[who]
	}
	s.say(seat, fmt.Sprintf("/summary question-%d", s.killing.said))
}

// somebodyVotes presses a button of the poll, in the group or in the channel.
func (s *soak) somebodyVotes() {
	who := s.somebodySteadfast()
	seat := s.inGroup[who]
	if s.rnd.IntN(2) == 0 {
		seat = s.server.In(s.people[who], s.channel)
	}
	if on := s.ballot(seat); on != nil {
		s.press(seat, on.MessageID, on.ReplyMarkup.Rows[s.rnd.IntN(4)][0].CallbackData)
	}
}

// somebodyLooks asks for what costs most.
func (s *soak) somebodyLooks() {
	looks := []string{"/chart 1", "/figures", "/map", "/opinions", "/vote", "/search rents", "/mydata", "/mine", "/thread", "/results", "/quiz", "/start", "/articles", "/help"}
	s.say(s.private[s.anybody()], looks[s.rnd.IntN(len(looks))])
}

// somebodyAgrees presses what stands under other people's opinions.
func (s *soak) somebodyAgrees() {
	s.presses(s.private[s.anybody()], func(b emulator.InlineButton) bool { return strings.HasPrefix(b.CallbackData, "v.") })
}

func (s *soak) isTakenDown() {
	s.say(s.moderator.Seat(), fmt.Sprintf("/takedown %d It names somebody's address", 1+s.rnd.IntN(s.spoken+1)))
}

// editorsWork lets the editor remind subscribers, and look at what there is.
func (s *soak) editorsWork() {
	seat := s.editor.Seat()
	switch s.rnd.IntN(6) {
	case 0:
		s.say(seat, "/announce "+sampleSlug)
	case 1, 2:
		s.presses(seat, func(b emulator.InlineButton) bool { return b.Text == "Remind them" })
	default:
		s.say(seat, []string{"/drafts", "/report " + sampleSlug, "/stats", "/export " + sampleSlug}[s.rnd.IntN(4)])
	}
}

// isRevised stores a revision at the command line, which edits what stands in the channel.
func (s *soak) isRevised() {
	s.revised++
	s.pushes("Relocation Wave", fmt.Sprintf("Relocation Wave %d", s.revised))
}

// somebodyLeaves asks to be erased, and does nothing else from then on.
func (s *soak) somebodyLeaves() {
	who := s.anybody()
	if s.left[who] || len(s.left) >= mostLeave {
		return
	}
	s.left[who] = true
	s.say(s.private[who], "/forget")
}

// insists presses the buttons that erase, where the question stands.
func (s *soak) insists() {
	for _, who := range slices.Sorted(maps.Keys(s.left)) {
		yes := s.plain(s.people[who].LanguageCode, phrases.ButtonForgetYes)
		s.presses(s.private[who], func(b emulator.InlineButton) bool { return b.Text == yes })
	}
}

func (s *soak) isBackedUp() {
	if len(s.copies) > 3 {
		return
	}
	s.backedUp++
	s.copies = append(s.copies, s.copyTo(filepath.Join(s.t.TempDir(), s.named(s.backedUp))))
}

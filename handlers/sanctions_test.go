package handlers_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const aModerator = content.TelegramID(880)

// people is a newsroom with a moderator, a thread, and somebody who has left an opinion and a comment.
type people struct {
	*threads
	moderator *person
	anna      *person
	said      content.MessageID // her comment
}

func newPeople(t *testing.T, opts ...func(*handlers.Options)) *people {
	t.Helper()
	d := newDesk(t, append(opts, func(o *handlers.Options) { o.Passing = time.Minute })...)
	d.options.Roles[aModerator] = content.RoleModerator
	d.restart()
	d.newsroom.Appear(handlers.Masthead{Title: "The News"})
	d.administrators = map[content.TelegramID]bool{}
	d.publishes()
	w := &people{threads: &threads{d, d.forwardsAll()}}
	w.moderator, w.anna = w.person(aModerator, "en"), w.person(1, "en")
	w.moderator.Says("/start")
	w.anna.Says("/start")
	w.anna.Says("/opinion 0 It was the rents that changed first.").Sees("Received.")
	w.said = w.comments(w.anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	return w
}

// numbers are the two by which somebody is known.
func (w *people) numbers(account content.TelegramID) (reader, commenter content.ReaderID) {
	w.t.Helper()
	w.writes(func(tx *storage.Tx) error {
		r, err := tx.Reader(account)
		if err != nil {
			return err
		}
		reader = r.ID
		c, err := tx.KnownCommenter(account)
		commenter = content.ReaderID(c)
		return err
	})
	return reader, commenter
}

func (w *people) sanctions(number content.ReaderID) (all []content.Sanction) {
	w.t.Helper()
	w.writes(func(tx *storage.Tx) (err error) {
		all, err = tx.SanctionsOf(number)
		return err
	})
	return all
}

// replies lets a person reply to a message of the group with a command.
func (w *people) replies(p *person, to content.MessageID, words string) {
	w.t.Helper()
	m := messageOf(words)
	m.Thread, m.ReplyTo = w.root, to
	p.Sends(m)
}

func TestABanByEitherNumberCoversBothSilently(t *testing.T) {
	for _, byComment := range []bool{false, true} {
		t.Run(fmt.Sprint("by comment ", byComment), func(t *testing.T) {
			w := newPeople(t)
			reader, commenter := w.numbers(1)
			banned, other := reader, commenter
			if byComment {
				banned, other = commenter, reader
			}
			w.moderator.Says(fmt.Sprintf("/ban %d 2d Advertising <b>rents</b>", banned)).Sees(fmt.Sprintf("Reader %d is banned until", banned))
			w.moderator.SeesNot(fmt.Sprintf("Reader %d is", other))
			if said := w.newestOf(1); !strings.Contains(said, "You are banned until") || !strings.Contains(said, "Advertising &lt;b&gt;rents&lt;/b&gt;") {
				t.Errorf("the banned one reads %q", said)
			}
			w.anna.Says("/figures").Sees("80,000") // reading stays
			w.anna.Says("/opinion 0 Something else that I wanted to say.").Sees("You are banned").SeesNot("Received.")
			w.anna.Says("/opinion 0 Something else that I wanted to say.").SeesNothing()
			w.anna.Says("/opinion 0").SeesNothing()
			before := len(w.deleted)
			message := w.comments(w.anna.in(ourGroup), 0, "And the coffee too.")
			if len(w.deleted) != before+1 || w.deleted[before] != message || w.kept(message).ID != 0 {
				t.Errorf("deleted: %v, kept: %+v", w.deleted, w.kept(message))
			}
			until := w.sanctions(banned)[0].Until.Unix()
			if len(w.restricted) != 1 || (w.restricted[0].Until == until) != byComment || w.restricted[0].Until > until || w.restricted[0].Account != 1 {
				t.Errorf("restricted: %+v", w.restricted)
			}
			w.moderator.Says(fmt.Sprintf("/history %d", other)).Sees("No warnings and no bans").SeesNot("Advertising")
			w.moderator.Says(fmt.Sprintf("/unban %d", other)).Sees("Nothing holds for the number")
			said := map[bool]string{true: "may write again", false: "ends by itself within a day"}
			w.moderator.Says(fmt.Sprintf("/unban %d", banned)).Sees(said[byComment])
			if last := w.restricted[len(w.restricted)-1]; last.Free != byComment {
				t.Errorf("restricted at last, where the group shows by name who is freed: %+v", last)
			}
			if said := w.newestOf(1); !strings.Contains(said, "You can write here again") {
				t.Errorf("the freed one reads %q", said)
			}
			w.anna.Says("/opinion 0 Something else that I wanted to say.").Sees("Received.")
		})
	}
}

// TestAnOpinionsBanNeitherEndsNorShowsInTheGroup: whoever watches the group cannot tell by when somebody is kept from writing, or freed, which number is theirs.
func TestAnOpinionsBanNeitherEndsNorShowsInTheGroup(t *testing.T) {
	w := newPeople(t)
	reader, commenter := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/ban %d forever Advertising", reader)).Taps("Yes, for good")
	for range 2 { // after a day they are kept from it anew
		w.comments(w.anna.in(ourGroup), 0, "And the coffee too.")
		last := w.restricted[len(w.restricted)-1]
		if left := time.Unix(last.Until, 0).Sub(w.now); last.Until == 0 || left > 24*time.Hour || left < 23*time.Hour {
			t.Fatalf("restricted: %+v", last)
		}
		w.passes(25 * time.Hour)
	}
	w.moderator.Says(fmt.Sprintf("/mute %d 2h Loud", commenter))
	w.moderator.Says(fmt.Sprintf("/unban %d", commenter)).Sees("may write again")
	if last := w.restricted[len(w.restricted)-1]; !last.Free || last.Person != commenter {
		t.Errorf("that more holds shows in the group: %+v", last)
	}
	before := len(w.restricted)
	w.moderator.Says(fmt.Sprintf("/unban %d", reader)).Sees("ends by itself within a day")
	if len(w.restricted) != before {
		t.Errorf("in the group: %+v", w.restricted[before:])
	}
	message := w.comments(w.anna.in(ourGroup), 0, "I may say that now.")
	if !w.kept(message).Kept() {
		t.Error("what she writes afterwards is taken away")
	}
}

// newestOf is the last message in somebody's private chat.
func (s *stage) newestOf(account content.TelegramID) string {
	chat := s.chats[account]
	if len(chat) == 0 {
		return ""
	}
	return string(chat[len(chat)-1].out.Text)
}

func TestAMuteLetsReadAndVote(t *testing.T) {
	w := newPeople(t)
	w.approves(w.person(2, "en"), "An opinion of somebody else’s.")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	reader, _ := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/mute %d 12h", reader)).Sees("may read and vote")
	w.anna.Says("/opinions").Taps("Agree").Sees("agree")
	w.anna.Taps("Reply").Sees("You cannot write here until").SeesNot("Write your reply")
	w.passes(12 * time.Hour)
	if said := w.newestOf(1); !strings.Contains(said, "You can write here again") {
		t.Errorf("when it is over: %q", said)
	}
	w.anna.Says("/opinion 0 Something else that I wanted to say.").Sees("Received.")
	if all := w.sanctions(reader); len(all) != 1 || all[0].Kind != content.Muted {
		t.Errorf("kept: %+v", all)
	}
}

func TestABanTakesVotesAway(t *testing.T) {
	w := newPeople(t)
	w.approves(w.person(2, "en"), "An opinion of somebody else’s.")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	reader, _ := w.numbers(1)
	w.anna.Says("/opinions")
	w.moderator.Says(fmt.Sprintf("/ban %d", reader)).Sees("is banned until")
	if all := w.sanctions(reader); len(all) != 1 || all[0].Until.Sub(all[0].At) != 7*24*time.Hour {
		t.Errorf("unless told: %+v", all)
	}
	w.anna.Taps("Agree").Sees("You are banned until")
	w.writes(func(tx *storage.Tx) error {
		stance, err := tx.StanceOf(2, reader)
		if stance != "" {
			t.Errorf("the vote counts: %q", stance)
		}
		return err
	})
}

func TestAWarningIsToldAndCounted(t *testing.T) {
	w := newPeople(t)
	reader, _ := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/warn %d No insults, please", reader)).Sees("is warned")
	if said := w.newestOf(1); !strings.Contains(said, "warns you") || !strings.Contains(said, "No insults, please") {
		t.Errorf("the warned one reads %q", said)
	}
	w.moderator.Says(fmt.Sprintf("/history %d", reader)).Sees("warning", "No insults, please", "waiting 1", "Opinions: approved 0").SeesNot("Асель", "rents")
	w.anna.Says("/opinion 0 Something else that I wanted to say.").Sees("Received.")
}

func TestPremodIsNotTold(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	before := w.newestOf(1)
	w.moderator.Says(fmt.Sprintf("/premod %d", commenter)).Sees("waits for a moderator")
	if w.newestOf(1) != before {
		t.Errorf("told: %q", w.newestOf(1))
	}
	w.comments(w.anna.in(ourGroup), 0, "Nothing at all is wrong with this.")
	if said := w.newestOf(aModerator); !strings.Contains(said, "Comment by Reader "+strconv.Itoa(int(commenter))) || !strings.Contains(said, "Nothing at all is wrong") {
		t.Errorf("the moderator sees %q", said)
	}
}

func TestASanctionByReplyInTheGroup(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	group := w.moderator.in(ourGroup)
	w.replies(group, w.said, "/ban 3d Advertising")
	group.Sees("Done.").SeesNot("Reader", "ban", "Advertising")
	if said := w.newestOf(aModerator); !strings.Contains(said, fmt.Sprintf("Reader %d is banned until", commenter)) {
		t.Errorf("in private the moderator reads %q", said)
	}
	if !slices.Contains(w.deleted, w.said) || w.kept(w.said).Kept() || len(w.restricted) != 1 {
		t.Errorf("deleted %v, restricted %+v", w.deleted, w.restricted)
	}
	w.passes(2 * time.Minute)
	if w.stands("Done.") != nil {
		t.Error("the answer stays in the group")
	}
	if all := w.sanctions(commenter); len(all) != 1 || all[0].Reason != "Advertising" || all[0].Until.Sub(all[0].At) != 72*time.Hour {
		t.Errorf("stored: %+v", all)
	}
}

func TestWhoBelongsToTheNewsroomOrTheGroupIsNeverTouched(t *testing.T) {
	w := newPeople(t)
	w.administrators[1] = true
	reader, commenter := w.numbers(1)
	editor := w.person(anEditor+1, "en")
	editor.Says("/start")
	theirs := w.comments(editor.in(ourGroup), 0, "As an editor I say something.")
	editorReader, editorCommenter := w.numbers(anEditor + 1)
	for _, command := range []string{"/warn %d Why", "/premod %d", "/mute %d 1h", "/ban %d 1h Why"} {
		for _, number := range []content.ReaderID{reader, commenter, editorReader, editorCommenter} {
			w.moderator.Says(fmt.Sprintf(command, number)).Sees("Such people are not touched")
		}
		name, argument, _ := strings.Cut(command, " %d")
		for _, message := range []content.MessageID{w.said, theirs} {
			w.replies(w.moderator.in(ourGroup), message, name+argument)
		}
	}
	w.replies(w.moderator.in(ourGroup), w.said, "/takedown")
	channel := messageOf("The channel says something.")
	channel.Thread, channel.ReplyTo, channel.OnBehalf, channel.OnBehalfOf = w.root, w.root, newsChannel, "The News"
	number := w.message + 1
	w.person(0, "").in(ourGroup).Sends(channel)
	w.replies(w.moderator.in(ourGroup), number, "/ban")
	w.comments(w.anna.in(ourGroup), 0, spam) // the filters neither
	for _, number := range []content.ReaderID{reader, commenter, editorReader, editorCommenter} {
		if all := w.sanctions(number); len(all) != 0 {
			t.Errorf("%d: %+v", number, all)
		}
	}
	if len(w.deleted) != 0 || len(w.restricted) != 0 {
		t.Errorf("deleted %v, restricted %+v", w.deleted, w.restricted)
	}
	if strings.Contains(w.newestOf(aModerator), "Comment by") {
		t.Error("an administrator's comment has a card")
	}
}

func TestForeverIsAskedForAgain(t *testing.T) {
	w := newPeople(t)
	reader, _ := w.numbers(1)
	ban := fmt.Sprintf("/ban %d forever Advertising", reader)
	w.moderator.Says(ban).Sees("for good").Taps("No").Sees("Nothing was done")
	w.moderator.Says(ban)
	question := w.moderator.newest()
	yes := question.out.Buttons[0][1].Press
	w.person(anEditor, "en").TapsData(question.id, yes).Sees("no longer applies") // not the one who was asked
	if all := w.sanctions(reader); len(all) != 0 {
		t.Fatalf("without an answer: %+v", all)
	}
	w.moderator.Taps("Yes, for good").Sees("is banned for good")
	w.moderator.TapsData(question.id, yes).Sees("no longer applies")
	if all := w.sanctions(reader); len(all) != 1 || !all[0].Until.IsZero() || all[0].Reason != "Advertising" {
		t.Errorf("stored: %+v", all)
	}
	w.moderator.Says(ban)
	w.passes(time.Hour)
	w.moderator.Taps("Yes, for good").Sees("no longer applies")
}

func TestTheBannedOneMayObjectOnce(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/ban %d 2d Advertising", commenter))
	notice := w.anna.newest()
	data := notice.out.Buttons[0][0].Press
	w.person(2, "en").TapsData(notice.id, data).Sees("no longer applies")
	before := len(w.chats[aModerator])
	w.anna.Taps("Ask for another look").Sees("The moderators were asked")
	if said := w.newestOf(aModerator); !strings.Contains(said, fmt.Sprintf("Reader %d asks", commenter)) || len(w.chats[aModerator]) != before+1 {
		t.Errorf("the moderator reads %q", said)
	}
	w.anna.TapsData(notice.id, data)
	if len(w.chats[aModerator]) != before+1 {
		t.Error("the moderator is told twice")
	}
	who := fmt.Sprintf("reader %d", commenter)
	if said := string(w.moderator.Says("/audit").newest().out.Text); strings.Contains(said, who+" · "+who) || !strings.Contains(said, "Appealed</b> · "+who) {
		t.Errorf("the record says %q", said)
	}
}

func TestCommandsAboutPeopleSayHowTheyAreUsed(t *testing.T) {
	w := newPeople(t)
	reader, _ := w.numbers(1)
	for words, want := range map[string]string{
		"/warn": "/warn 7", "/warn x": "/warn 7", "/mute": "/mute 7", fmt.Sprintf("/mute %d", reader): "/mute 7", fmt.Sprintf("/mute %d soon", reader): "/mute 7",
		fmt.Sprintf("/mute %d 0h", reader): "too short", fmt.Sprintf("/ban %d 400d", reader): "too long", fmt.Sprintf("/ban %d 7", reader): "no length of time",
		"/ban 99999": "no reader 99999", "/ban": "/ban 7 30d", "/unban": "/unban 7", "/premod": "/premod 7", "/history": "/history 7", "/history 99999": "no reader 99999",
		"/takedown": "/takedown 12", "/takedown 1": "/takedown 12", "/takedown 99 Why": "no opinion “99”", "/takedown x Why": "/takedown 12",
	} {
		w.moderator.Says(words).Sees(want)
	}
	w.moderator.in(ourGroup).Says("/ban 7d").Sees("reply to a comment")
	if all := w.sanctions(reader); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

func TestOnlyModeratorsAndThoseAboveThemDealWithPeople(t *testing.T) {
	w := newPeople(t)
	reader, commenter := w.numbers(1)
	nobody := w.person(3, "en")
	nobody.Says("/start")
	for _, words := range []string{
		fmt.Sprintf("/warn %d Why", reader), fmt.Sprintf("/premod %d", reader), fmt.Sprintf("/mute %d 1h", reader), fmt.Sprintf("/ban %d", commenter),
		fmt.Sprintf("/unban %d", reader), fmt.Sprintf("/history %d", reader), "/takedown 1 Why",
	} {
		nobody.Says(words).Sees("for moderators")
		name, _, _ := strings.Cut(words, " ")
		w.replies(nobody.in(ourGroup), w.said, name+" 1h")
		anonymous := messageOf(name)
		anonymous.Thread, anonymous.ReplyTo, anonymous.OnBehalf = w.root, w.said, ourGroup
		w.person(0, "").in(ourGroup).Sends(anonymous) // an anonymous administrator is nobody yet
	}
	for _, number := range []content.ReaderID{reader, commenter} {
		if all := w.sanctions(number); len(all) != 0 {
			t.Errorf("%d: %+v", number, all)
		}
	}
	if len(w.deleted) != 0 {
		t.Errorf("deleted: %v", w.deleted)
	}
	for _, above := range []content.TelegramID{aModerator, anEditor} {
		w.person(above, "en").Says(fmt.Sprintf("/warn %d Why", reader)).Sees("is warned")
	}
}

func TestTheModeratorHearsThatTheBotMayNotRestrict(t *testing.T) {
	w := newPeople(t)
	w.powerless = true
	w.replies(w.moderator.in(ourGroup), w.said, "/mute 1h")
	if said := w.newestOf(aModerator); !strings.Contains(said, "Telegram does not let me") {
		t.Errorf("the moderator reads %q", said)
	}
}

func TestErasingEverythingTakesSanctionsAlong(t *testing.T) {
	w := newPeople(t)
	_, commenter := w.numbers(1)
	w.moderator.Says(fmt.Sprintf("/ban %d 2d Advertising", commenter))
	w.anna.Says("/forget").Taps("Yes")
	w.moderator.Says(fmt.Sprintf("/history %d", commenter)).Sees("no reader").SeesNot("Advertising")
	if all := w.sanctions(commenter); len(all) != 0 {
		t.Errorf("left: %+v", all)
	}
}

func TestTakingDownAnOpinion(t *testing.T) {
	w := newPeople(t)
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	if w.stands("It was the rents that changed") == nil {
		t.Fatal("the opinion is not posted")
	}
	w.moderator.Says("/takedown 1 Somebody’s <address>").Sees("taken down everywhere")
	if said := w.newestOf(1); !strings.Contains(said, "taken down your opinion 1") || !strings.Contains(said, "Somebody’s &lt;address&gt;") {
		t.Errorf("the author reads %q", said)
	}
	w.passes(30 * time.Second)
	if w.stands("It was the rents that changed") != nil {
		t.Error("it stands in the group")
	}
	reader := w.person(2, "en")
	reader.Says("/opinions").SeesNot("It was the rents that changed")
	reader.Says("/search rents").SeesNot("It was the rents that changed")
	w.moderator.Says("/takedown 1 Why").Sees("no opinion “1”")
}

func TestTakingDownAComment(t *testing.T) {
	w := newPeople(t)
	w.replies(w.moderator.in(ourGroup), w.said, "/takedown Somebody’s address")
	if !slices.Contains(w.deleted, w.said) || w.kept(w.said).Kept() || len(w.restricted) != 0 {
		t.Errorf("deleted %v, restricted %+v", w.deleted, w.restricted)
	}
}

package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const mapEditor = content.TelegramID(60)

// newsroomWithMap is an article in the channel, with a thread in the group, opinions and a map of the votes on them.
func newsroomWithMap(t *testing.T) (*camps, *person) {
	t.Helper()
	s := newStage(t, func(o *handlers.Options) {
		o.Roles, o.Channel, o.Undo = map[content.TelegramID]content.Role{mapEditor: content.RoleEditor}, ourChannel, 20*time.Second
	})
	c := newCamps(s, 10)
	c.join(0, 7)
	c.join(1, 6)
	c.draws()
	return c, s.person(mapEditor, "en")
}

func TestEditorsSeeTheMapAndPostACard(t *testing.T) {
	c, editor := newsroomWithMap(t)
	c.person(1, "en").Says("/map").SeesNot("For the newsroom")
	editor.Says("/map").Taps("For the newsroom").Sees("13 readers on the map", "130 votes", "A\u00A07, B\u00A06", "What readers were shown", "No readers are marked")
	editor.Sees("First seen after the publication</b>: 130 of 130 votes")
	desk := editor.newest()
	editor.Taps("Card for the group").Sees("This is how the group would see it", "fall into 2 groups", "What divides them", "13 volunteers")
	editor.Taps("Post under the article").Sees("/publish it first")
	c.rooted()
	editor.TapsData(desk.id, dataOf(desk, "Post under the article")).Sees("goes under", "in 20 seconds").Taps("Cancel").Sees("Nothing was published")
	c.passes(30 * time.Second)
	if posts := c.cards(); len(posts) != 0 {
		t.Fatalf("what was taken back stands: %v", posts)
	}
	editor.Taps("Post under the article")
	c.passes(30 * time.Second)
	posts := c.cards()
	if len(posts) != 1 || posts[0].out.ReplyTo == 0 || !strings.Contains(string(posts[0].out.Text), "What all groups accept") {
		t.Fatalf("the card: %+v", posts)
	}
	if card := c.cards()[0]; !strings.Contains(string(card.out.Text), "Opinion 9 of") || !slices.Contains(card.out.Shows, c.opinions[9]) {
		t.Fatalf("the card shows other words: %s", card.out.Text)
	}
	c.withdraw(c.opinions[9])
	c.writes(func(tx *storage.Tx) error { // as whoever withdraws it through the bot causes
		return tx.ScheduleOnce(content.Due{Work: fmt.Sprintf("opinion-post:%d", c.opinions[9]), At: c.now})
	})
	c.passes(5 * time.Second)
	if strings.Contains(string(c.cards()[0].out.Text), "Opinion 9 of") {
		t.Error("the card still shows words that were taken back")
	}
}

// cards are the messages in the group that are cards of the map, also where their words were taken out.
func (s *stage) cards() (all []*shown) {
	for _, m := range s.chats[ourGroup] {
		if strings.HasPrefix(string(m.out.Key), "post:map:") {
			all = append(all, m)
		}
	}
	return all
}

// rooted lets the article stand in the group, as Telegram copies a channel's post.
func (s *stage) rooted() {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		channel, err := tx.Chat(content.Chat{ID: ourChannel, Kind: content.ChatChannel})
		if err != nil {
			return err
		}
		group, err := tx.Chat(content.Chat{ID: ourGroup, Kind: content.ChatGroup})
		if err != nil {
			return err
		}
		_, _, err = tx.AddRoot(content.Root{Chat: group, Message: 77, Channel: channel, ChannelMessage: 7, Article: 1})
		return err
	})
}

func TestOthersCannotUseEditorsPage(t *testing.T) {
	c, _ := newsroomWithMap(t)
	c.rooted()
	reader := c.person(1, "en")
	reader.Says("/map")
	for _, data := range []string{"md.1.look", "md.1.card", "md.1.post.x", "md.1.no"} {
		reader.TapsData(reader.newest().id, data).Sees("for editors")
	}
	c.passes(30 * time.Second)
	if len(c.cards()) != 0 {
		t.Error("a reader has posted a card")
	}
	editor := c.person(mapEditor, "en")
	editor.Says("/map")
	for _, data := range []string{"md", "md.", "md.x.look", "md.99.look", "md.1.other", "md.1.post.zzz", "md.1.post"} {
		editor.TapsData(editor.newest().id, data).SeesNot("goes under", "For the newsroom, as of")
	}
}

func TestStuffingIsMarkedAndLeftOutForComparison(t *testing.T) {
	c, editor := newsroomWithMap(t)
	c.now = c.now.Add(3 * time.Hour)
	for range 12 { // a dozen accounts within a minute, which all vote the same
		c.now = c.now.Add(-10*time.Minute + 2*time.Second)
		c.join(1, 1)
	}
	c.now = c.now.Add(time.Hour)
	c.draws()
	editor.Says("/map").Taps("For the newsroom").Sees("12 readers are marked", "12 came in a burst", "12 voted like others", "Without them the groups would be: A\u00A07, B\u00A06", "A\u00A07, B\u00A018")
}

func TestTheExportTellsTheMap(t *testing.T) {
	c, _ := newsroomWithMap(t)
	for _, votes := range []bool{false, true} {
		var out strings.Builder
		e := handlers.Export{Slug: "relocation-kazakhstan", Format: handlers.ExportJSON, Votes: votes, Zone: time.UTC, Now: c.now}
		if err := e.Write(context.Background(), c.store, &out); err != nil {
			t.Fatal(err)
		}
		var file struct {
			Map struct {
				Shown struct {
					Readers int
					Groups  []struct{ Group string }
					Common  []struct {
						Groups map[string]struct{ Votes int }
					} `json:"all_groups_accept"`
				}
				Newcomers map[string]struct{ Votes int } `json:"votes_of_readers_first_seen_after_publication"`
			}
			Opinions []struct {
				Votes []struct{ Newcomer bool }
			}
		}
		if err := json.Unmarshal([]byte(out.String()), &file); err != nil {
			t.Fatal(err)
		}
		shown := file.Map.Shown
		if shown.Readers != 13 || len(shown.Groups) != 2 || len(shown.Common) != 2 || shown.Common[0].Groups["A"].Votes != 7 || len(file.Map.Newcomers) != 10 {
			t.Errorf("the map: %+v", file.Map)
		}
		if votes && !slices.ContainsFunc(file.Opinions[0].Votes, func(v struct{ Newcomer bool }) bool { return v.Newcomer }) {
			t.Error("no vote is one of a newcomer")
		}
	}
}

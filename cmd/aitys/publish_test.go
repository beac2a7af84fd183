package main

import (
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

const sampleSlug = "relocation-kazakhstan"

// newsroomOf brings an editor and a reader, who follows the channel and has joined its group.
func newsroomOf(t *testing.T, options emulator.Options) (th *theatre, editor, reader, inChannel, inGroup *emulator.Actor) {
	t.Helper()
	var user emulator.User
	th = performOn(t, options, func(th *theatre) {
		user = th.server.AddUser(emulator.User{FirstName: "Editor", LanguageCode: "en"})
		th.config.Editors = accounts{content.TelegramID(user.ID)}
	})
	editor = th.Person(user)
	someone := th.reader("Anna", "en")
	for _, chat := range []emulator.Chat{th.channel, th.group} {
		th.server.Join(chat, someone.user)
	}
	return th, editor, someone.Actor, someone.InGroup(th.channel), someone.InGroup(th.group)
}

// postsIn counts what stands in a channel, where nobody has posted by hand.
func postsIn(channel *emulator.Actor) (n int) {
	for _, m := range channel.Seat().Messages() {
		if m.Words() != "" {
			n++
		}
	}
	return n
}

func publishesSample(editor *emulator.Actor) {
	editor.Says("/publish " + sampleSlug)
	editor.Sees("The News")
	editor.Taps("Publish")
	editor.Sees("is in the channel")
}

// discussed waits until the article's post leads to its thread, and returns it.
func discussed(channel *emulator.Actor, words string) emulator.Message {
	return channel.SeesWhere("a post with a way to its thread", func(m emulator.Message) bool {
		if m.ReplyMarkup == nil || !strings.Contains(m.Text, words) {
			return false
		}
		for _, row := range m.ReplyMarkup.Rows {
			for _, b := range row {
				if b.Text == "Discuss" && strings.Contains(b.URL, "/"+strconv.Itoa(m.MessageID)+"?comment=") {
					return true
				}
			}
		}
		return false
	})
}

// TestAnArticleLivesInTheChannel follows one from the editor's press to a revision, in whichever order Telegram tells of a post.
func TestAnArticleLivesInTheChannel(t *testing.T) {
	for name, order := range map[string]emulator.ForwardOrder{
		"copy before the answer": emulator.BeforeAnswer, "copy after the answer": emulator.AfterAnswer, "copy read before the answer": emulator.DeliveredBeforeAnswer,
	} {
		t.Run(name, func(t *testing.T) {
			th, editor, reader, channel, group := newsroomOf(t, emulator.Options{Forwards: order})
			publishesSample(editor)
			discussed(channel, "Relocation Wave")
			channel.Sees("Nobody has voted yet")
			index := group.Sees("What is this article about?")
			if index.ReplyToMessage == nil || !index.ReplyToMessage.IsAutomaticForward {
				t.Errorf("the index answers %+v", index.ReplyToMessage)
			}
			channel.Taps("1. More gains than costs")
			channel.SeesAnswer("Counted: More gains than costs")
			channel.SeesWhere("the vote counted", func(m emulator.Message) bool { return strings.Contains(m.Text, "(1 vote)") })
			group.Replies(index, "/section@aitys_bot 1")
			group.Sees("A new diaspora")
			reader.Says("/results")
			reader.Sees("1")

			sample, err := fs.ReadFile(content.Sample(), "relocation-kazakhstan.en.md")
			if err != nil {
				t.Fatal(err)
			}
			th.push(filepath.Join(t.TempDir(), "a.md"), strings.Replace(string(sample), "Relocation Wave", "Relocation Tide", 1), "--publish")
			discussed(channel, "Relocation Tide")
			th.settle()
			if posts := postsIn(channel); posts != 2 {
				t.Errorf("in the channel stand %d posts", posts)
			}
			th.isClean()
		})
	}
}

// TestALostAnswerDoublesNoPost: a post took effect and its answer was lost. Its copy in the group tells that it stands, and where.
func TestALostAnswerDoublesNoPost(t *testing.T) {
	th, editor, _, channel, group := newsroomOf(t, emulator.Options{})
	strikes := th.inflict(emulator.Fault{Trouble: emulator.CloseAfter, Method: "sendMessage", Chat: th.channel.ID, Times: 2})
	publishesSample(editor)
	strikes()
	discussed(channel, "Relocation Wave")
	group.Sees("What is this article about?")
	channel.Taps("1. More gains than costs")
	channel.SeesWhere("the vote counted", func(m emulator.Message) bool { return strings.Contains(m.Text, "(1 vote)") })
	th.settle()
	if posts := postsIn(channel); posts != 2 {
		t.Errorf("in the channel stand %d posts", posts)
	}
	if indexes := botSaid(group.Seat(), "What is this article about?"); indexes != 1 {
		t.Errorf("there are %d indexes", indexes)
	}
}

// TestWhatIsPushedIsPostedWhenTheBotRuns: aitys push --publish notes a publication, which the bot finds when it starts.
func TestWhatIsPushedIsPostedWhenTheBotRuns(t *testing.T) {
	th, _, _, channel, _ := newsroomOf(t, emulator.Options{})
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CHANNEL_ID", strconv.FormatInt(th.channel.ID, 10))
	th.push(filepath.Join(t.TempDir(), "a.md"), "---\nslug: library-hours\nlang: en\ntitle: The library opens on Sundays\n---\nFrom May on.\n", "--publish")
	th.start()
	discussed(channel, "The library opens on Sundays")
	th.settle()
	if posts := postsIn(channel); posts != 1 {
		t.Errorf("in the channel stand %d posts", posts)
	}
}

// TestWithoutRightsInTheChannel: the editor is told, nothing is tried again by itself, and with the rights back the same command does it.
func TestWithoutRightsInTheChannel(t *testing.T) {
	th, editor, _, channel, _ := newsroomOf(t, emulator.Options{})
	th.server.Demote(th.channel, th.bot.User)
	editor.Says("/publish " + sampleSlug)
	editor.Taps("Publish")
	editor.Sees("Telegram does not take a post")
	th.settle()
	refused := len(th.server.Calls(func(c emulator.Call) bool { return c.Chat == th.channel.ID && c.Method == "sendMessage" }))
	if refused != 2 {
		t.Errorf("it was tried %d times", refused)
	}
	th.server.Promote(th.channel, th.bot.User, emulator.AllRights())
	publishesSample(editor)
	discussed(channel, "Relocation Wave")
}

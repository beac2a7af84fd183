package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/handlers"
)

func TestQuietHoursEndWhenTheClockOnTheWallSays(t *testing.T) {
	almaty, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		quiet, at, until string
		zone             *time.Location
	}{
		{"22:00-08:00", "2026-03-01 21:59", "", almaty},
		{"22:00-08:00", "2026-03-01 22:00", "2026-03-02 08:00", almaty},
		{"22:00-08:00", "2026-02-28 23:30", "2026-03-01 08:00", almaty},
		{"22:00-08:00", "2026-03-01 07:59", "2026-03-01 08:00", almaty},
		{"22:00-08:00", "2026-03-01 08:00", "", almaty},
		{"13:00-15:30", "2026-03-01 12:59", "", almaty},
		{"13:00-15:30", "2026-03-01 15:29", "2026-03-01 15:30", almaty},
		{"13:00-15:30", "2026-03-01 15:30", "", almaty},
		{"none", "2026-03-01 03:00", "", almaty},
		{"22:00-08:00", "2026-03-28 23:00", "2026-03-29 08:00", berlin}, // that night has an hour less
		{"22:00-08:00", "2026-10-24 23:00", "2026-10-25 08:00", berlin}, // and this one an hour more
	} {
		quiet, err := handlers.ParseQuiet(test.quiet)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", test.at, test.zone)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if until, is := quiet.Until(at, test.zone); is {
			got = until.Format("2006-01-02 15:04")
		}
		if got != test.until {
			t.Errorf("%s at %s: until %q, want %q", test.quiet, test.at, got, test.until)
		}
	}
	for _, wrong := range []string{"", "22-8", "22:00", "25:00-08:00", "22:00-08:60", "22:00–08:00", "night"} {
		if _, err := handlers.ParseQuiet(wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

// TestAtNightNobodyHearsWhatOthersDid: the author of an opinion and the channel's readers are asleep, the moderator and the editor are not.
func TestAtNightNobodyHearsWhatOthersDid(t *testing.T) {
	quiet, err := handlers.ParseQuiet("22:00-08:00")
	if err != nil {
		t.Fatal(err)
	}
	for clock, silent := range map[time.Time]bool{
		time.Date(2026, 3, 2, 23, 0, 0, 0, time.UTC): true, time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC): false,
	} {
		d := newDesk(t, func(o *handlers.Options) { o.Quiet = quiet })
		author := d.person(1, "en")
		author.Says("/opinion 0 " + prices)
		d.now = clock
		d.publishes()
		for _, post := range d.chats[newsChannel] {
			if post.out.Silent != silent {
				t.Errorf("at %v a post comes with silent %v", clock, post.out.Silent)
			}
		}
		d.editor.Says("/queue").Taps("Approve")
		if d.editor.newest().out.Silent {
			t.Error("an answer makes no sound")
		}
		d.passes(21 * time.Second)
		if told := author.newest().out; told.Silent != silent || !strings.Contains(string(told.Text), "published") {
			t.Errorf("at %v the author is told with silent %v: %q", clock, told.Silent, told.Text)
		}
	}
}

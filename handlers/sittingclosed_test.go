package handlers_test

import (
	"testing"
	"time"
)

// TestNoSittingBeginsWhereNothingIsTaken asks for opinions to vote on while the discussion is paused, and after it was closed: it is said at once, not at the first press.
func TestNoSittingBeginsWhereNothingIsTaken(t *testing.T) {
	for _, one := range []struct{ lang, paused, closed string }{
		{"en", "This discussion is paused", "This discussion is closed"},
		{"ru", "Обсуждение приостановлено", "Обсуждение закрыто"},
		{"kk", "Талқылау тоқтатыла тұрды", "Талқылау жабылды"},
	} {
		w := newThreads(t)
		ben := w.person(2, one.lang)
		w.opinion(w.person(1, "en"), "", 0, "Something to vote on.")
		ben.Says("/vote").Sees("Something to vote on.")
		w.editor.Says("/pause " + sampleSlug)
		ben.Says("/vote").Sees(one.paused).SeesNot("Something to vote on.")
		ben.Says("/start v_" + sampleSlug).Sees(one.paused).SeesNot("Something to vote on.")
		w.editor.Says("/resume " + sampleSlug)
		ben.Says("/vote").Sees("Something to vote on.")
		w.editor.Says("/close " + sampleSlug)
		w.passes(30 * time.Second)
		ben.Says("/vote").Sees(one.closed).SeesNot("Something to vote on.")
	}
}

package drafting

import (
	"slices"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// asked is a question that fits sections on a subject.
type asked struct {
	about []string // how words of the subject begin
	poll  content.Poll
}

// pollsFor proposes a question for the whole article and one for each section. Each is used once; what is left gets a question about its heading.
func pollsFor(a *content.Article, bodies []string) {
	a.Poll = wholePoll(a)
	used := map[string]bool{}
	for i := range a.Sections {
		s := &a.Sections[i]
		s.Poll = sectionPoll(a.Lang, s, bodies[i], used)
	}
}

// wholePoll asks which of the sections matters most; of an article without several, what one thinks of its news.
func wholePoll(a *content.Article) *content.Poll {
	words := wording[a.Lang]
	if len(a.Sections) < 3 {
		return &content.Poll{Question: words.opinion, Options: slices.Clone(words.views)}
	}
	poll := &content.Poll{Question: words.matters}
	for _, s := range a.Sections[:min(len(a.Sections), content.MaxOptions-1)] {
		if option := text.Truncate(s.Heading, content.MaxOption/2); !slices.Contains(poll.Options, option) && text.UTF16Len(option) <= content.MaxOption {
			poll.Options = append(poll.Options, option)
		}
	}
	if len(poll.Options) < content.MinOptions {
		return &content.Poll{Question: words.opinion, Options: slices.Clone(words.views)}
	}
	if !slices.Contains(poll.Options, words.other) {
		poll.Options = append(poll.Options, words.other)
	}
	return poll
}

// sectionPoll asks about the subject that most of a section's words belong to.
func sectionPoll(lang content.Lang, s *content.Section, body string, used map[string]bool) *content.Poll {
	var best *asked
	most := 2 // fewer words are chance
	for i := range subjects[lang] {
		subject := &subjects[lang][i]
		if n := mentions(s.Heading+" "+s.Heading+" "+body, subject.about); n > most && !used[subject.poll.Question] {
			best, most = subject, n
		}
	}
	if best == nil {
		question := strings.ReplaceAll(wording[lang].heading, "%", text.Truncate(strings.Trim(s.Heading, "«»“”\""), content.MaxHeading/2))
		return &content.Poll{Question: question, Options: slices.Clone(wording[lang].importance)}
	}
	used[best.poll.Question] = true
	return &content.Poll{Question: best.poll.Question, Options: slices.Clone(best.poll.Options)}
}

// mentions counts the words that begin so.
func mentions(s string, stems []string) (n int) {
	for word := range strings.FieldsSeq(strings.ToLower(clipped(s))) {
		if beginsAny(strings.Trim(word, `.,;:!?«»“”"()`), stems) {
			n++
		}
	}
	return n
}

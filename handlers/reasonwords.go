package handlers

import (
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialogueReasons waits for a reason of the list in one language after the other.
const dialogueReasons = "reasons"

// reasonsNote is its note: which reason is changed (empty: a new one), in which language words are waited for, and what it says so far.
type reasonsNote struct {
	Code  string                  `json:"code"`
	Lang  content.Lang            `json:"lang"`
	Words map[content.Lang]string `json:"words"`
}

// askReason asks for the words in the language behind the one that was asked for; behind the last one the reason is stored.
func (t *turn) askReason(about reasonsNote) error {
	next := 0
	for i, lang := range content.Langs {
		if lang == about.Lang {
			next = i + 1
		}
	}
	if next == len(content.Langs) {
		return t.storeReason(about)
	}
	about.Lang = content.Langs[next]
	said := t.voice.Say(phrases.ReasonsAsk, phrases.Args{"Language": langName(about.Lang), "Most": content.MostReason})
	label := phrases.ButtonReasonSkip
	if now := about.Words[about.Lang]; now != "" {
		said = paragraphs(said, t.voice.Say(phrases.ReasonsNow, phrases.Args{"Words": now}))
		label = phrases.ButtonReasonKeep
	}
	t.show(screen{text: said, rows: [][]link{{{label: t.voice.Plain(label), data: reasonsData(reasonsSkip, string(about.Lang))}}}})
	return t.begin(dialogueReasons, about)
}

// skipReason leaves a language as it is, and goes on to the next one.
func (t *turn) skipReason(lang content.Lang) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	var about reasonsNote
	if !under || dialogue.Work != dialogueReasons {
		return stale("handlers.skipReason")
	}
	if err := noted(dialogue.Note, &about); err != nil {
		return err
	}
	if about.Lang != lang {
		return stale("handlers.skipReason")
	}
	return t.askReason(about)
}

// reasonsSaid takes a reason's words in the language that was asked for. Whoever has done something else since means something else.
func reasonsSaid(t *turn, note, words string) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	if !under || dialogue.Aside || t.role() < content.RoleEditor {
		if err := t.tx.End(t.reader.ID); err != nil {
			return err
		}
		return t.plainText()
	}
	var about reasonsNote
	if err := noted(note, &about); err != nil {
		return err
	}
	words = text.NormaliseLine(words)
	if long := text.Length(words); long < leastReason || long > content.MostReason || !utf8.ValidString(words) {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.reasonsSaid", Key: string(phrases.ReasonsLength), Args: phrases.Args{"Least": leastReason, "Most": content.MostReason},
		}
	}
	about.Words[about.Lang] = words
	return t.askReason(about)
}

// storeReason puts a reason into the list. What was decided for earlier words stays said in those.
func (t *turn) storeReason(about reasonsNote) error {
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	before, err := t.reasonBefore(about.Code)
	if err != nil {
		return err
	}
	if !ownWords(content.Reason{Words: about.Words}) || sameWords(before, about.Words) {
		return t.showReasons(t.voice.Say(phrases.ReasonsNothing))
	}
	if err := t.ownReasons(); err != nil {
		return err
	}
	what, done := reasonsAdd, phrases.ReasonsAdded
	store := t.tx.AddReason
	if about.Code != "" {
		what, done = reasonChange, phrases.ReasonsChanged
		store = func(words map[content.Lang]string) (content.Reason, error) {
			return t.tx.ChangeReason(about.Code, words)
		}
	}
	r, err := store(about.Words)
	switch content.CodeOf(err) {
	case content.Conflict:
		return &content.Error{Code: content.Conflict, Op: "handlers.storeReason", Key: string(phrases.ReasonsFull), Args: phrases.Args{"Most": content.MostReasons}}
	case content.NotFound:
		return &content.Error{Code: content.NotFound, Op: "handlers.storeReason", Key: string(phrases.ReasonsGone)}
	}
	if err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedSettings, Code: asReasons + "." + what + "." + r.Code, Reason: inAllWords(r)}); err != nil {
		return err
	}
	return t.showReasons(t.voice.Say(done))
}

// reasonBefore is what a reason that is changed says; nothing of a new one, and of one that is gone.
func (t *turn) reasonBefore(code string) (map[content.Lang]string, error) {
	if code == "" {
		return nil, nil
	}
	r, err := t.tx.Reason(code)
	if content.CodeOf(err) == content.NotFound {
		r, err = content.Reason{Code: code}, nil
	}
	return t.reasonInAll(r), err
}

func sameWords(a, b map[content.Lang]string) bool {
	for _, lang := range content.Langs {
		if a[lang] != b[lang] {
			return false
		}
	}
	return true
}

// inAllWords is a reason in all of its languages, for the record.
func inAllWords(r content.Reason) string {
	var all []string
	for _, lang := range content.Langs {
		if r.Words[lang] != "" {
			all = append(all, r.Words[lang])
		}
	}
	return strings.Join(all, " · ")
}

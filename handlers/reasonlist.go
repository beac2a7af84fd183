package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// What the buttons below the list of reasons do: without more the list, with a code that reason, behind it one of the others.
const (
	reasonsAdd    = "add"
	reasonsSkip   = "skip" // .LANG
	reasonUp      = "up"
	reasonChange  = "change"
	reasonRemove  = "remove"
	reasonRemoved = "removed" // it was asked before
)

// reasonsCommand shows for what opinions are rejected. Moderators may look; editors change it.
func reasonsCommand(t *turn) error { return t.showReasons("") }

// showReasons shows the list below a sentence, if one is given.
func (t *turn) showReasons(done content.HTML) error {
	all, err := t.reasonList()
	if err != nil {
		return err
	}
	var lines []content.HTML
	for i, r := range all {
		lines = append(lines, t.voice.Say(phrases.ReasonsLine, phrases.Args{"Number": i + 1, "Reason": t.reasonSaid(t.voice, r)}))
	}
	if len(all) == 0 {
		lines = append(lines, t.voice.Say(phrases.ReasonsNone))
	}
	s := screen{text: paragraphs(done, t.voice.Say(phrases.ReasonsHead), joinedLines(lines))}
	if t.role() >= content.RoleEditor {
		s.text = paragraphs(s.text, t.voice.Say(phrases.ReasonsHow))
		s.rows = t.reasonRows(all)
	}
	t.show(s)
	return nil
}

// reasonRows lead to each reason, and to a new one where there is room.
func (t *turn) reasonRows(all []content.Reason) (rows [][]link) {
	for i, r := range all {
		label := strconv.Itoa(i+1) + ". " + unmarked(t.reasonSaid(t.voice, r))
		rows = append(rows, []link{{label: text.Truncate(label, reasonLabel), data: reasonsData(r.Code)}})
	}
	if len(all) < content.MostReasons {
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonReasonAdd), data: reasonsData(reasonsAdd)}})
	}
	return rows
}

func reasonsData(what ...string) string {
	return strings.Join(append([]string{string(toReasons)}, what...), ".")
}

// reasonsPress does what a button below the list says.
func reasonsPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	code, what, _ := strings.Cut(t.argument, ".")
	switch code {
	case "":
		return t.showReasons("")
	case reasonsAdd:
		return t.askReason(reasonsNote{Words: map[content.Lang]string{}})
	case reasonsSkip:
		return t.skipReason(content.Lang(what))
	}
	all, err := t.reasonList()
	if err != nil {
		return err
	}
	for i, r := range all {
		if r.Code == code {
			return t.onReason(r, i, what)
		}
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressReasonGone), true
	return t.showReasons("")
}

// onReason does something about a reason of the list.
func (t *turn) onReason(r content.Reason, at int, what string) error {
	switch what {
	case "":
		t.showReason(r, at)
		return nil
	case reasonChange:
		return t.askReason(reasonsNote{Code: r.Code, Words: t.reasonInAll(r)})
	case reasonRemove:
		t.askRemove(r, at)
		return nil
	case reasonRemoved:
		return t.changeReasons(r.Code, what, t.tx.RemoveReason)
	case reasonUp:
		return t.changeReasons(r.Code, what, t.tx.RaiseReason)
	}
	return stale("handlers.onReason")
}

// reasonInAll is what a reason says in each language; a built-in one says it in all.
func (t *turn) reasonInAll(r content.Reason) map[content.Lang]string {
	words := map[content.Lang]string{}
	for _, lang := range content.Langs {
		if words[lang] = r.Words[lang]; !ownWords(r) {
			words[lang] = unmarked(t.reasonSaid(t.Newsroom.voice(lang), r))
		}
	}
	return words
}

// ownWords tells whether editors wrote a reason.
func ownWords(r content.Reason) bool {
	for _, words := range r.Words {
		if words != "" {
			return true
		}
	}
	return false
}

// reasonPage says a reason in all languages.
func (t *turn) reasonPage(r content.Reason, at int) content.HTML {
	lines := []content.HTML{t.voice.Say(phrases.ReasonsOne, phrases.Args{"Number": at + 1})}
	for _, lang := range content.Langs {
		words := t.reasonInAll(r)[lang]
		if words == "" {
			words = t.voice.Plain(phrases.ReasonsMissing)
		}
		lines = append(lines, t.voice.Say(phrases.ReasonsIn, phrases.Args{"Language": langName(lang), "Words": words}))
	}
	return joinedLines(lines)
}

func (t *turn) showReason(r content.Reason, at int) {
	row := []link{
		{label: t.voice.Plain(phrases.ButtonReasonChange), data: reasonsData(r.Code, reasonChange)},
		{label: t.voice.Plain(phrases.ButtonReasonRemove), data: reasonsData(r.Code, reasonRemove)},
	}
	if at > 0 {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonReasonUp), data: reasonsData(r.Code, reasonUp)})
	}
	back := []link{{label: t.voice.Plain(phrases.ButtonBack), data: reasonsData()}}
	t.show(screen{text: t.reasonPage(r, at), rows: [][]link{row, back}})
}

// askRemove asks whether a reason is to be offered no more. The safe answer stands first.
func (t *turn) askRemove(r content.Reason, at int) {
	t.show(screen{text: paragraphs(t.reasonPage(r, at), t.voice.Say(phrases.ReasonsRemoveAsk)), rows: [][]link{
		{{label: t.voice.Plain(phrases.ButtonBack), data: reasonsData(r.Code)}},
		{{label: t.voice.Plain(phrases.ButtonReasonRemove), data: reasonsData(r.Code, reasonRemoved)}},
	}})
}

// changeReasons changes the list, which becomes the newsroom's own with the first change, and shows it.
func (t *turn) changeReasons(code, what string, change func(code string) error) error {
	if err := t.ownReasons(); err != nil {
		return err
	}
	if err := change(code); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedSettings, Code: asReasons + "." + what + "." + code}); err != nil {
		return err
	}
	return t.showReasons("")
}

// ownReasons makes the built-in list the newsroom's, where that was not done.
func (t *turn) ownReasons() error {
	var codes []string
	for _, r := range builtInReasons {
		codes = append(codes, r.code)
	}
	return t.tx.BeginReasons(codes)
}

// langName is what a language is called in itself.
func langName(lang content.Lang) string {
	return phrases.In(lang, nil).Plain(phrases.ButtonLanguageName)
}

package handlers

import (
	"encoding/hex"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// entriesOnPage is how many entries of the record one page shows.
	entriesOnPage = 8
	// shownReason and reasonUnits are how much of a reason in words an entry shows, in graphemes and in UTF-16 units: eight fit into a message.
	shownReason, reasonUnits = 120, 240
)

// deedPhrases are what moderators read of a deed.
var deedPhrases = map[content.Deed]phrases.Key{
	content.DeedApprove: phrases.DeedApprove, content.DeedReject: phrases.DeedReject, content.DeedFeature: phrases.DeedFeature, content.DeedUndo: phrases.DeedUndo,
	content.DeedClaim: phrases.DeedClaim, content.DeedWarn: phrases.DeedWarn, content.DeedPremod: phrases.DeedPremod, content.DeedMute: phrases.DeedMute,
	content.DeedBan: phrases.DeedBan, content.DeedUnban: phrases.DeedUnban, content.DeedTakedown: phrases.DeedTakedown, content.DeedHide: phrases.DeedHide,
	content.DeedAsk: phrases.DeedAsk, content.DeedAnswer: phrases.DeedAnswer, content.DeedAppeal: phrases.DeedAppeal, content.DeedAppealDecided: phrases.DeedAppealDecided, content.DeedLookAgain: phrases.DeedLookAgain,
	content.DeedWords: phrases.DeedWords, content.DeedSettings: phrases.DeedSettings, content.DeedTeam: phrases.DeedTeam, content.DeedPublish: phrases.DeedPublish,
	content.DeedCancel: phrases.DeedCancel, content.DeedAnnounce: phrases.DeedAnnounce, content.DeedExport: phrases.DeedExport,
	content.DeedSchedule: phrases.DeedSchedule, content.DeedDiscard: phrases.DeedDiscard,
}

// auditCommand shows the record's newest entries, of all or of one opinion: /audit [OPINION].
func auditCommand(t *turn) error {
	word := firstWord(t.argument)
	if word == "" {
		return t.showRecord(0, 0)
	}
	number, err := strconv.ParseInt(word, 10, 64)
	if err != nil || number < 1 {
		return &content.Error{Code: content.Invalid, Op: "handlers.audit", Key: string(phrases.RecordUnknown), Args: phrases.Args{"Given": echo(word)}}
	}
	return t.showRecord(content.OpinionID(number), 0)
}

// auditPress turns the pages: OPINION.BEFORE, both 0 where there is none.
func auditPress(t *turn) error {
	if err := t.may(content.RoleModerator); err != nil {
		return err
	}
	number, rest, _ := strings.Cut(t.argument, ".")
	opinion, err := strconv.ParseInt(number, 36, 64)
	if err != nil || opinion < 0 {
		return stale("handlers.auditPress")
	}
	before, err := strconv.ParseInt(rest, 36, 64)
	if err != nil || before < 0 {
		return stale("handlers.auditPress")
	}
	return t.showRecord(content.OpinionID(opinion), before)
}

// showRecord shows the page of entries before one of them; of 0 the newest ones.
func (t *turn) showRecord(opinion content.OpinionID, before int64) error {
	page, err := t.recorded(opinion, before, entriesOnPage+1)
	if err != nil {
		return err
	}
	older := len(page) > entriesOnPage
	page = page[:min(len(page), entriesOnPage)]
	head, err := t.recordHead(opinion, len(page) == 0 && before == 0)
	if err != nil {
		return err
	}
	parts := []content.HTML{head}
	for _, e := range page {
		said, err := t.entrySaid(e)
		if err != nil {
			return err
		}
		parts = append(parts, said)
	}
	var ways []link
	if before != 0 {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonNewest), data: auditData(opinion, 0)})
	}
	if older {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonOlder), data: auditData(opinion, page[len(page)-1].Seq)})
	}
	t.put(paragraphs(parts...), buttonsIn([][]link{ways}, true)) // they are pressed in the moderation chat, too
	return nil
}

func auditData(opinion content.OpinionID, before int64) string {
	return string(toAudit) + "." + opinionNumber(opinion) + "." + strconv.FormatInt(before, 36)
}

func (t *turn) recorded(opinion content.OpinionID, before int64, limit int) ([]content.Entry, error) {
	if opinion != 0 {
		return t.tx.EntriesOf(opinion, before, limit)
	}
	return t.tx.Entries(before, limit)
}

// recordHead says what is shown; of the whole record also its head, which a newsroom can note elsewhere.
func (t *turn) recordHead(opinion content.OpinionID, none bool) (content.HTML, error) {
	id := phrases.Args{"ID": written(opinion)}
	switch {
	case opinion != 0 && none:
		return t.voice.Say(phrases.RecordNoneOf, id), nil
	case opinion != 0:
		return t.voice.Say(phrases.RecordOfOpinion, id), nil
	case none:
		return t.voice.Say(phrases.RecordNone), nil
	}
	head, err := t.tx.Head()
	hash := phrases.Args{"Hash": hex.EncodeToString(head.Hash)}
	return t.voice.Say(phrases.RecordTitle) + "\n" + t.voice.Count(phrases.RecordHead, int(head.Seq), hash), err
}

// entrySaid is an entry in a few lines: when, what about whom and by whom, and why.
func (t *turn) entrySaid(e content.Entry) (content.HTML, error) {
	about, err := t.entryAbout(e)
	if err != nil {
		return "", err
	}
	deed := string(e.What)
	if key, known := deedPhrases[e.What]; known {
		deed = t.voice.Plain(key)
	}
	said := t.voice.Say(phrases.RecordEntry, phrases.Args{"Number": strconv.FormatInt(e.Seq, 10), "Time": e.At, "Deed": deed})
	for _, part := range append(about, t.entryBy(e)) {
		said += " · " + part
	}
	why, err := t.entryWhy(e)
	if why != "" {
		said += "\n" + why
	}
	return said, err
}

// entryAbout names what a deed was done to.
func (t *turn) entryAbout(e content.Entry) (about []content.HTML, err error) {
	for _, one := range []struct {
		number int64
		said   phrases.Key
	}{{int64(e.Opinion), phrases.RecordOpinion}, {int64(e.Comment), phrases.RecordComment}, {int64(e.Person), phrases.RecordReader}} {
		if one.said == phrases.RecordReader && byAReader(e) && e.By == e.Person {
			continue // who did it is named in any case
		}
		if one.number != 0 {
			about = append(about, t.voice.Say(one.said, phrases.Args{"ID": strconv.FormatInt(one.number, 10)}))
		}
	}
	if e.Article != 0 {
		published, err := t.tx.ArticleEver(e.Article)
		switch {
		case err == nil:
			about = append(about, content.HTML(text.Escape(string(published.Slug))))
		case content.CodeOf(err) != content.NotFound: // a draft's publication was cancelled
			return nil, err
		}
	}
	if e.Second {
		about = append(about, t.voice.Say(phrases.RecordSecond))
	}
	if !e.Until.IsZero() {
		about = append(about, t.voice.Say(phrases.RecordUntil, phrases.Args{"Time": e.Until}))
	}
	return about, nil
}

// byAReader tells whether a deed is one that readers do.
func byAReader(e content.Entry) bool {
	return e.What == content.DeedAppeal || e.What == content.DeedAnswer
}

// entryBy names who did it, by number: what a moderator is called is not kept.
func (t *turn) entryBy(e content.Entry) content.HTML {
	key := phrases.RecordBy
	switch {
	case e.By == 0:
		return t.voice.Say(phrases.RecordByProgram)
	case byAReader(e):
		key = phrases.RecordReader
	}
	return t.voice.Say(key, phrases.Args{"ID": strconv.FormatInt(int64(e.By), 10)})
}

// entryWhy is an entry's reason: the one that was chosen, and the words, where they were not erased.
func (t *turn) entryWhy(e content.Entry) (content.HTML, error) {
	var why []string
	code, err := t.codeSaid(e)
	if code != "" {
		why = append(why, text.Escape(code))
	}
	switch {
	case e.Erased:
		why = append(why, string(t.voice.Say(phrases.RecordErased)))
	case e.Reason != "":
		why = append(why, string(t.voice.Say(phrases.RecordQuoted, phrases.Args{"Text": shortened(e.Reason, shownReason, reasonUnits)})))
	}
	return content.HTML(strings.Join(why, ": ")), err
}

package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// settingReports is how many reports bring an opinion before the moderators; of an article, else of the newsroom.
	settingReports = "reports"
	usualReports   = 3
	// muchMore is how many times as many hide it until one has decided.
	muchMore = 3

	// reportsADay is how many reports of one reader a day holds.
	reportsADay = 10
	// newFor is for how long somebody is new here; their reports count half, so that accounts made for it do not hide anything quickly.
	newFor = 24 * time.Hour
)

// whole and half are what a report weighs.
const whole, half = 2, 1

// reportWeighs says what a report by the reader who acts weighs, and what reports of that opinion do together. Error: a refusal when the reader has made too many.
func (t *turn) reportWeighs(opinion content.Opinion) (storage.Report, error) {
	lately, err := t.tx.ReportsSince(t.reader.ID, t.tx.Now().Add(-24*time.Hour))
	if err == nil && lately >= reportsADay {
		err = &content.Error{Code: content.Conflict, Op: "handlers.reportWeighs", Key: string(phrases.PressReportsEnough)}
	}
	if err != nil {
		return storage.Report{}, err
	}
	wanted, err := t.reportsWanted(opinion.Article)
	if err != nil {
		return storage.Report{}, err
	}
	weight := whole
	if wanted > 1 && t.tx.Now().Sub(t.reader.Since) < newFor {
		weight = half
	}
	return storage.Report{Weight: weight, Queue: whole * wanted, Hide: muchMore * whole * wanted}, nil
}

// reportsWanted is how many reports bring an opinion on an article before the moderators.
func (t *turn) reportsWanted(article content.ArticleID) (int, error) {
	for _, of := range []content.ArticleID{article, 0} {
		value, err := t.tx.Setting(of, settingReports)
		if err != nil {
			return 0, err
		}
		if number, err := strconv.Atoi(value); err == nil && number > 0 {
			return number, nil
		}
	}
	return usualReports, nil
}

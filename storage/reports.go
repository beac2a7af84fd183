package storage

import (
	"fmt"
	"time"

	"aitys/content"
)

// Report is how much a report weighs, and what reports do together. Weights are in halves.
type Report struct {
	Weight int
	Queue  int // from which weight on an approved opinion comes before the moderators
	Hide   int // from which weight on readers see it no more until a moderator has decided
}

// PlainReport is one that brings an opinion before the moderators by itself, and hides nothing.
var PlainReport = Report{Weight: 2, Queue: 2, Hide: 1 << 20}

// ReportOpinion counts a reader's report of an approved opinion. When those about which no moderator has decided weigh enough it comes into the queue, behind those that
// wait; when they weigh much more, it is pending again, and seen by nobody. first tells that the report counts: of each reader one does, until the
// text is another; judged that a moderator has decided since about the one that counted. Errors: NotFound; Conflict when it is not approved, or the reader's own.
func (tx *Tx) ReportOpinion(id content.OpinionID, by content.ReaderID, r Report) (first, judged bool, err error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return false, false, err
	}
	if before.State != content.Approved || before.Author == by {
		return false, false, conflict("ReportOpinion", fmt.Errorf("opinion %d: %w", id, errNoOther))
	}
	reported, err := tx.exec(sqlReport, int64(id), int64(by), micro(tx.now), r.Weight)
	if err == nil && reported == 0 {
		_, err = tx.row(sqlReportJudged, []any{int64(id), int64(by)}, &judged)
		return false, judged, err
	}
	if err != nil {
		return false, false, err
	}
	var reports, weight int
	if _, err := tx.row(sqlReports, []any{int64(id)}, &reports, &weight); err != nil || weight < r.Queue {
		return err == nil, false, err
	}
	after := before
	after.Reports = reports
	if weight >= r.Hide && after.Edited == "" { // one with a newer text stands in front of the queue already
		after.State = content.Pending
	}
	_, err = tx.revise(before, after, nil)
	return err == nil, false, err
}

// ReportsSince returns how many reports a reader has made since a time.
func (tx *Tx) ReportsSince(by content.ReaderID, since time.Time) (n int, err error) {
	_, err = tx.row(sqlReportsSince, []any{int64(by), micro(since)}, &n)
	return n, err
}

// settleReports ends what a decision on an opinion makes of the reports of it. Those of an older text are dropped: whoever made them may report the newer one.
func (tx *Tx) settleReports(before content.Opinion, approve bool) error {
	settle := sqlJudgeReports
	switch {
	case before.Edited != "" && !approve:
		return nil // the text that they are about stays
	case approve && before.Waits() && (before.Reports == 0 || before.Edited != ""):
		settle = sqlDropReports
	}
	return tx.write(settle, int64(before.ID))
}

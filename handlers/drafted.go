package handlers

import (
	"context"
	"log/slog"

	"aitys/drafting"
)

// Summarizer is a service that writes summaries and polls.
type Summarizer interface {
	// Ask gives the service its task and the text to do it on, and returns what it answers. The error holds neither.
	Ask(ctx context.Context, task, given string) ([]byte, error)
}

// Draft drafts an article of its text: with the summaries and polls of a service where there is one and it gives something that can be taken, else by the rules, which the
// draft then says. It takes as long as the service does; the error is drafting's.
func Draft(ctx context.Context, service Summarizer, log *slog.Logger, source string, o drafting.Options) (*drafting.Draft, error) {
	d, err := drafting.FromText(source, o)
	if err != nil || service == nil {
		return d, err
	}
	answer, err := service.Ask(ctx, d.Task(), d.Given(source))
	if err == nil {
		err = d.Propose(source, answer)
	}
	if err != nil {
		log.Warn("the drafting service is of no help: a draft was made without it", "cause", err)
		d.WithoutProposal()
	}
	return d, nil
}

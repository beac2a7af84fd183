package handlers

import (
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workDigest is the work of beginning the week's digest.
	workDigest  = "digest"
	digestDay   = time.Monday
	digestClock = 10 * time.Hour
	// digestArticles is how many of the week's articles the digest names, digestExcerpt how much of an opinion it shows, in graphemes.
	digestArticles = 8
	digestExcerpt  = 200
)

// scheduleDigest schedules the next digest, unless it is.
func (n *Newsroom) scheduleDigest(tx *storage.Tx) error {
	return tx.ScheduleOnce(content.Due{Work: workDigest, At: nextDigest(tx.Now(), n.zone)})
}

// nextDigest is the first Monday morning after a time.
func nextDigest(after time.Time, zone *time.Location) time.Time {
	day := after.In(zone)
	days := (int(digestDay) - int(day.Weekday()) + 7) % 7
	at := onClock(day, days, digestClock)
	if !at.After(after) {
		at = onClock(day, days+7, digestClock)
	}
	return at
}

// beginDigest begins the digest of the week that ends, unless nothing was published in it or nobody wants it.
func beginDigest(t *turn) error {
	articles, err := t.weekOf(t.tx.Now())
	if err != nil {
		return err
	}
	wanted, err := t.tx.CountSubscribers(content.Digest)
	if err != nil {
		return err
	}
	if len(articles) > 0 && wanted > 0 {
		if err := broadcast(t.tx, content.WeekDigest, 0, 0); err != nil {
			return err
		}
	}
	return t.scheduleDigest(t.tx)
}

// weekOf returns the articles published in the week before a time, newest first, some of them where there are many.
func (t *turn) weekOf(end time.Time) ([]*content.Published, error) {
	page, _, err := t.tx.Articles(storage.ArticleCursor{}, digestArticles)
	if err != nil {
		return nil, err
	}
	var week []*content.Published
	for _, published := range page {
		if published.At.After(end.AddDate(0, 0, -7)) && !published.At.After(end) {
			week = append(week, published)
		}
	}
	return week, nil
}

// week is the digest: the week's articles with their numbers, and the opinion that readers agreed with most.
func (c *casting) week(voice *phrases.Voice) (screen, []content.OpinionID, error) {
	articles, err := c.weekOf(c.MadeAt)
	if err != nil {
		return screen{}, nil, err
	}
	s := screen{text: voice.Say(phrases.DigestHead)}
	var best content.Opinion
	for _, published := range articles {
		article := published.For(voice.Lang(), c.language)
		line, err := c.digestLine(voice, published, article)
		if err != nil {
			return screen{}, nil, err
		}
		s.text = paragraphs(s.text, line)
		s.rows = append(s.rows, []link{{label: article.Title, to: place{toSummary, published, ""}}})
		top, err := c.tx.Opinions(published.ID, "", content.MostAgreed, 0, true, 1)
		if err != nil {
			return screen{}, nil, err
		}
		if len(top) > 0 && top[0].Agree > best.Agree {
			best = top[0]
		}
	}
	if best.ID == 0 {
		return s, nil, nil
	}
	quote := turn{Newsroom: c.Newsroom, tx: c.tx, voice: voice}
	s.text = paragraphs(s.text, voice.Count(phrases.DigestOpinion, best.Agree, phrases.Args{
		"Signed": quote.author(best), "Excerpt": quote.excerpt(best, digestExcerpt),
	}))
	at := spot{order: content.MostAgreed, opinion: best}
	s.rows = append(s.rows, []link{{label: voice.Plain(phrases.ButtonOpinions), data: at.data(toOpinion, "")}})
	return s, quote.quoted, nil
}

// digestLine is an article's title and what readers did about it.
func (c *casting) digestLine(voice *phrases.Voice, published *content.Published, article *content.Article) (content.HTML, error) {
	opinions, err := c.tx.CountOpinions(published.ID, "")
	if err != nil {
		return "", err
	}
	open, err := c.tx.OpenPolls(published.ID)
	if err != nil {
		return "", err
	}
	votes := 0
	for _, poll := range open {
		count, err := c.tx.CountOf(poll.ID)
		if err != nil {
			return "", err
		}
		votes += count.Voters
	}
	line := voice.Say(phrases.ArticleLine, phrases.Args{"Title": article.Title})
	if opinions+votes > 0 {
		line += "\n" + voice.Count(phrases.DigestOpinions, opinions) + " · " + voice.Count(phrases.DigestVotes, votes)
	}
	return line, nil
}

package handlers

import (
	"slices"
	"strconv"

	"aitys/content"
	"aitys/phrases"
)

// The settings of an article's publication, by their names in the store.
const (
	settingSections = "sections" // "on": each section has a post of its own
	settingOpinions = "opinions" // which approved opinions are posted under the article: see opinionPosts
)

// opinionPosts are the values of settingOpinions in the order in which its button goes through them. Numbers are hours between digests; the first one is what holds
// while nothing is set.
var opinionPosts = []string{"featured", "each", "6", "12", "24", opinionsNone}

// opinionsNone is the value by which no opinion is posted, not even a featured one.
const opinionsNone = "none"

// settings are those of one article.
type settings struct {
	sections bool
	opinions string
}

// settingsOf reads the settings of an article, also of one that is not published yet.
func (t *turn) settingsOf(slug content.Slug) (s settings, err error) {
	article, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return s, err
	}
	return t.settings(article)
}

func (t *turn) settings(article content.ArticleID) (s settings, err error) {
	sections, err := t.tx.Setting(article, settingSections)
	if err != nil {
		return s, err
	}
	s.sections = sections == "on"
	s.opinions, err = t.tx.Setting(article, settingOpinions)
	if !slices.Contains(opinionPosts, s.opinions) {
		s.opinions = opinionPosts[0]
	}
	return s, err
}

// nextOpinions is the value of settingOpinions after one.
func nextOpinions(value string) string {
	return opinionPosts[(slices.Index(opinionPosts, value)+1)%len(opinionPosts)]
}

// setPublication gives a setting the value that a button carries: two taps of one button, or two editors at once, mean the same value. Posts follow it as they come.
func (t *turn) setPublication(slug content.Slug, name, value string) error {
	article, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return stale("handlers.setPublication")
	}
	switch {
	case name == publishOpinions && slices.Contains(opinionPosts, value):
		return t.set(article, settingOpinions, value)
	case name == publishSections && (value == "on" || value == "off"):
		return t.set(article, settingSections, value)
	}
	return stale("handlers.setPublication")
}

// set changes a setting of an article's, and notes so in the record.
func (t *turn) set(article content.ArticleID, name, value string) error {
	if err := t.tx.Set(article, name, value); err != nil {
		return err
	}
	return t.record(content.Entry{What: content.DeedSettings, Article: article, Code: name + "." + value})
}

// opinionSetting is the label of the button that shows which opinions are posted.
func (t *turn) opinionSetting(value string) string {
	switch value {
	case "featured":
		return t.voice.Plain(phrases.ButtonOpinionsFeatured)
	case "each":
		return t.voice.Plain(phrases.ButtonOpinionsEach)
	case opinionsNone:
		return t.voice.Plain(phrases.ButtonOpinionsNone)
	}
	hours, _ := strconv.Atoi(value) // one of ours
	return t.voice.Plain(phrases.ButtonOpinionsDigest, phrases.Args{"Hours": hours})
}

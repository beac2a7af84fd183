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
var opinionPosts = []string{"featured", "each", "6", "12", "24"}

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

// nextSetting goes on to a setting's next value, and lets the posts follow where they stand.
func (t *turn) nextSetting(slug content.Slug, name string) error {
	article, err := t.tx.ArticleNumber(slug)
	if err != nil {
		return stale("handlers.nextSetting")
	}
	now, err := t.settings(article)
	if err != nil {
		return err
	}
	if name == publishOpinions {
		at := slices.Index(opinionPosts, now.opinions)
		return t.set(article, settingOpinions, opinionPosts[(at+1)%len(opinionPosts)])
	}
	value := "on"
	if now.sections {
		value = "off"
	}
	return t.set(article, settingSections, value)
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
	}
	hours, _ := strconv.Atoi(value) // one of ours
	return t.voice.Plain(phrases.ButtonOpinionsDigest, phrases.Args{"Hours": hours})
}

package handlers

import (
	"slices"

	"aitys/content"
	"aitys/phrases"
)

// articleSetting is a setting that an article alone has, with its values, of which the first one holds while nothing is set.
type articleSetting struct {
	name   string
	values []string
}

// articleSettings are how an article's discussion runs, in the order in which they are shown.
var articleSettings = []articleSetting{
	{settingWriters, []string{writersAll, writersKnown, writersPublished}},
	{settingPolls, []string{pollsAsked, pollsClosed, pollsOff}},
	{settingOpinions, opinionPosts},
	{settingPin, []string{modeOff, modeOn}},
}

// runningLabels are the buttons of those settings, by NAME.VALUE. Which opinions are posted has its words in opinionSetting.
var runningLabels = map[string]phrases.Key{
	settingWriters + "." + writersAll: phrases.ButtonWritersAll, settingWriters + "." + writersKnown: phrases.ButtonWritersKnown,
	settingWriters + "." + writersPublished: phrases.ButtonWritersPublished,

	settingPolls + "." + pollsAsked: phrases.ButtonPollsAsked, settingPolls + "." + pollsClosed: phrases.ButtonPollsClosed, settingPolls + "." + pollsOff: phrases.ButtonPollsOff,

	settingPin + "." + modeOff: phrases.ButtonPinOff, settingPin + "." + modeOn: phrases.ButtonPinOn,
}

// articleSettingNamed finds one of them; false where there is none of that name.
func articleSettingNamed(name string) (articleSetting, bool) {
	i := slices.IndexFunc(articleSettings, func(s articleSetting) bool { return s.name == name })
	if i < 0 {
		return articleSetting{}, false
	}
	return articleSettings[i], true
}

// of is its value for an article.
func (s articleSetting) of(t *turn, article content.ArticleID) (string, error) {
	value, err := t.tx.Setting(article, s.name)
	if !slices.Contains(s.values, value) {
		value = s.values[0]
	}
	return value, err
}

// label is its button where it has a value.
func (s articleSetting) label(t *turn, value string) string {
	if s.name == settingOpinions {
		return t.opinionSetting(value)
	}
	return t.voice.Plain(runningLabels[s.name+"."+value])
}

// runningRows are the buttons of an article's settings, each with the value that it has, which go on to the next one.
func (t *turn) runningRows(article content.ArticleID) (rows [][]link, err error) {
	for _, s := range articleSettings {
		value, err := s.of(t, article)
		if err != nil {
			return nil, err
		}
		next := s.values[(slices.Index(s.values, value)+1)%len(s.values)]
		rows = append(rows, []link{{label: s.label(t, value), data: modesData(article, s.name+"."+next)}})
	}
	return rows, nil
}

// runningSaid says what an article's settings mean to its readers, where they are not as at first.
func (t *turn) runningSaid(article content.ArticleID) (said []content.HTML, err error) {
	for _, say := range []func(content.ArticleID) (content.HTML, error){t.writersNote, t.pollsSoonSaid} {
		one, err := say(article)
		if err != nil {
			return nil, err
		}
		said = append(said, one)
	}
	return said, nil
}

// setArticle gives an article's setting the value that a button carries, and lets follow what follows from it.
func (t *turn) setArticle(article content.ArticleID, s articleSetting, value string) error {
	if article == 0 || !slices.Contains(s.values, value) {
		return stale("handlers.setArticle")
	}
	before, err := s.of(t, article)
	if err != nil || before == value {
		return err
	}
	if err := t.set(article, s.name, value); err != nil {
		return err
	}
	switch s.name {
	case settingPolls:
		return t.pollsSoon(article)
	case settingPin:
		return t.followPin(article, t.reader.ID)
	}
	return nil
}

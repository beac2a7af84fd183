package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// asNewsroom is what a button carries by which an article does as the newsroom does; modesTry what the one does that tries the filters.
const (
	asNewsroom = "as"
	modesTry   = "try"
)

// settingNames are how the settings are called on their buttons, with Value.
var settingNames = map[string]phrases.Key{
	settingModeration: phrases.SettingModeration, settingTrusted: phrases.SettingTrusted, settingSecond: phrases.SettingSecond, settingFilters: phrases.SettingFilters,
	settingReject: phrases.SettingReject, settingReports: phrases.SettingReports, settingTarget: phrases.SettingTarget, settingSurge: phrases.SettingSurge,
}

// valueNames are how the values are called that are no numbers.
var valueNames = map[string]phrases.Key{
	modePre: phrases.ValuePre, modePost: phrases.ValuePost, modeOff: phrases.ValueOff, modeOn: phrases.ValueOn, modeUsual: phrases.ValueUsual, modeStrict: phrases.ValueStrict,
	modeAdvise: phrases.ValueAdvise, modeItself: phrases.ValueItself,
}

// settingsCommand shows how opinions are moderated, and of an article how its discussion runs: /settings [SLUG].
func settingsCommand(t *turn) error {
	slug := content.Slug(strings.ToLower(firstWord(t.argument)))
	if slug == "" {
		return t.showModes(0)
	}
	article, err := t.tx.ArticleNumber(slug)
	if content.CodeOf(err) == content.NotFound {
		return unknownArticle(slug)
	}
	if err != nil {
		return err
	}
	return t.showModes(article)
}

// showModes shows the settings of an article, 0: the newsroom's, each as a button with the value that it has.
func (t *turn) showModes(article content.ArticleID) error {
	m, err := t.modeOf(article)
	if err != nil {
		return err
	}
	own, newsroom, err := t.tx.Settings(article)
	if err != nil {
		return err
	}
	said, err := t.modesSaid(article, m)
	if err != nil {
		return err
	}
	if article == 0 {
		own = newsroom
	}
	var rows [][]link
	if article != 0 {
		if rows, err = t.runningRows(article); err != nil {
			return err
		}
	}
	for _, s := range modeSettings {
		if s.whole && article != 0 {
			continue
		}
		rows = append(rows, []link{{label: t.settingLabel(article, s, m, own[s.name]), data: modesData(article, s.name+"."+s.next(article, own[s.name]))}})
	}
	rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonTryFilters, phrases.Args{"Count": mostTried}), data: modesData(article, modesTry)}})
	if article != 0 {
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonNewsroomModes), data: modesData(0, "")}})
	}
	t.show(screen{text: said, rows: rows})
	return nil
}

func modesData(article content.ArticleID, what string) string {
	return strings.TrimSuffix(string(toModes)+"."+strconv.FormatInt(int64(article), 36)+"."+what, ".")
}

// next is the value behind one: of an article first that of the newsroom, "as".
func (s modeSetting) next(article content.ArticleID, set string) string {
	values := s.values
	if article != 0 {
		values = append([]string{asNewsroom}, values...)
	}
	return values[(max(0, slices.Index(values, set))+1)%len(values)]
}

func (t *turn) settingLabel(article content.ArticleID, s modeSetting, m modes, set string) string {
	value := t.settingValue(s.name, m.values[s.name])
	if article != 0 && !slices.Contains(s.values, set) {
		value = t.voice.Plain(phrases.ValueAsNewsroom, phrases.Args{"Value": value})
	}
	return t.voice.Plain(settingNames[s.name], phrases.Args{"Value": value})
}

// settingValue is a value as people read it.
func (t *turn) settingValue(name, value string) string {
	if key, named := valueNames[value]; named {
		return t.voice.Plain(key)
	}
	switch name {
	case settingTarget:
		long, _ := time.ParseDuration(value) // one of ours
		return t.lasted(long)
	case settingSecond:
		return t.voice.Plain(phrases.ValuePercent, phrases.Args{"Number": value})
	case settingTrusted:
		number, _ := strconv.Atoi(value) // one of ours
		return unmarked(t.voice.Count(phrases.ValueApproved, number))
	}
	return value
}

// modesSaid says whose settings they are, and what holds besides them.
func (t *turn) modesSaid(article content.ArticleID, m modes) (content.HTML, error) {
	parts := []content.HTML{t.voice.Say(phrases.SettingsNewsroom)}
	if article != 0 {
		title, err := t.titleOf(article)
		if err != nil {
			return "", err
		}
		running, err := t.runningSaid(article)
		if err != nil {
			return "", err
		}
		parts = append([]content.HTML{t.voice.Say(phrases.SettingsArticle, phrases.Args{"Title": title})}, running...)
	}
	if m.sensitive {
		parts = append(parts, t.voice.Say(phrases.SettingsSensitive))
	}
	if m.surging {
		parts = append(parts, t.voice.Say(phrases.SettingsSurging))
	}
	return paragraphs(append(parts, t.voice.Say(phrases.SettingsHow))...), nil
}

// titleOf is how an article is called, also one that readers do not see yet.
func (t *turn) titleOf(article content.ArticleID) (string, error) {
	published, err := t.tx.Article(article)
	if content.CodeOf(err) == content.NotFound {
		return t.voice.Plain(phrases.SettingsUnpublished), nil
	}
	if err != nil {
		return "", err
	}
	return published.For(t.voice.Lang(), t.language).Title, nil
}

// modesPress does what a button of the page says: ARTICLE, ARTICLE.NAME.VALUE or ARTICLE.try.
func modesPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	written, rest, _ := strings.Cut(t.argument, ".")
	number, err := strconv.ParseInt(written, 36, 64)
	article := content.ArticleID(number)
	if err != nil || article < 0 {
		return stale("handlers.modesPress")
	}
	if known, err := t.tx.HasArticle(article); err != nil || !known && article != 0 {
		return staleUnless(err, "handlers.modesPress")
	}
	name, value, _ := strings.Cut(rest, ".")
	switch name {
	case "":
		return t.showModes(article)
	case modesTry:
		return t.tryFilters(article)
	}
	if err := t.setMode(article, name, value); err != nil {
		return err
	}
	return t.showModes(article)
}

// staleUnless is the store's error, else the refusal of a button that leads nowhere.
func staleUnless(err error, op string) error {
	if err != nil {
		return err
	}
	return stale(op)
}

// setMode gives a setting the value that a button carries: two taps of one button, or two editors at once, mean the same value.
func (t *turn) setMode(article content.ArticleID, name, value string) error {
	if s, known := articleSettingNamed(name); known {
		return t.setArticle(article, s, value)
	}
	i := slices.IndexFunc(modeSettings, func(s modeSetting) bool { return s.name == name })
	if i < 0 || modeSettings[i].whole && article != 0 {
		return stale("handlers.setMode")
	}
	switch {
	case slices.Contains(modeSettings[i].values, value):
		if err := t.set(article, name, value); err != nil {
			return err
		}
	case value == asNewsroom && article != 0:
		if err := t.tx.Unset(article, name); err != nil {
			return err
		}
		if err := t.record(content.Entry{What: content.DeedSettings, Article: article, Code: name + "." + asNewsroom}); err != nil {
			return err
		}
	default:
		return stale("handlers.setMode")
	}
	if !modeSettings[i].whole {
		return nil
	}
	return t.surgeAnew()
}

// tryFilters lets the filters be tried on what was decided; the answer comes by itself.
func (t *turn) tryFilters(article content.ArticleID) error {
	m, err := t.modeOf(article)
	if err != nil {
		return err
	}
	if err := t.tx.AddTrial(storage.Trial{By: t.reader.ID, Article: article, Filters: m.values[settingFilters]}); err != nil {
		return err
	}
	t.answer.Text = text.Truncate(t.voice.Plain(phrases.PressTrying), 190)
	return t.tx.ScheduleOnce(content.Due{Work: workTrial, At: t.tx.Now()})
}

package handlers

import (
	"slices"
	"strconv"
	"time"

	"aitys/content"
	"aitys/moderation"
)

// The settings of how opinions are moderated, by their names in the store: of an article, else of the newsroom.
const (
	settingModeration = "moderation"
	settingTrusted    = "trusted" // from how many approved opinions on an author's appear by themselves
	settingSecond     = "second"  // per cent of decisions at which somebody else looks again
	settingFilters    = "filters"
	settingReject     = "reject" // what is done with what the filters would reject
	settingTarget     = "target" // how long the oldest opinion is to wait at most
	settingSurge      = "surge"
	// settingSurging is the newsroom's state, which nobody sets: since when surge mode is on, in unix microseconds.
	settingSurging = "surging"
)

// The values that are no numbers.
const (
	modePre, modePost      = "pre", "post"
	modeOff, modeOn        = "off", "on"
	modeUsual, modeStrict  = "usual", "strict"
	modeAdvise, modeItself = "advise", "itself"
)

// modeSetting is a setting with its values, of which the first one holds while nothing is set.
type modeSetting struct {
	name   string
	values []string
	whole  bool // of the newsroom alone: there is one queue
}

// modeSettings are all of them, in the order in which they are shown.
var modeSettings = []modeSetting{
	{settingModeration, []string{modePre, modePost}, false},
	{settingTrusted, []string{modeOff, "3", "5", "10"}, false},
	{settingSecond, []string{modeOff, "5", "10", "20"}, false},
	{settingFilters, []string{modeUsual, modeStrict}, false},
	{settingReject, []string{modeAdvise, modeItself}, false},
	{settingReports, []string{strconv.Itoa(usualReports), "5", "10"}, false},
	{settingTarget, []string{"2h", "30m", "6h", "12h"}, true},
	{settingSurge, []string{modeOn, modeOff}, true},
}

// modes are how opinions on an article are moderated.
type modes struct {
	values    map[string]string
	surging   bool
	sensitive bool // everything is moderated first
}

// modeOf reads how opinions on an article are moderated; on 0: where the newsroom says nothing else.
func (t *turn) modeOf(article content.ArticleID) (modes, error) {
	own, newsroom, err := t.tx.Settings(article)
	if err != nil {
		return modes{}, err
	}
	m := modes{values: map[string]string{}, surging: newsroom[settingSurging] != ""}
	for _, s := range modeSettings {
		m.values[s.name] = s.holds(own[s.name], newsroom[s.name])
	}
	if article != 0 {
		m.sensitive, err = t.sensitive(article)
	}
	return m, err
}

// holds is the first of some values that is one of the setting's, else what is usual.
func (s modeSetting) holds(set ...string) string {
	for _, value := range set {
		if slices.Contains(s.values, value) {
			return value
		}
	}
	return s.values[0]
}

// sensitive tells whether an article asks in any of its languages that everything be moderated first.
func (t *turn) sensitive(id content.ArticleID) (bool, error) {
	published, err := t.tx.Article(id)
	if err != nil {
		return false, ifKnown(err)
	}
	for _, article := range published.In {
		if article.Sensitive {
			return true, nil
		}
	}
	return false, nil
}

// post tells whether what passes the filters is shown at once.
func (m modes) post() bool { return m.values[settingModeration] == modePost && !m.sensitive }

// trusted is from how many approved opinions on an author's appear by themselves; 0: never.
func (m modes) trusted() int {
	if m.sensitive {
		return 0
	}
	return m.number(settingTrusted)
}

// number is a setting's value, where it is off 0.
func (m modes) number(name string) int {
	number, _ := strconv.Atoi(m.values[name]) // "off"
	return number
}

// limits are those of the filters.
func (m modes) limits() moderation.Limits {
	if m.surging || m.values[settingFilters] == modeStrict {
		return moderation.StrictLimits
	}
	return moderation.DefaultLimits
}

// target is how long the oldest opinion is to wait at most.
func (m modes) target() time.Duration {
	target, _ := time.ParseDuration(m.values[settingTarget]) // one of ours
	return target
}

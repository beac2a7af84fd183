package handlers

import (
	"strings"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
)

// codeNames are how codes of the record are called, by the deed beside which they stand. What a deed's own name says already has none.
var codeNames = map[content.Deed]map[string]phrases.Key{
	content.DeedApprove: {codePost: phrases.ValuePost, codeTrusted: phrases.CodeTrusted},
	content.DeedUndo: {
		string(content.ToApprove): phrases.DeedApprove, string(content.ToReject): phrases.DeedReject, string(content.ToFeature): phrases.DeedFeature,
		string(content.DeedTakedown): phrases.DeedTakedown,
	},
	content.DeedAppealDecided: {string(content.AppealGranted): phrases.CodeGranted, string(content.AppealDenied): phrases.CodeDenied},
	content.DeedLookAgain:     {settleKeep: phrases.CodeKept, settleChange: phrases.CodeChanged},
	content.DeedWords: {
		"add." + string(moderation.BlockedWord): phrases.CodeBlocked, "add." + string(moderation.SuspectWord): phrases.CodeSuspect, "remove": phrases.CodeUnlisted,
	},
	content.DeedSettings: {codeSurgeOn: phrases.CodeSurgeBegins, codeSurgeOff: phrases.CodeSurgeEnds},
	content.DeedExport:   {"votes": ""},
}

// reasonCodes are how changes of the list of reasons are called; behind each stands which reason it was.
var reasonCodes = map[string]phrases.Key{
	"add": phrases.CodeReasonAdded, reasonChange: phrases.CodeReasonChanged, reasonUp: phrases.CodeReasonRaised, reasonRemoved: phrases.CodeReasonRemoved,
}

// codeSaid is a code of the record as people read it; one that nobody has named stands there as it is.
func (t *turn) codeSaid(e content.Entry) (string, error) {
	if e.What == content.DeedReject {
		return t.reasonName(e.Code)
	}
	if key, named := codeNames[e.What][e.Code]; named && key == "" {
		return "", nil
	} else if named {
		return t.voice.Plain(key), nil
	}
	if e.What != content.DeedSettings {
		return e.Code, nil
	}
	name, value, _ := strings.Cut(e.Code, ".")
	return t.settingSaid(name, value, e.Code), nil
}

// settingSaid is what a setting was changed to, as its button says it.
func (t *turn) settingSaid(name, value, code string) string {
	change, _, _ := strings.Cut(value, ".")
	switch key, isMode := settingNames[name]; {
	case isMode && value == asNewsroom:
		return t.voice.Plain(key, phrases.Args{"Value": t.voice.Plain(phrases.CodeAsNewsroom)})
	case isMode:
		return t.voice.Plain(key, phrases.Args{"Value": t.settingValue(name, value)})
	case name == settingSections && value == modeOn:
		return t.voice.Plain(phrases.ButtonSectionPostsOn)
	case name == settingSections:
		return t.voice.Plain(phrases.ButtonSectionPostsOff)
	case name == settingOpinions:
		return t.opinionSetting(value)
	case name == "reasons" && reasonCodes[change] != "":
		return t.voice.Plain(reasonCodes[change])
	}
	return code
}

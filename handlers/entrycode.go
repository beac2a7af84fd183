package handlers

import (
	"strings"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
)

// asReasons begins the codes of what was done with the list of reasons.
const asReasons = "reasons"

// codePhrases are what people read of a code, by the deed that it belongs to. What an undoing undid, reasons and settings have their words elsewhere. An export's code says
// nothing that its deed does not.
var codePhrases = map[content.Deed]map[string]phrases.Key{
	content.DeedApprove:       {codePost: phrases.CodePost, codeTrusted: phrases.CodeTrusted},
	content.DeedAppealDecided: {string(content.AppealGranted): phrases.CodeGranted, string(content.AppealDenied): phrases.CodeDenied},
	content.DeedLookAgain:     {settleKeep: phrases.CodeKept, settleChange: phrases.CodeChanged},
	content.DeedWords: {
		"add." + string(moderation.BlockedWord): phrases.CodeBlockedWord, "add." + string(moderation.SuspectWord): phrases.CodeSuspectWord, "remove": phrases.CodeUnlisted,
	},
	content.DeedPublish: {codeRevision: phrases.CodeRevision, codeCorrection: phrases.CodeCorrection, codeRollback: phrases.CodeRollback},
	content.DeedCancel:  {settingDiscussion: phrases.CodeDiscussion, workRevise: phrases.CodeRevision},
	content.DeedTeam: {
		roleWords[content.RoleModerator]: phrases.CodeModerator, roleWords[content.RoleEditor]: phrases.CodeEditor, roleWords[content.RoleOwner]: phrases.CodeOwner,
		roleRemoved: phrases.CodeRemoved,
	},
	content.DeedSettings: {
		codeSurgeOn: phrases.CodeSurgeOn, codeSurgeOff: phrases.CodeSurgeOff,
		settingDiscussion + "." + runPause: phrases.CodeDiscussionPause, settingDiscussion + "." + runResume: phrases.CodeDiscussionResume,
		settingDiscussion + "." + runClose: phrases.CodeDiscussionClose, settingDiscussion + "." + runReopen: phrases.CodeDiscussionReopen,
		settingSections + "." + "on": phrases.ButtonSectionPostsOn, settingSections + "." + "off": phrases.ButtonSectionPostsOff,
	},
}

// reasonDeeds are what people read of a change to the list of reasons.
var reasonDeeds = map[string]phrases.Key{
	reasonsAdd: phrases.CodeReasonAdded, reasonChange: phrases.CodeReasonChanged, reasonRemoved: phrases.CodeReasonRemoved, reasonUp: phrases.CodeReasonRaised,
}

// codeSaid is an entry's code in words; one that is not known, which a later version has written, as it is.
func (t *turn) codeSaid(e content.Entry) (string, error) {
	if key, known := codePhrases[e.What][e.Code]; known {
		return t.voice.Plain(key), nil
	}
	switch {
	case e.Code == "" || e.What == content.DeedExport:
		return "", nil
	case e.What == content.DeedReject:
		return t.reasonName(e.Code)
	case e.What == content.DeedUndo:
		return t.undoneSaid(content.Deed(e.Code)), nil
	case e.What == content.DeedSettings:
		return t.settingSaid(e)
	}
	return e.Code, nil
}

// undoneSaid names the decision that was taken back before it had taken effect.
func (t *turn) undoneSaid(deed content.Deed) string {
	key, known := deedPhrases[deed]
	if !known {
		return string(deed)
	}
	return t.voice.Plain(phrases.CodeUndone, phrases.Args{"Deed": t.voice.Plain(key)})
}

// settingSaid is a setting with the value that it was given, as its button has them.
func (t *turn) settingSaid(e content.Entry) (string, error) {
	name, value, _ := strings.Cut(e.Code, ".")
	key, named := settingNames[name]
	if label, known := runningLabels[e.Code]; known {
		return t.voice.Plain(label), nil
	}
	switch {
	case name == asReasons:
		return t.reasonDeed(e, value)
	case name == settingOpinions:
		return t.opinionSetting(value), nil
	case !named:
		return e.Code, nil
	case value == asNewsroom:
		return t.voice.Plain(key, phrases.Args{"Value": t.voice.Plain(phrases.CodeAsNewsroom)}), nil
	}
	return t.voice.Plain(key, phrases.Args{"Value": t.settingValue(name, value)}), nil
}

// reasonDeed says what was done with which reason: DEED.CODE. Where its words stand behind that anyway, or were erased, it is not named.
func (t *turn) reasonDeed(e content.Entry, code string) (string, error) {
	what, reason, _ := strings.Cut(code, ".")
	key, known := reasonDeeds[what]
	if !known {
		return e.Code, nil
	}
	said := t.voice.Plain(key)
	if e.Reason != "" || e.Erased {
		return said, nil
	}
	name, err := t.reasonName(reason)
	return said + ": " + name, err
}

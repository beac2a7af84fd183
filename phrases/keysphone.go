package phrases

// What an editor with a phone in hand needs besides: ways back, and times and languages in words.
const (
	EditSaved         Key = "editDraft.saved"
	EditLeft          Key = "editDraft.left"
	ButtonLeaveAsIs   Key = "button.leaveAsIs"
	ButtonWhatChanges Key = "button.whatChanges"
	ScheduleTomorrow  Key = "schedule.tomorrow" // as an editor types it: see content.ParseWhen
	ScheduleSoon      Key = "schedule.soon"     // the same
	DraftByYou        Key = "draft.byYou"
	LanguageEnglish   Key = "language.english"
	LanguageRussian   Key = "language.russian"
	LanguageKazakh    Key = "language.kazakh"
	PublishGoes       Key = "publish.goes" // Title, Channel
	ButtonPrune       Key = "button.prune" // counts figures
	PruneAsk          Key = "prune.ask"
	PrunePage         Key = "prune.page" // Page, Pages
	PruneChanged      Key = "prune.changed"
	Pruned            Key = "prune.done"      // counts figures
	ButtonPruneYes    Key = "button.pruneYes" // counts figures
	ButtonPruneAll    Key = "button.pruneAll"
	ButtonPageBack    Key = "button.pageBack"
	ButtonPageOn      Key = "button.pageOn"
	LookHead          Key = "look.head"
	LookNothing       Key = "look.nothing"
	LookFigure        Key = "look.figure" // Figure, Doubt: a sentence of drafting's
	LookUnit          Key = "look.unit"
	LookLabels        Key = "look.labels" // counts figures
	LookMore          Key = "look.more"   // counts figures
)

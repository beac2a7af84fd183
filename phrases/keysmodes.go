package phrases

// How opinions are moderated: the settings, what the program decides by itself, second looks and surge mode.
const (
	HelpSettings        Key = "command.settings"
	ButtonModes         Key = "button.modes"
	ButtonNewsroomModes Key = "button.newsroomModes"
	ButtonTryFilters    Key = "button.tryFilters" // Count

	SettingsNewsroom    Key = "settings.newsroom"
	SettingsArticle     Key = "settings.article" // Title
	SettingsUnpublished Key = "settings.unpublished"
	SettingsSensitive   Key = "settings.sensitive"
	SettingsSurging     Key = "settings.surging"
	SettingsHow         Key = "settings.how"

	SettingModeration Key = "button.setModeration" // Value
	SettingTrusted    Key = "button.setTrusted"    // Value
	SettingSecond     Key = "button.setSecond"     // Value
	SettingFilters    Key = "button.setFilters"    // Value
	SettingReject     Key = "button.setReject"     // Value
	SettingReports    Key = "button.setReports"    // Value
	SettingTarget     Key = "button.setTarget"     // Value
	SettingSurge      Key = "button.setSurge"      // Value

	ValuePre        Key = "button.valuePre"
	ValuePost       Key = "button.valuePost"
	ValueOff        Key = "button.valueOff"
	ValueOn         Key = "button.valueOn"
	ValueUsual      Key = "button.valueUsual"
	ValueStrict     Key = "button.valueStrict"
	ValueAdvise     Key = "button.valueAdvise"
	ValueItself     Key = "button.valueItself"
	ValuePercent    Key = "button.valuePercent"    // Number
	ValueApproved   Key = "button.valueApproved"   // counted
	ValueAsNewsroom Key = "button.valueAsNewsroom" // Value

	PressTrying   Key = "press.trying"
	TriedHead     Key = "tried.head"     // counted; Filters, Held, Rejected, Approved
	TriedExamples Key = "tried.examples" // Opinions, First
	TriedNothing  Key = "tried.nothing"

	StartGreetingNow      Key = "start.greetingNow"      // as those without Now, where an opinion may appear before a moderator has read it
	StartGreetingNamedNow Key = "start.greetingNamedNow" // Name
	OpinionNow            Key = "opinion.now"
	PlainAskNow           Key = "plain.askNow"      // On
	PlainAskReplyNow      Key = "plain.askReplyNow" // ID
	PlainAskEditNow       Key = "plain.askEditNow"  // ID

	QueueUnseen         Key = "queue.unseen"
	EditShown           Key = "edit.shown"
	DecidedUnshown      Key = "decided.unshown"    // ID
	DecidedNoEditKept   Key = "decided.noEditKept" // ID
	ReasonBlockedWord   Key = "reason.blockedWord"
	ReasonReadsAsAdvert Key = "reason.readsAsAdvert"
	StatsProgram        Key = "stats.program"      // Approved, Rejected
	StatsProgramLast    Key = "stats.programLast"  // Opinions, First
	DeskProgramToday    Key = "desk.programToday"  // counted
	PressLookOwn        Key = "press.lookOwn"      // ID
	PressLookAgrees     Key = "press.lookAgrees"   // ID
	PressLookDiffers    Key = "press.lookDiffers"  // ID
	PressLookSettled    Key = "press.lookSettled"  // ID
	PressLookParty      Key = "press.lookParty"    // ID
	LooksDiffer         Key = "look.differ"        // First, FirstSaid, Other, OtherSaid
	LookApprove         Key = "button.lookApprove" // a decision in a word
	LookReject          Key = "button.lookReject"
	LookKept            Key = "look.kept"    // ID, By
	LookChanged         Key = "look.changed" // ID, By
	ButtonKeepShown     Key = "button.keepShown"
	ButtonKeepHidden    Key = "button.keepHidden"
	ButtonChangeHide    Key = "button.changeHide"
	ButtonChangeShow    Key = "button.changeShow"

	SurgeBegins    Key = "surge.begins" // Waited, Target, Minutes
	SurgeEnds      Key = "surge.ends"
	SurgeTooSoon   Key = "surge.tooSoon"      // Time, Minutes
	SurgeStillSoon Key = "press.surgeTooSoon" // Time, Minutes
)

package phrases

// Pausing and closing discussions.
const (
	HelpPause           Key = "command.pause"
	HelpResume          Key = "command.resume"
	HelpClose           Key = "command.close"
	HelpReopen          Key = "command.reopen"
	RunWhat             Key = "run.what"     // Command
	RunIsClosed         Key = "run.isClosed" // Slug
	RunOpen             Key = "run.open"     // Title
	RunPaused           Key = "run.paused"   // Title
	RunClosed           Key = "run.closed"   // Title
	RunCloses           Key = "run.closes"   // Title
	RunReopens          Key = "run.reopens"  // Title
	ButtonPause         Key = "button.pause"
	ButtonResume        Key = "button.resume"
	ButtonClose         Key = "button.close"
	ButtonReopen        Key = "button.reopen"
	PressTakenEffect    Key = "press.takenEffect"
	PressNothingChanged Key = "press.nothingChanged"
	DiscussionPaused    Key = "discussion.paused"
	DiscussionClosed    Key = "discussion.closed"
	CorrectionLine      Key = "correction.line" // Date, Line
)

// Pages whose address an editor sends.
const (
	PushFetching      Key = "push.fetching"
	PushPageAddress   Key = "push.pageAddress"
	PushPageForbidden Key = "push.pageForbidden"
	PushPageUnknown   Key = "push.pageUnknown"
	PushPageSlow      Key = "push.pageSlow"
	PushPageRefused   Key = "push.pageRefused"
	PushPageKind      Key = "push.pageKind"
	PushPageNone      Key = "push.pageNone"
)

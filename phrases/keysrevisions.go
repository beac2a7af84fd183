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

// Revisions.
const (
	HelpRevise            Key = "command.revise"
	ReviseHead            Key = "revise.head"     // Title
	ReviseNone            Key = "revise.none"     // Title, Slug
	ReviseLanguage        Key = "revise.language" // Language
	ReviseLeft            Key = "revise.left"     // Languages
	ReviseNewLanguage     Key = "revise.newLanguage"
	ReviseWaits           Key = "revise.waits"     // Title
	Revised               Key = "revise.done"      // Title
	RevisionsHead         Key = "revise.revisions" // Title; Number, Time: of the one that readers see
	RevisionsNone         Key = "revise.onlyOne"   // Title
	BackHead              Key = "revise.back"      // Title, Number
	CorrectionAsk         Key = "correction.ask"   // Most
	CorrectionLong        Key = "correction.long"  // Most
	ChangeNone            Key = "change.none"
	ChangeTitle           Key = "change.title"        // Words
	ChangeAbout           Key = "change.about"        // Words
	ChangeSummary         Key = "change.summary"      // Words
	ChangeHeading         Key = "change.heading"      // Words
	ChangeSectionAdded    Key = "change.sectionAdded" // After
	ChangeSectionGone     Key = "change.sectionGone"  // Before
	ChangeMoved           Key = "change.moved"
	ChangeFigureAdded     Key = "change.figureAdded" // Value, Label
	ChangeFigureGone      Key = "change.figureGone"  // Value, Label
	ChangeFigure          Key = "change.figure"      // Was, Is, Words
	ChangeFigureWords     Key = "change.figureWords" // Value, Words
	ChangePollAdded       Key = "change.pollAdded"   // Words
	ChangePollGone        Key = "change.pollGone"    // Words
	ChangePoll            Key = "change.poll"        // Words
	ButtonRevise          Key = "button.revise"
	ButtonCorrect         Key = "button.correct"
	ButtonDiscardRevision Key = "button.discardRevision"
	ButtonRevisions       Key = "button.revisions"
	ButtonRevision        Key = "button.revision" // Number, Time
	ButtonReviseShow      Key = "button.reviseShow"
	ButtonGoBack          Key = "button.goBack"
	StandsAsk             Key = "stands.ask"  // ID, On
	StandsKept            Key = "stands.kept" // ID
	ButtonStands          Key = "button.stands"
	ButtonFiguresNow      Key = "button.figuresNow"
)

// The team.
const (
	HelpTeam            Key = "command.team"
	TeamHead            Key = "team.head"
	TeamOwners          Key = "team.owners"
	TeamEditors         Key = "team.editors"
	TeamModerators      Key = "team.moderators"
	TeamConfigured      Key = "team.configured" // Reader
	TeamUnmet           Key = "team.unmet"
	TeamNamed           Key = "team.named"    // Reader, Name
	TeamNameless        Key = "team.nameless" // Reader
	TeamDesk            Key = "team.desk"
	TeamAsk             Key = "team.ask"
	TeamNoID            Key = "team.noID"
	TeamHidden          Key = "team.hidden"
	TeamBot             Key = "team.bot"
	TeamRole            Key = "team.role"            // Who
	TeamByConfiguration Key = "team.byConfiguration" // Setting
	TeamLeft            Key = "team.left"
	TeamIsModerator     Key = "team.isModerator"
	TeamIsEditor        Key = "team.isEditor"
	TeamIsOwner         Key = "team.isOwner"
	ButtonTeamAdd       Key = "button.teamAdd"
	ButtonTeamRemove    Key = "button.teamRemove"
	ButtonTeam          Key = "button.team"
	ButtonModerator     Key = "button.moderator"
	ButtonEditor        Key = "button.editor"
	ButtonOwner         Key = "button.owner"
)

// Reports.
const (
	HelpReport      Key = "command.report"
	ReportTitle     Key = "report.title"
	ReportHead      Key = "report.head" // Title
	ReportFile      Key = "report.file"
	ReportPeople    Key = "report.people" // Voices, Authors
	ReportVoices    Key = "report.voices"
	ReportOpinions  Key = "report.opinions"
	ReportStances   Key = "report.stances"
	ReportWaits     Key = "report.waits"
	ReportApproved  Key = "report.approved"
	ReportPending   Key = "report.pending"
	ReportRejected  Key = "report.rejected"
	ReportWithdrawn Key = "report.withdrawn"
	ReportBySection Key = "report.bySection"
	ReportPolls     Key = "report.polls"
	ReportAgreed    Key = "report.agreed"
	ReportDivided   Key = "report.divided"
	ReportVotes     Key = "report.votes" // ID, Agree, Disagree, Pass
	ReportNotice    Key = "report.notice"
	ReportDay       Key = "report.day" // Date
)

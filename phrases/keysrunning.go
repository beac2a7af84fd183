package phrases

// How an article's discussion runs: who may write, polls, what is posted under it and pinned.
const (
	ButtonWritersAll       Key = "button.writersAll"
	ButtonWritersKnown     Key = "button.writersKnown"
	ButtonWritersPublished Key = "button.writersPublished"
	ButtonPollsAsked       Key = "button.pollsAsked"
	ButtonPollsClosed      Key = "button.pollsClosed"
	ButtonPollsOff         Key = "button.pollsOff"
	ButtonOpinionsNone     Key = "button.opinionsNone"
	ButtonPinOff           Key = "button.pinOff"
	ButtonPinOn            Key = "button.pinOn"

	WritersKnown        Key = "writers.known"
	WritersKnownWhy     Key = "writers.knownWhy"
	WritersPublished    Key = "writers.published"
	WritersPublishedWhy Key = "writers.publishedWhy"
	WritersHere         Key = "writers.here"

	PollsClosed       Key = "polls.closed"
	SettingsPollsSoon Key = "settings.pollsSoon" // counted: seconds

	PinRefused Key = "pin.refused" // Title, Slug

	PublishHeld       Key = "publish.held" // Title; By: who, What: which part
	ButtonLookAtDraft Key = "button.lookAtDraft"
	DraftSuperseded   Key = "draft.superseded" // Title, Language, Slug

	// What the record says of discussions, revisions and roles.
	CodeDiscussionPause  Key = "code.discussionPause"
	CodeDiscussionResume Key = "code.discussionResume"
	CodeDiscussionClose  Key = "code.discussionClose"
	CodeDiscussionReopen Key = "code.discussionReopen"
	CodeDiscussion       Key = "code.discussion"
	CodeRevision         Key = "code.revision"
	CodeCorrection       Key = "code.correction"
	CodeRollback         Key = "code.rollback"
	CodeModerator        Key = "code.moderator"
	CodeEditor           Key = "code.editor"
	CodeOwner            Key = "code.owner"
	CodeRemoved          Key = "code.removed"

	CorrectionAskIn  Key = "correction.askIn"  // Language, Most
	CorrectionLineIn Key = "correction.lineIn" // Date, Language, Line
)

package phrases

// The record of what moderators and editors did, and the figures of it.
const (
	HelpAudit Key = "command.audit"
	HelpStats Key = "command.stats"

	RecordTitle     Key = "record.title"
	RecordOfOpinion Key = "record.ofOpinion" // ID
	RecordNone      Key = "record.none"
	RecordNoneOf    Key = "record.noneOf"  // ID
	RecordUnknown   Key = "record.unknown" // Given
	RecordHead      Key = "record.head"    // Count: entries; Hash
	RecordEntry     Key = "record.entry"   // Number, Time, Deed
	RecordOpinion   Key = "record.opinion" // ID
	RecordComment   Key = "record.comment" // ID
	RecordReader    Key = "record.reader"  // ID
	RecordBy        Key = "record.by"      // ID
	RecordByProgram Key = "record.byProgram"
	RecordSecond    Key = "record.second"
	RecordUntil     Key = "record.until"  // Time
	RecordQuoted    Key = "record.quoted" // Text
	RecordErased    Key = "record.erased"

	DeedApprove       Key = "deed.approve"
	DeedReject        Key = "deed.reject"
	DeedFeature       Key = "deed.feature"
	DeedUndo          Key = "deed.undo"
	DeedClaim         Key = "deed.claim"
	DeedWarn          Key = "deed.warn"
	DeedPremod        Key = "deed.premod"
	DeedMute          Key = "deed.mute"
	DeedBan           Key = "deed.ban"
	DeedUnban         Key = "deed.unban"
	DeedTakedown      Key = "deed.takedown"
	DeedHide          Key = "deed.hide"
	DeedAppeal        Key = "deed.appeal"
	DeedAppealDecided Key = "deed.appealDecided"
	DeedLookAgain     Key = "deed.lookAgain"
	DeedWords         Key = "deed.words"
	DeedSettings      Key = "deed.settings"
	DeedTeam          Key = "deed.team"
	DeedPublish       Key = "deed.publish"
	DeedCancel        Key = "deed.cancel"
	DeedAnnounce      Key = "deed.announce"
	DeedExport        Key = "deed.export"

	// What an entry's code says, beside the names of reasons and settings.
	CodeUndone        Key = "code.undone" // Deed
	CodePost          Key = "code.post"
	CodeTrusted       Key = "code.trusted"
	CodeGranted       Key = "code.granted"
	CodeDenied        Key = "code.denied"
	CodeKept          Key = "code.kept"
	CodeChanged       Key = "code.changed"
	CodeBlockedWord   Key = "code.blockedWord"
	CodeSuspectWord   Key = "code.suspectWord"
	CodeUnlisted      Key = "code.unlisted"
	CodeSurgeOn       Key = "code.surgeOn"
	CodeSurgeOff      Key = "code.surgeOff"
	CodeReasonAdded   Key = "code.reasonAdded"
	CodeReasonChanged Key = "code.reasonChanged"
	CodeReasonRemoved Key = "code.reasonRemoved"
	CodeReasonRaised  Key = "code.reasonRaised"
	CodeAsNewsroom    Key = "code.asNewsroom"
	ReasonBlocked     Key = "reason.blocked"

	StatsWaiting     Key = "stats.waiting"    // Count, above one; Time: how long the first one has
	StatsWaitingOne  Key = "stats.waitingOne" // Time
	StatsNoneWaits   Key = "stats.noneWaits"
	StatsDays        Key = "stats.days"    // Count
	StatsDecided     Key = "stats.decided" // Count
	StatsNone        Key = "stats.none"
	StatsWaited      Key = "stats.waited"   // Half, Most: times
	StatsLine        Key = "stats.line"     // Of, Number
	StatsRejected    Key = "stats.rejected" // Languages
	StatsHeld        Key = "stats.held"     // Languages
	StatsShare       Key = "stats.share"    // Language, Part, All, Percent
	StatsReasons     Key = "stats.reasons"  // Reasons
	StatsWritten     Key = "stats.written"
	StatsSecond      Key = "stats.second" // Count; Agreed
	StatsUnderMinute Key = "stats.underMinute"
	StatsMinutes     Key = "stats.minutes"  // Number
	StatsHours       Key = "stats.hours"    // Number
	StatsLongDays    Key = "stats.longDays" // Count
)

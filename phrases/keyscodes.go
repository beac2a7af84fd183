package phrases

// What /audit says about how something was done, behind what was done.
const (
	CodeTrusted       Key = "code.trusted"
	CodeGranted       Key = "code.granted"
	CodeDenied        Key = "code.denied"
	CodeKept          Key = "code.kept"
	CodeChanged       Key = "code.changed"
	CodeBlocked       Key = "code.blocked"
	CodeSuspect       Key = "code.suspect"
	CodeUnlisted      Key = "code.unlisted"
	CodeSurgeBegins   Key = "code.surgeBegins"
	CodeSurgeEnds     Key = "code.surgeEnds"
	CodeReasonAdded   Key = "code.reasonAdded"
	CodeReasonChanged Key = "code.reasonChanged"
	CodeReasonRaised  Key = "code.reasonRaised"
	CodeReasonRemoved Key = "code.reasonRemoved"
	CodeAsNewsroom    Key = "code.asNewsroom"

	ReviewWhich Key = "review.which"
)

package phrases

// The map of opinions.
const (
	HelpMap         Key = "command.map"
	ButtonMap       Key = "button.map"
	ButtonMapDesk   Key = "button.mapDesk"
	ButtonMapYou    Key = "button.mapYou"
	ButtonMapAsOf   Key = "button.mapAsOf" // At
	MapSubtitle     Key = "map.subtitle"
	MapGroup        Key = "map.group"     // Letter; counts readers
	MapGroupLine    Key = "map.groupLine" // Letter; counts readers
	MapDot          Key = "map.dot"       // counts readers
	MapGroups       Key = "map.groups"    // counts groups
	MapEvery        Key = "map.every"     // At
	MapNone         Key = "map.none"      // Title; Readers, Opinions, Crowd: how many are wanted
	MapYouIn        Key = "map.youIn"     // Letter
	MapYouApart     Key = "map.youApart"
	MapYouMore      Key = "map.youMore" // counts opinions
	MapYouSoon      Key = "map.youSoon"
	MapHolds        Key = "map.holds" // Letter; counts readers
	MapHoldsTooFew  Key = "map.holdsTooFew"
	MapHoldsNothing Key = "map.holdsNothing"
	MapAgrees       Key = "map.agrees"    // Share, Votes, Excerpt
	MapDisagrees    Key = "map.disagrees" // Share, Votes, Excerpt
	MapElsewhere    Key = "map.elsewhere" // Share, Votes
	MapCommon       Key = "map.common"
	MapCommonNone   Key = "map.commonNone"
	MapCommonLine   Key = "map.commonLine" // Excerpt, Shares
	MapAgreed       Key = "map.agreed"
	MapAgreedLine   Key = "map.agreedLine" // Excerpt, Share, Votes
	MapDivides      Key = "map.divides"
)

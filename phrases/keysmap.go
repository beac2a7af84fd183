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

// The map as editors see it.
const (
	DeskMapHead        Key = "deskMap.head"    // Title, At; Readers, Votes: how many
	DeskMapNone        Key = "deskMap.none"    // Title
	DeskMapGroups      Key = "deskMap.groups"  // Groups
	DeskMapWithout     Key = "deskMap.without" // Groups
	DeskMapMarked      Key = "deskMap.marked"  // counts readers; Burst, Alike: how many of them for which reason
	DeskMapUnmarked    Key = "deskMap.unmarked"
	DeskMapWithoutNone Key = "deskMap.withoutNone"
	DeskMapNewcomers   Key = "deskMap.newcomers" // Votes, Of: how many of how many
	DeskMapTheirs      Key = "deskMap.theirs"
	DeskMapHistory     Key = "deskMap.history"
	DeskMapThen        Key = "deskMap.then" // At, Groups; Common, Divides: how many opinions
	MapCardPreview     Key = "mapCard.preview"
	MapCardHead        Key = "mapCard.head"  // Title, Groups; counts groups
	MapCardWaits       Key = "mapCard.waits" // Title; counts seconds
	ButtonMapCard      Key = "button.mapCard"
	ButtonMapPost      Key = "button.mapPost"
	PressMapNone       Key = "press.mapNone"
	PressMapNoThread   Key = "press.mapNoThread"
	PressMapPosted     Key = "press.mapPosted"
)

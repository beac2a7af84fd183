package phrases

// What the filters noticed about a text, what stands on a card of it, and the words that the newsroom lists.
const (
	FilterShort     Key = "filter.short"     // Count
	FilterLong      Key = "filter.long"      // Count
	FilterLink      Key = "filter.link"      // What
	FilterShortener Key = "filter.shortener" // What
	FilterInvite    Key = "filter.invite"    // What
	FilterHidden    Key = "filter.hidden"    // What
	FilterMention   Key = "filter.mention"   // Count
	FilterContact   Key = "filter.contact"   // Count
	FilterShouting  Key = "filter.shouting"  // Count
	FilterRepeated  Key = "filter.repeated"  // Count
	FilterZalgo     Key = "filter.zalgo"     // Count
	FilterEmoji     Key = "filter.emoji"     // Count
	FilterLookAlike Key = "filter.lookalike" // What, Count
	FilterSpaced    Key = "filter.spaced"    // What
	FilterBlocked   Key = "filter.blocked"   // What
	FilterSuspect   Key = "filter.suspect"   // What
	FilterObscene   Key = "filter.obscene"   // What
	FilterInsult    Key = "filter.insult"    // What
	FilterSlur      Key = "filter.slur"      // What
	FilterThreat    Key = "filter.threat"    // What
	FilterAdvert    Key = "filter.advert"    // What
	FilterLikeSpam  Key = "filter.likespam"  // Count
	FilterLikeAbuse Key = "filter.likeabuse" // Count
	FilterAgain     Key = "filter.again"     // Count
	FilterChorus    Key = "filter.chorus"    // Count
	FilterFlood     Key = "filter.flood"     // Count
	FilterBurst     Key = "filter.burst"     // Count
	QueueNoticed    Key = "queue.noticed"    // Risk: per cent, Reasons
	ReviewHead      Key = "review.head"      // Verdict, Risk: per cent
	ReviewLine      Key = "review.line"      // Risk: per cent, Reason
	ReviewNothing   Key = "review.nothing"
	ReviewNone      Key = "review.none" // Given
	VerdictPass     Key = "review.pass"
	VerdictHold     Key = "review.hold"
	VerdictReject   Key = "review.reject"
	WordsHead       Key = "words.head"
	WordsBlocked    Key = "words.blocked" // Words
	WordsSuspect    Key = "words.suspect" // Words
	WordsNone       Key = "words.none"
	WordsUsage      Key = "words.usage"
	WordsAdded      Key = "words.added"   // Word
	WordsRemoved    Key = "words.removed" // Word
	WordsThere      Key = "words.there"   // Word
	WordsUnknown    Key = "words.unknown" // Word
	WordsBad        Key = "words.bad"     // Most
	HelpWords       Key = "command.words"
	HelpReview      Key = "command.review"
)

package content

import "time"

// Draft is an article of which some text is not published, as editors work on it: its texts in all languages together.
type Draft struct {
	Article   ArticleID
	Slug      Slug
	Version   int      // rises with each change
	ChangedBy ReaderID // 0: whoever runs the bot
	ChangedAt time.Time
	What      DraftPart // was changed last
	Discarded bool      // it is deleted soon, unless that is undone
}

// DraftPart is a part of a draft that can be changed.
type DraftPart string

// The parts of a draft. The store holds them in these letters.
const (
	PartFile    DraftPart = "file" // all of a language
	PartTitle   DraftPart = "title"
	PartText    DraftPart = "text"
	PartSection DraftPart = "section"
	PartFigure  DraftPart = "figure"
	PartPoll    DraftPart = "poll"
	PartOrder   DraftPart = "order"
	PartDetails DraftPart = "details" // who wrote it, when, from where
)

package content

// Limits of an article file. Lengths are in UTF-16 units, as Telegram counts them.
const (
	MaxFile     = 1 << 20 // bytes
	MaxTitle    = 200
	MaxHeading  = 100 // a heading is also the text of a button
	MaxName     = 100 // of a publisher or an author
	MaxURL      = 2000
	MaxSummary  = 40000 // of one section, without markup: ten messages
	MaxSections = 50
	MaxFigures  = 100 // in a whole article
	MaxLabel    = 200
	MaxUnit     = 50
	MaxPeriod   = 100
	MaxSource   = 200 // of a figure
	MinOptions  = 2
	MaxOptions  = 10
	MaxQuestion = 300
	MaxOption   = 100
)

// maxFaults is how many faults of one file are told; more only hide the first.
const maxFaults = 500

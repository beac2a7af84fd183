package phrases

// The first screen and the choice of a language.
const (
	StartGreeting      Key = "start.greeting"
	StartGreetingNamed Key = "start.greetingNamed" // Name
	LanguageAsk        Key = "language.ask"
	LanguageSet        Key = "language.set"
	LanguageUnknown    Key = "language.unknown"    // Given
	ButtonLanguageName Key = "button.languageName" // the language's own name for itself
)

// Articles: the list, and what stands above an article's text.
const (
	NoArticles     Key = "article.none"
	ArticlesTitle  Key = "article.listTitle"
	ArticlesPage   Key = "article.listPage"     // the title of the list's later pages
	ArticleLine    Key = "article.line"         // Title
	SummaryTitle   Key = "article.summaryTitle" // Title
	UnknownArticle Key = "article.unknown"      // Given
)

// Sections of an article.
const (
	SectionTitle   Key = "section.title"   // Number, Heading
	SectionWanted  Key = "section.wanted"  // Title
	UnknownSection Key = "section.unknown" // Given
)

// Key figures: a line each, and below them, by the same numbers, where each comes from.
const (
	FiguresTitle       Key = "figures.title"     // Title: the article's
	FiguresOfSection   Key = "figures.ofSection" // Heading
	FiguresHeading     Key = "figures.heading"   // Heading: of the section whose figures follow
	FiguresNone        Key = "figures.none"
	FigureLine         Key = "figures.line" // Number, Value: from Figure, Label
	FiguresDetails     Key = "figures.details"
	FigureDetail       Key = "figures.detail"       // Number, Period, Source
	FigureDetailPeriod Key = "figures.detailPeriod" // Number, Period
	FigureDetailSource Key = "figures.detailSource" // Number, Source
)

// Pictures.
const (
	ChartMore Key = "chart.more" // below the numbers that a picture's caption holds, when it does not hold them all
)

// Searching.
const (
	SearchAsk           Key = "search.ask"
	SearchTitle         Key = "search.title"    // Query: in the first line, behind the first ": ", from where a button under the message reads it
	SearchArticles      Key = "search.articles" // above buttons
	SearchOpinions      Key = "search.opinions"
	SearchOpinionsOlder Key = "search.opinionsOlder"
	SearchLine          Key = "search.line" // Number, Signed, Date, Snippet: of the opinion, with the words that were found in bold
	SearchNone          Key = "search.none"
	SearchNoMore        Key = "search.noMore"
	SearchCommon        Key = "search.common"
	SearchTired         Key = "search.tired"
	SearchUnready       Key = "search.unready"
	ButtonSearch        Key = "button.search"
	ButtonFurther       Key = "button.further"
	ButtonFigure        Key = "button.figure" // Value: from Figure, Label
	PressSearchGone     Key = "press.searchGone"
	HelpSearch          Key = "command.search"
)

// Parts of a figure, which Voice.Figure puts together.
const (
	figureAbout   Key = "figure.about"   // Amount: the number, with a currency in the case that the phrase asks for
	figureAtLeast Key = "figure.atLeast" // Amount
	figureOver    Key = "figure.over"    // Amount
	figureUpTo    Key = "figure.upTo"    // Amount
	figureTarget  Key = "figure.target"  // Figure: the number with its unit
)

package phrases

// Key names a phrase. Every phrase of the catalogues has its constant here, and each constant a phrase in every language.
//
// The first word of a key tells how its phrase is written: those of plainGroups are plain text (labels, short answers to presses, the
// command menu), to be had with Voice.Plain; all others are HTML, to be had with Voice.Say or Voice.Count. The comment behind a key names
// the arguments that its phrase needs.
type Key string

// plainGroups are the first words of keys whose phrases carry no markup.
var plainGroups = []string{"bot", "button", "command", "figure", "keyboard", "press"}

// The first screen and the choice of a language.
const (
	StartGreeting       Key = "start.greeting"
	StartGreetingNamed  Key = "start.greetingNamed" // Name
	StartChooseLanguage Key = "start.chooseLanguage"
	LanguageAsk         Key = "language.ask"
	LanguageSet         Key = "language.set"
	LanguageUnknown     Key = "language.unknown"    // Given
	ButtonLanguageName  Key = "button.languageName" // the language's own name for itself
)

// Articles: the list, and what stands above and below an article's texts.
const (
	NoArticles     Key = "article.none"
	ArticlesTitle  Key = "article.listTitle"
	ArticlesPage   Key = "article.listPage" // the title of the list's later pages
	ArticleLine    Key = "article.line"     // Title, Byline
	ArticleByline  Key = "article.byline"   // Publisher, Date
	SummaryTitle   Key = "article.summaryTitle"
	SummaryInside  Key = "article.summaryInside" // Sections, Figures: from Count
	UnknownArticle Key = "article.unknown"       // Given
)

// Sections of an article.
const (
	SectionTitle   Key = "section.title"   // Number, Heading
	SectionLine    Key = "section.line"    // Number, Heading
	SectionsCount  Key = "section.count"   // for Count
	SectionWanted  Key = "section.wanted"  // List: lines made of SectionLine
	UnknownSection Key = "section.unknown" // Given, Last: the highest number, IDs
)

// Key figures.
const (
	FiguresTitle       Key = "figures.title"
	FiguresOfSection   Key = "figures.ofSection" // Heading
	FiguresNone        Key = "figures.none"
	FiguresCount       Key = "figures.count"  // for Count
	FigureLine         Key = "figures.line"   // Value, Label
	FigureDetail       Key = "figures.detail" // Period, Source
	FigureDetailPeriod Key = "figures.detailPeriod"
	FigureDetailSource Key = "figures.detailSource"
)

// Buttons under messages.
const (
	ButtonRead            Key = "button.read"
	ButtonFigures         Key = "button.figures"
	ButtonSections        Key = "button.sections"
	ButtonSection         Key = "button.section" // Number, Heading
	ButtonWhole           Key = "button.whole"
	ButtonArticles        Key = "button.articles"
	ButtonBack            Key = "button.back"
	ButtonMore            Key = "button.more"
	ButtonNewer           Key = "button.newer"
	ButtonOlder           Key = "button.older"
	ButtonNextSection     Key = "button.nextSection"
	ButtonPreviousSection Key = "button.previousSection"
	ButtonSource          Key = "button.source"
	ButtonOpenPrivate     Key = "button.openPrivate"
)

// The small keyboard below a private chat. A press on it arrives as a message with exactly this text.
const (
	KeyboardRead     Key = "keyboard.read"
	KeyboardFigures  Key = "keyboard.figures"
	KeyboardArticles Key = "keyboard.articles"
	KeyboardLanguage Key = "keyboard.language"
)

// Help. The lines of the commands are also their descriptions in Telegram's command menu.
const (
	HelpTitle    Key = "help.title"
	HelpGroup    Key = "help.group"
	HelpLine     Key = "help.line" // Usage: the command as it is typed, with "/"; Text: its line
	HelpStart    Key = "command.start"
	HelpHelp     Key = "command.help"
	HelpArticles Key = "command.articles"
	HelpSummary  Key = "command.summary"
	HelpSection  Key = "command.section"
	HelpFigures  Key = "command.figures"
	HelpLanguage Key = "command.language"
	HelpCancel   Key = "command.cancel"
)

// What was asked cannot be done, and what to do instead.
const (
	UnknownCommand        Key = "unknown.command"
	UnknownCommandNearest Key = "unknown.commandNearest" // Nearest: a command's name without "/"
	CancelNothing         Key = "cancel.nothing"
	LinkStale             Key = "link.stale"
	PrivateOnly           Key = "private.only"
	NeverStarted          Key = "private.neverStarted"
	TooLong               Key = "message.tooLong" // for Count: the most characters
	Apology               Key = "message.apology"
	PressStale            Key = "press.stale"
	PressElsewhere        Key = "press.elsewhere"
)

// Answers to messages that are no command.
const (
	GotText     Key = "got.text"
	GotPhoto    Key = "got.photo"
	GotSticker  Key = "got.sticker"
	GotVoice    Key = "got.voice"
	GotVideo    Key = "got.video"
	GotDocument Key = "got.document"
	GotOther    Key = "got.other"
	GotForward  Key = "got.forward"
	GotEdit     Key = "got.edit"
)

// What Telegram shows of the bot itself: at most 64, 512 and 120 characters.
const (
	BotName             Key = "bot.name"
	BotDescription      Key = "bot.description"
	BotShortDescription Key = "bot.shortDescription"
)

// Parts of a figure, which Voice.Figure puts together.
const (
	figureAbout   Key = "figure.about"   // Amount: the number, with a currency in the case that the phrase asks for
	figureAtLeast Key = "figure.atLeast" // Amount
	figureOver    Key = "figure.over"    // Amount
	figureUpTo    Key = "figure.upTo"    // Amount
	figureTarget  Key = "figure.target"  // Figure: the number with its unit
)

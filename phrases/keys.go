package phrases

import (
	"slices"
	"strings"
)

// Key names a phrase. Every phrase of the catalogues has its constant here, and each constant a phrase in every language.
//
// The first word of a key tells how its phrase is written: those of plainGroups are plain text (labels, short answers to presses, the
// command menu); all others are HTML. Either can be had in the other's writing too, with Voice.Plain and Voice.Say. The comment behind a
// key names the arguments that its phrase needs.
type Key string

// plainGroups are the first words of keys whose phrases carry no markup.
var plainGroups = [...]string{"bot", "button", "command", "figure", "keyboard", "press"}

// IsPlain tells whether the key's phrase is written as plain text, not as HTML.
func (k Key) IsPlain() bool {
	group, _, _ := strings.Cut(string(k), ".")
	return slices.Contains(plainGroups[:], group)
}

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

// Buttons under messages.
const (
	ButtonFigures         Key = "button.figures" // Count
	ButtonAllFigures      Key = "button.allFigures"
	ButtonSection         Key = "button.section" // Number, Heading
	ButtonWhole           Key = "button.whole"
	ButtonNewest          Key = "button.newest"
	ButtonOlder           Key = "button.older"
	ButtonChart           Key = "button.chart"
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
	HelpGroup    Key = "help.group" // Commands: as they are typed
	HelpLine     Key = "help.line"  // Usage: the command as it is typed, with "/"; Text: its line
	HelpStart    Key = "command.start"
	HelpHelp     Key = "command.help"
	HelpArticles Key = "command.articles"
	HelpSummary  Key = "command.summary"
	HelpSection  Key = "command.section"
	HelpFigures  Key = "command.figures"
	HelpChart    Key = "command.chart"
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

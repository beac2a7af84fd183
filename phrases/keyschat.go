package phrases

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
	KeyboardRead    Key = "keyboard.read"
	KeyboardFigures Key = "keyboard.figures"
	KeyboardVote    Key = "keyboard.vote"
	KeyboardSpeak   Key = "keyboard.speak"
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
	HelpOpinion  Key = "command.opinion"
	HelpMine     Key = "command.mine"
	HelpName     Key = "command.name"
	HelpRules    Key = "command.rules"
	HelpPrivacy  Key = "command.privacy"
	HelpMyData   Key = "command.mydata"
	HelpForget   Key = "command.forget"
	HelpQueue    Key = "command.queue"
	HelpPublish  Key = "command.publish"
	HelpLanguage Key = "command.language"
	HelpCancel   Key = "command.cancel"
)

// What was asked cannot be done, and what to do instead.
const (
	UnknownCommand        Key = "unknown.command"
	UnknownCommandNearest Key = "unknown.commandNearest" // Nearest: a command's name without "/"
	CancelNothing         Key = "cancel.nothing"
	CancelEdit            Key = "cancel.edit"
	GotWaits              Key = "got.waits" // below one of what came instead
	CancelDone            Key = "cancel.done"
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

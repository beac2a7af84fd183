package handlers

import (
	"maps"

	"aitys/content"
	"aitys/phrases"
)

// handler does one thing for one incoming. A content.Error that it returns becomes the reply which the person gets, and undoes what the
// handler wrote.
type handler func(*turn) error

// where says in which chats a command works.
type where int

const (
	privately where = 1 << iota // in a private chat with the bot
	inGroup                     // in the discussion group
	inDesk                      // in the moderation chat
)

// command is a row of the route table: what a person types, who may, where it works, what it does, and its line in /help and the command
// menu.
type command struct {
	name string
	who  content.Role
	in   where
	run  handler
	help phrases.Key
	menu bool // listed in the command menu of those who may; readers' holds at most eight
}

// commands is what people may type, in the order in which /help shows it.
func commands() []command {
	const reader, moderator, editor = content.RoleReader, content.RoleModerator, content.RoleEditor
	return []command{
		{"summary", reader, privately | inGroup, summaryCommand, phrases.HelpSummary, true},
		{"section", reader, privately | inGroup, sectionCommand, phrases.HelpSection, false},
		{"figures", reader, privately | inGroup, onCommand((*turn).showFigures), phrases.HelpFigures, true},
		{"chart", reader, privately | inGroup, onCommand((*turn).showChart), phrases.HelpChart, false},
		{"poll", reader, privately | inGroup, pollAsked((*turn).showPoll), phrases.HelpPoll, true},
		{"results", reader, privately | inGroup, pollAsked((*turn).showResults), phrases.HelpResults, false},
		{"opinion", reader, privately | inGroup, opinionCommand, phrases.HelpOpinion, true},
		{"opinions", reader, privately | inGroup, onCommand((*turn).showOpinions), phrases.HelpOpinions, true},
		{"vote", reader, privately, voteCommand, phrases.HelpVote, false},
		{"map", reader, privately | inGroup, mapCommand, phrases.HelpMap, false},
		{"thread", reader, privately | inGroup, threadCommand, phrases.HelpThread, false},
		{"quiz", reader, privately, quizCommand, phrases.HelpQuiz, false},
		{"search", reader, privately, searchCommand, phrases.HelpSearch, false},
		{"mine", reader, privately, mineCommand, phrases.HelpMine, false},
		{"name", reader, privately, nameCommand, phrases.HelpName, false},
		{"articles", reader, privately, articlesCommand, phrases.HelpArticles, true},
		{"language", reader, privately, languageCommand, phrases.HelpLanguage, true},
		{"subscribe", reader, privately, subscribeCommand, phrases.HelpSubscribe, false},
		{"unsubscribe", reader, privately, unsubscribeCommand, phrases.HelpUnsubscribe, false},
		{"rules", reader, privately, rulesCommand, phrases.HelpRules, false},
		{"privacy", reader, privately, privacyCommand, phrases.HelpPrivacy, false},
		{"mydata", reader, privately, myDataCommand, phrases.HelpMyData, false},
		{"forget", reader, privately | inGroup, forgetHere, phrases.HelpForget, false},
		{"help", reader, privately, helpCommand, phrases.HelpHelp, true},
		{"start", reader, privately, startCommand, phrases.HelpStart, false},
		{"cancel", reader, privately, cancelCommand, phrases.HelpCancel, false},
		{"feature", moderator, privately | inGroup | inDesk, featureCommand, phrases.HelpFeature, false},
		{"queue", moderator, privately | inDesk, queueCommand, phrases.HelpQueue, true},
		{"review", moderator, privately | inDesk, reviewCommand, phrases.HelpReview, false},
		{"reasons", moderator, privately, reasonsCommand, phrases.HelpReasons, false},
		{"words", moderator, privately | inDesk, wordsCommand, phrases.HelpWords, false},
		{"audit", moderator, privately | inDesk, auditCommand, phrases.HelpAudit, false},
		{"stats", moderator, privately | inDesk, statsCommand, phrases.HelpStats, false},
		{"history", moderator, privately | inDesk, historyCommand, phrases.HelpHistory, false},
		{"warn", moderator, privately | inGroup | inDesk, warnCommand, phrases.HelpWarn, false},
		{"premod", moderator, privately | inGroup | inDesk, premodCommand, phrases.HelpPremod, false},
		{"mute", moderator, privately | inGroup | inDesk, muteCommand, phrases.HelpMute, false},
		{"ban", moderator, privately | inGroup | inDesk, banCommand, phrases.HelpBan, false},
		{"unban", moderator, privately | inGroup | inDesk, unbanCommand, phrases.HelpUnban, false},
		{"takedown", moderator, privately | inGroup | inDesk, takedownCommand, phrases.HelpTakedown, false},
		{"team", content.RoleOwner, privately, teamCommand, phrases.HelpTeam, false},
		{"announce", content.RoleEditor, privately, announceCommand, phrases.HelpAnnounce, false},
		{"report", editor, privately, reportCommand, phrases.HelpReport, false},
		{"export", editor, privately, exportCommand, phrases.HelpExport, false},
		{"settings", editor, privately, settingsCommand, phrases.HelpSettings, false},
		{"revise", editor, privately, reviseCommand, phrases.HelpRevise, false},
		{"pause", editor, privately, runCommand(runPause), phrases.HelpPause, false},
		{"resume", editor, privately, runCommand(runResume), phrases.HelpResume, false},
		{"close", editor, privately, runCommand(runClose), phrases.HelpClose, false},
		{"reopen", editor, privately, runCommand(runReopen), phrases.HelpReopen, false},
		{"publish", editor, privately, publishCommand, phrases.HelpPublish, true},
		{"push", editor, privately, pushCommand, phrases.HelpPush, true},
		{"drafts", editor, privately, draftsCommand, phrases.HelpDrafts, true},
		{"schedule", editor, privately, scheduleCommand, phrases.HelpSchedule, false},
	}
}

// keyboard is the small keyboard below the private chat: what its keys say and do.
func keyboard() [][]key {
	return [][]key{
		{{phrases.KeyboardRead, summaryCommand}, {phrases.KeyboardFigures, onCommand((*turn).showFigures)}},
		{{phrases.KeyboardVote, pollAsked((*turn).showPoll)}, {phrases.KeyboardSpeak, opinionCommand}},
	}
}

// presses is what the buttons under our messages in private chats do for readers, by the first word of their data.
func presses() map[verb]handler {
	return map[verb]handler{
		toSummary:  summaryPress,
		toSection:  onPress((*turn).showSection),
		toFigures:  onPress((*turn).showFigures),
		toChart:    onPress((*turn).showChart),
		toArticles: articlesPress,
		toLanguage: languagePress,
		toReading:  readingPress,

		toWrite:    onPress((*turn).askOpinionOn),
		toWriteOn:  onPress((*turn).askOpinionOn),
		toPlain:    plainPress,
		toMine:     minePress,
		toReceipt:  receiptPress,
		toTakeBack: takeBackPress,
		toEdit:     editPress,
		toSign:     signPress,
		toName:     namePress,
		toForget:   forgetPress,
		toStands:   standsPress,
		toObject:   objectPress,
		toAppeal:   appealPress,
		toAnswer:   answerPress,

		toOpinions:    onPress((*turn).showOpinions),
		toOpinion:     onOpinion(opinionPage),
		toOrder:       onOpinion(orderPage),
		toReplies:     onOpinion(repliesPage),
		toStance:      onOpinion(takeStance),
		toReply:       onOpinion(reply),
		toReport:      onOpinion(report),
		toBallot:      onPress((*turn).beginSitting),
		toSitting:     sittingPress,
		toMap:         onPress((*turn).showMap),
		toQuiz:        onPress((*turn).askNext),
		toQuizPicture: onPress((*turn).quizPicture),

		toSubscribe: subscribePress,
		toFollow:    switchOnPress,
		toStop:      switchOffPress,

		toSearch: searchPress,
		toFound:  foundPress,
		toOpen:   openPress,

		toThread:  threadPress,
		toDecline: declinePress,

		toPoll:    onPress((*turn).showPoll),
		toResults: onPress((*turn).showResults),
	}
}

// staffPresses is what the buttons in private chats do that are for the newsroom's people. Each looks up for itself who may.
func staffPresses() map[verb]handler {
	return map[verb]handler{
		toQueue:     queuePress,
		toPublish:   publishPress,
		toPost:      postPress,
		toModes:     modesPress,
		toSettle:    settlePress,
		toDown:      downPress,
		toRun:       runPress,
		toTeam:      teamPress,
		toRevise:    revisePress,
		toAudit:     auditPress,
		toForGood:   forGoodPress,
		toHeld:      heldPress,
		toReasons:   reasonsPress,
		toPush:      pushPress,
		toProof:     proofPress,
		toSchedule:  schedulePress,
		toEditDraft: editDraftPress,
		toMapDesk:   mapDeskPress,
		toAnnounce:  announcePress,
	}
}

// sharedPresses is what the buttons do that stand where many see them, in groups and channels. A press there changes nothing but counts.
func sharedPresses() map[verb]handler {
	return map[verb]handler{
		toVote:  votePress,
		toItsMe: itsMePress,
	}
}

// deskPresses is what the buttons do that are for moderators, in the moderation chat and in private. Who may press them is looked up by these verbs: see wantsModerator.
func deskPresses() map[verb]handler {
	return map[verb]handler{
		toQueue: queuePress,
		toItsMe: itsMePress,
		toAudit: auditPress,
		toHeld:  heldPress,

		toSettle:  settlePress,
		toForGood: forGoodPress,
	}
}

// links is what deep links open, by what stands before the first "_" of their payload.
func links() map[string]handler {
	return map[string]handler{
		"a":           onLink((*turn).showSection),
		"f":           onLink((*turn).showFigures),
		"w":           onLink((*turn).askOpinionOn),
		opinionLetter: oneOpinionLink,
		threadLetter:  onLink(threadLink),
		declineLetter: declineLink,
		searchLetter:  searchLink,

		threadOpinionLetter: threadOpinionLink,

		"t":         onLink((*turn).showOpinions),
		"v":         onLink((*turn).beginSitting),
		"m":         onLink((*turn).showMap),
		"p":         onLink((*turn).showPoll),
		"r":         onLink((*turn).showResults),
		commandLink: commandFromLink,
	}
}

// events is what else may happen in a chat.
func events() map[content.Kind]handler {
	return map[content.Kind]handler{
		content.KindMembership: membershipChanged,
		content.KindMigration:  groupMoved,
		content.KindEdited:     messageEdited,
		content.KindResult:     resultCame,
		content.KindVote:       nativeVote,
		content.KindMember:     memberChanged,
		content.KindDone:       workDone,
	}
}

// works is the work that time drives, by what stands before the first ":" of content.Due.Work.
func works() map[string]handler {
	return map[string]handler{
		workOpinionPost: followOpinion,
		workOpinions:    postOpinions,
		workRooted:      postRooted,

		workHeld:         showHeld,
		workHeldDecision: heldDue,
		workWho:          nobodyAnswered,
		workForGood:      forgetForGood,
		workSanction:     sanctionOver,

		workMap:     wantMap,
		workMapHour: wantMap,
		workMapCard: postCard,

		workPrune:     prune,
		workBroadcast: goOnBroadcast,
		workAnswers:   tellAnswers,
		workDigest:    beginDigest,
		workPassing:   takeAway,
		workCounts:    showCounts,
		workStop:      stopCopies,
		workKnowPoll:  knowPoll,
		workPublish:   publishDue,
		workRun:       runDue,
		workPolls:     pollsDue,

		workSuperseded: supersededDue,
		workRevise:     reviseDue,
		workStands:     askWhetherStands,
		workScheduled:  scheduledDue,
		workDiscard:    discardDue,
		workPosts:      followEdition,
		workUnsure:     askUnsure,
		workFarewell:   giveUpRecall,
		workDesk:       followDesk,
		workRuling:     rulingDue,
		workLook:       lookOver,
		workSurge:      surgeDue,
		workTrial:      trialDue,
		workTried:      triedDue,
		workItsMe:      itsNobody,
		workDown:       downDue,

		workDownRoots:    downRoots,
		workDownOpinions: downOpinions,
		workDownWaiting:  downWaiting,

		workSweep:     giveUpSweep,
		workSweptLeft: tellSweptLeft,
	}
}

// key is a key of the small keyboard.
type key struct {
	label phrases.Key
	run   handler
}

// routes is the table, ready to be looked up in.
type routes struct {
	commands map[string]command
	names    []string // of the commands, in order
	words    map[string]handler
	presses  map[verb]handler
	shared   map[verb]handler
	desk     map[verb]handler
	links    map[string]handler
	events   map[content.Kind]handler
	works    map[string]handler
	tasks    map[string]task

	dialogues map[string]asked
}

func newRoutes() routes {
	r := routes{
		commands: map[string]command{}, words: map[string]handler{},
		presses: presses(), shared: sharedPresses(), desk: deskPresses(), links: links(), events: events(), works: works(), tasks: tasks(), dialogues: dialogues(),
	}
	maps.Copy(r.presses, staffPresses())
	for _, c := range commands() {
		r.commands[c.name] = c
		r.names = append(r.names, c.name)
	}
	// What the keys send is known in every language: a keyboard that was sent before /language keeps working.
	for _, lang := range content.Langs {
		for _, row := range keyboard() {
			for _, key := range row {
				r.words[phrases.In(lang, nil).Plain(key.label)] = key.run
			}
		}
	}
	return r
}

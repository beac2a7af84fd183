// Package emulator is a strict Bot API server in a box, for tests of bots and
// for trying them out without Telegram.
//
// A server has people, chats and bots. Bots reach it over HTTP exactly as they
// reach Telegram; people are moved by Go code: through a Seat, or in a test
// through the words of a script (Says, Taps, Sees). When Telegram's behaviour is
// in doubt, the stricter reading is built, each refusal carries Telegram's own
// words, and the table of refusals names where they come from.
//
//	srv := emulator.New(emulator.Options{})
//	defer srv.Close()
//	bot := srv.AddBot("Echo", "echo_bot")   // bot.Token, srv.URL() for the bot
//	anna := srv.AddUser(emulator.User{FirstName: "Anna"})
//	s := emulator.Script(t, srv, bot)
//	reader := s.Person(anna)
//	reader.Says("/start")
//	reader.Sees("Hello")
//	reader.Taps("More")
//
// Flood limits are on unless Options say otherwise; faults (lost answers, 429,
// gateways, slow and endless answers, replays) are switched on with Inflict;
// every call stands in a ledger (Calls), and what Telegram tolerates but a
// careful bot avoids is noted (Misuses).
//
// Programs that show chats to people look through a Seat: View is a chat as its
// person sees it, Sights and Since are its messages, with reactions, votes and
// comments, Changed wakes whoever looks. Deliveries and Concluded are what bots
// were told and did. Package page is such a program.
//
// A situation is kept by Save and played on by Load; Options.Now may be a Clock
// that is moved, with Elapse to do what has become due.
//
// The package knows nothing of what a bot is for, and imports no other package
// of this module.
package emulator

package main

import (
	"slices"
	"time"

	"aitys/emulator"
)

// troubles switches on some of what may go wrong between the program and Telegram, in a combination that the seed draws; in a third of the lives nothing. Now and
// then somebody else holds the database's lock.
func (s *soak) troubles() map[emulator.Trouble]func() int {
	ends := map[emulator.Trouble]func() int{}
	if s.rnd.IntN(3) == 0 {
		return ends
	}
	for _, f := range s.everyTrouble() {
		if s.rnd.IntN(4) > 0 {
			continue
		}
		end, before := s.server.Inflict(f), ends[f.Trouble]
		ends[f.Trouble] = func() int {
			if before != nil {
				return before() + end()
			}
			return end()
		}
	}
	return ends
}

// everyTrouble is what BOT-API servers, gateways and networks do. What is final (a refusal) strikes people of whom the model does not expect an answer.
func (s *soak) everyTrouble() []emulator.Fault {
	chance := []float64{0.01, 0.05, 0.3}[s.rnd.IntN(3)]
	someone := s.private[s.anybody()].Chat().ID
	refused := func(code int, words string) emulator.Fault {
		return emulator.Fault{Trouble: emulator.Refuse, Match: emulator.Sends, Chat: someone, Refusal: emulator.Refused(code, words), Times: 2}
	}
	sends := func(trouble emulator.Trouble) emulator.Fault {
		return emulator.Fault{Trouble: trouble, Match: emulator.Sends, Chance: chance, Delay: 30 * time.Millisecond}
	}
	polls := func(trouble emulator.Trouble) emulator.Fault {
		return emulator.Fault{Trouble: trouble, Method: "getUpdates", Chance: chance, Count: 40, Delay: time.Millisecond}
	}
	network := []emulator.Trouble{
		emulator.GatewayPage, emulator.GatewayPageAfter, emulator.HalfJSONAfter, emulator.NoResult, emulator.NoResultAfter, emulator.CloseBefore, emulator.CloseAfter,
		emulator.Delay, emulator.DelayAfter,
	}
	all := []emulator.Fault{
		{Trouble: emulator.Refuse, Match: emulator.Sends, Refusal: emulator.TooMany(1), Chance: chance / 10},
		{Trouble: emulator.Hang, Match: emulator.Sends, Times: 1, Chance: chance},
		{Trouble: emulator.SlowAfter, Match: emulator.Sends, Times: 2, Delay: 50 * time.Microsecond, Chance: chance},
		{Trouble: emulator.GatewayPage, Method: "getChatMember", Chance: chance},
		{Trouble: emulator.Refuse, Method: "getUpdates", Refusal: emulator.Refused(409, "Conflict: terminated by other getUpdates request"), Chance: chance / 4},
		{Trouble: emulator.Refuse, Method: "getUpdates", Refusal: emulator.Refused(502, "Bad Gateway"), Chance: chance / 4},
		refused(403, "Forbidden: bot was blocked by the user"), refused(403, "Forbidden: user is deactivated"),
		refused(400, "Bad Request: chat not found"), refused(400, "Bad Request: message is not modified"), refused(500, "Internal Server Error"),
		polls(emulator.Replay), polls(emulator.CloseAfter), polls(emulator.HalfJSONAfter), polls(emulator.GatewayPage), polls(emulator.NoResultAfter),
	}
	for _, trouble := range network {
		all = append(all, sends(trouble))
	}
	return slices.Clip(all)
}

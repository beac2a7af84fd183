package emulator

import "time"

// pause is how long a bot that logged out is kept out, and one that was launched
// cannot be closed. Source: Bot API reference, logOut and close.
const pause = 10 * time.Minute

func logOut(s *Server, c *call) (any, error) {
	c.bot.outUntil = s.now().Add(pause)
	return true, nil
}

func closeBot(s *Server, c *call) (any, error) {
	if left := pause - s.now().Sub(c.bot.launched); left > 0 {
		return nil, tooMany(int(left.Seconds()))
	}
	return true, nil
}

package emulator

import "slices"

// Join brings people and bots into a group or channel, one after the other.
// A bot that is promoted afterwards sees everything.
func (s *Server) Join(in Chat, who ...User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.world.chats[in.ID]
	for _, u := range who {
		s.admit(ch, u.ID, &member{status: statusMember, inside: true})
	}
}

// Own makes somebody the owner of a group or channel.
func (s *Server) Own(in Chat, who User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admit(s.world.chats[in.ID], who.ID, &member{status: statusOwner, inside: true, rights: AllRights()})
}

// Promote makes somebody an administrator, and brings them in if need be.
func (s *Server) Promote(in Chat, who User, rights Rights) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admit(s.world.chats[in.ID], who.ID, &member{status: statusAdmin, inside: true, rights: rights})
}

// Demote makes an administrator an ordinary member again.
func (s *Server) Demote(in Chat, who User) { s.Join(in, who) }

// Leave takes somebody out of a group or channel, by their own wish.
func (s *Server) Leave(in Chat, who User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admit(s.world.chats[in.ID], who.ID, &member{status: statusLeft})
}

// Expel bans somebody from a group or channel.
func (s *Server) Expel(in Chat, who User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admit(s.world.chats[in.ID], who.ID, &member{status: statusBanned})
}

// admit changes a membership and tells everybody whom Telegram tells: the group
// by a service message, the bot concerned by my_chat_member, administrators
// among the bots by chat_member.
func (s *Server) admit(ch *chat, id int64, now *member) {
	by := id
	if s.world.botsByID[id] != nil {
		by = s.adder(ch, id) // bots come and go by somebody's hand
	}
	s.change(ch, id, now, by)
}

// adder is who brings a bot in and puts it out: the owner, else anybody, and
// in a chat without people the bot itself.
func (s *Server) adder(ch *chat, bot int64) int64 {
	for _, id := range ch.inOrder() {
		if ch.members[id].present() && !s.world.users[id].IsBot {
			return id
		}
	}
	return bot
}

// change is admit by somebody else's doing.
func (s *Server) change(ch *chat, id int64, now *member, by int64) {
	before := ch.members[id]
	if before == nil {
		before = &member{status: statusLeft}
	}
	ch.members[id] = now
	b := s.world.botsByID[id]
	for _, inside := range ch.bots {
		inside.met[id] = true
	}
	if b != nil && now.present() && !slices.Contains(ch.bots, b) {
		ch.bots = append(ch.bots, b)
	}
	who, actor := s.world.users[id].User, s.world.users[by].User
	update := ChatMemberUpdated{
		Chat: ch.wire, From: actor, Date: s.unix(),
		OldChatMember: before.wire(who, ch), NewChatMember: now.wire(who, ch),
	}
	if b != nil {
		b.queue.push("my_chat_member", update, s.now())
	}
	for _, other := range ch.bots {
		if other != b && ch.members[other.user.ID].administers() {
			other.queue.push("chat_member", update, s.now())
		}
	}
	s.announce(ch, before, now, who, actor)
	if b != nil && !now.present() {
		ch.bots = slices.DeleteFunc(ch.bots, func(o *bot) bool { return o == b })
	}
	s.touch()
}

// announce is the service message about somebody who came or went; channels
// have none.
func (s *Server) announce(ch *chat, before, now *member, who, actor User) {
	if ch.wire.Type == typeChannel || before.present() == now.present() {
		return
	}
	m := &message{Message: Message{From: &actor}}
	if !actor.IsBot {
		m.author = actor.ID
	}
	if now.present() {
		m.NewChatMembers = []User{who}
	} else {
		m.LeftChatMember = &who
	}
	s.post(ch, m)
}

// Join brings the person in, as often as they like; whoever was banned stays out.
func (p *Seat) Join() error {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	switch m := p.srv.memberNow(p.chat, p.who.ID); {
	case p.chat.wire.Type == typePrivate, m.present():
	case m != nil && m.status == statusBanned:
		return errBanned
	case m != nil && m.status == statusRestricted: // coming back lifts no restriction
		back := *m
		back.inside = true
		p.srv.admit(p.chat, p.who.ID, &back)
	default:
		p.srv.admit(p.chat, p.who.ID, &member{status: statusMember, inside: true})
	}
	return nil
}

// Hide lets an administrator write in the name of the group from now on, or
// under their own name again.
func (p *Seat) Hide(hidden bool) error {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.srv.memberNow(p.chat, p.who.ID)
	if p.chat.wire.Type != typeSupergroup && p.chat.wire.Type != typeGroup || !m.administers() {
		return errNotAdmin
	}
	now := *m
	now.rights.Anonymous = hidden
	p.srv.admit(p.chat, p.who.ID, &now)
	return nil
}

// Leave takes the person out by their own wish; a restriction stays.
func (p *Seat) Leave() error {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.srv.memberNow(p.chat, p.who.ID)
	if p.chat.wire.Type == typePrivate || !m.present() {
		return errNotInside
	}
	gone := member{status: statusLeft}
	if m.status == statusRestricted {
		gone = *m
		gone.inside = false
	}
	p.srv.admit(p.chat, p.who.ID, &gone)
	return nil
}

// Block makes the person block the bot of this private chat.
func (p *Seat) Block() { p.setBlocked(true) }

// Unblock takes that back; the bot may write again.
func (p *Seat) Unblock() { p.setBlocked(false) }

func (p *Seat) setBlocked(blocked bool) {
	s := p.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.chat.bot == nil || p.chat.blocked == blocked {
		return
	}
	p.chat.blocked = blocked
	u, me := p.who.User, p.chat.bot.user
	states := [2]string{statusBanned, statusMember}
	if blocked {
		states[0], states[1] = states[1], states[0]
	}
	before, now := &member{status: states[0]}, &member{status: states[1]}
	p.chat.bot.queue.push("my_chat_member", ChatMemberUpdated{
		Chat: p.chat.wire, From: u, Date: s.unix(), OldChatMember: before.wire(me, p.chat), NewChatMember: now.wire(me, p.chat),
	}, s.now())
	s.touch()
}

// SetPermissions changes what ordinary members of a group may do.
func (s *Server) SetPermissions(in Chat, p ChatPermissions) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.chats[in.ID].permissions = p
	s.touch()
}

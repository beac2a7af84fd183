package emulator

// restrictable is the person whom a method is about to restrict or ban, if the
// bot may do that.
func (c *call) restrictable() (*chat, int64, error) {
	id, ch, err := c.someoneIn()
	if err != nil {
		return nil, 0, err
	}
	if ch.wire.Type == typePrivate {
		return nil, 0, leavePrivate.err()
	}
	err = c.administrator(ch, " to restrict/unrestrict chat member", func(r Rights) bool { return r.CanRestrictMembers })
	switch m := ch.members[id]; {
	case err != nil:
		return nil, 0, err
	case c.srv.world.users[id] == nil:
		return nil, 0, userNotFound.err()
	case id == c.bot.user.ID:
		return nil, 0, cannotRestrictSelf.err()
	case m != nil && m.status == statusOwner:
		return nil, 0, cannotRestrictOwner.err()
	case m != nil && m.status == statusAdmin:
		return nil, 0, cannotRestrictAdmin.err()
	}
	return ch, id, nil
}

// until reads until_date: less than 30 seconds or more than 366 days from now
// is for ever. Source: Bot API reference, banChatMember.
func (c *call) until() int64 {
	const shortest, longest = 30, 366 * 24 * 60 * 60
	date, now := c.num("until_date"), c.srv.unix()
	if date < now+shortest || date > now+longest {
		return 0
	}
	return date
}

func restrictChatMember(s *Server, c *call) (any, error) {
	var given ChatPermissions
	if err := unmarshal(c.str("permissions"), &given); err != nil {
		return nil, permissionsUnreadable.err()
	}
	ch, id, err := c.restrictable()
	if err != nil {
		return nil, err
	}
	if ch.wire.Type != typeSupergroup {
		return nil, supergroupOnly.err()
	}
	before := ch.members[id]
	now := &member{status: statusRestricted, inside: before.present(), permissions: given, until: c.until()}
	if given == everything() {
		now = &member{status: statusMember, inside: true}
		if !before.present() {
			now = &member{status: statusLeft}
		}
	}
	s.change(ch, id, now, c.bot.user.ID)
	return true, nil
}

func banChatMember(s *Server, c *call) (any, error) {
	ch, id, err := c.restrictable()
	if err != nil {
		return nil, err
	}
	s.change(ch, id, &member{status: statusBanned, until: c.until()}, c.bot.user.ID)
	return true, nil
}

func unbanChatMember(s *Server, c *call) (any, error) {
	ch, id, err := c.restrictable()
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typeGroup {
		return nil, largeGroupsOnly.err()
	}
	m := ch.members[id]
	banned := m != nil && m.status == statusBanned
	if banned || !c.flag("only_if_banned") && m.present() {
		s.change(ch, id, &member{status: statusLeft}, c.bot.user.ID)
	}
	return true, nil
}

// memberNow is somebody's membership, once a restriction or ban whose time is
// over has been taken away; nil for somebody whom the chat never knew.
func (s *Server) memberNow(ch *chat, id int64) *member {
	m := ch.members[id]
	if m == nil || m.until == 0 || s.unix() < m.until {
		return m
	}
	now := &member{status: statusLeft}
	if m.status == statusRestricted && m.inside {
		now = &member{status: statusMember, inside: true}
	}
	ch.members[id] = now
	return now
}

package emulator

import "maps"

// Migrate turns a small group into a supergroup and tells the bots in both:
// Upgrade and AnnounceUpgrade in one.
func (s *Server) Migrate(group Chat) Chat {
	to := s.Upgrade(group)
	s.AnnounceUpgrade(group)
	return to
}

// Upgrade turns a small group into a supergroup without a word: a bot learns of
// it by the refusal of its next send. AnnounceUpgrade sends the service messages.
func (s *Server) Upgrade(group Chat) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.world.chats[group.ID]
	now := s.newGroup(typeSupergroup, old.wire.Title)
	now.members, now.bots = maps.Clone(old.members), old.botsIn()
	now.permissions, now.description = old.permissions, old.description
	old.movedTo = now.wire.ID
	s.touch()
	return now.wire
}

// AnnounceUpgrade sends the two service messages of an upgrade: into the old
// group where it went, into the new one where it came from.
func (s *Server) AnnounceUpgrade(group Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.world.chats[group.ID]
	now := s.world.chats[old.movedTo]
	var by User
	for _, id := range old.inOrder() {
		if p := s.world.users[id]; !p.IsBot {
			by = p.User
			break
		}
	}
	anonymous, sender := s.world.users[GroupAnonymousID].User, now.wire
	s.post(old, &message{author: by.ID, Message: Message{From: &by, MigrateToChatID: now.wire.ID}})
	s.post(now, &message{
		author:  GroupAnonymousID,
		Message: Message{From: &anonymous, SenderChat: &sender, MigrateFromChatID: old.wire.ID},
	})
}

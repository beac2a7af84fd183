package emulator

import "strings"

// adminRights is ChatAdministratorRights.
type adminRights struct {
	IsAnonymous             bool `json:"is_anonymous"`
	CanManageChat           bool `json:"can_manage_chat"`
	CanDeleteMessages       bool `json:"can_delete_messages"`
	CanManageVideoChats     bool `json:"can_manage_video_chats"`
	CanRestrictMembers      bool `json:"can_restrict_members"`
	CanPromoteMembers       bool `json:"can_promote_members"`
	CanChangeInfo           bool `json:"can_change_info"`
	CanInviteUsers          bool `json:"can_invite_users"`
	CanPostStories          bool `json:"can_post_stories"`
	CanEditStories          bool `json:"can_edit_stories"`
	CanDeleteStories        bool `json:"can_delete_stories"`
	CanPostMessages         bool `json:"can_post_messages,omitempty"`
	CanEditMessages         bool `json:"can_edit_messages,omitempty"`
	CanPinMessages          bool `json:"can_pin_messages,omitempty"`
	CanManageTopics         bool `json:"can_manage_topics,omitempty"`
	CanManageDirectMessages bool `json:"can_manage_direct_messages,omitempty"`
	CanManageTags           bool `json:"can_manage_tags,omitempty"`
}

// rightNames are the parameters of promoteChatMember that give a right.
var rightNames = strings.Fields("is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members" +
	" can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories can_post_messages can_edit_messages can_pin_messages" +
	" can_manage_topics can_manage_direct_messages can_manage_tags")

// rights are those that the call gives.
func (c *call) rights() Rights {
	return Rights{
		Anonymous: c.flag("is_anonymous"), CanDeleteMessages: c.flag("can_delete_messages"), CanRestrictMembers: c.flag("can_restrict_members"),
		CanPromoteMembers: c.flag("can_promote_members"), CanChangeInfo: c.flag("can_change_info"), CanInviteUsers: c.flag("can_invite_users"),
		CanPinMessages: c.flag("can_pin_messages"), CanPostMessages: c.flag("can_post_messages"), CanEditMessages: c.flag("can_edit_messages"),
	}
}

// within says whether nothing is given that the giver does not have.
func (r Rights) within(of Rights) bool {
	for _, right := range [][2]bool{
		{r.CanDeleteMessages, of.CanDeleteMessages}, {r.CanRestrictMembers, of.CanRestrictMembers}, {r.CanPromoteMembers, of.CanPromoteMembers},
		{r.CanChangeInfo, of.CanChangeInfo}, {r.CanInviteUsers, of.CanInviteUsers}, {r.CanPinMessages, of.CanPinMessages},
		{r.CanPostMessages, of.CanPostMessages}, {r.CanEditMessages, of.CanEditMessages},
	} {
		if right[0] && !right[1] {
			return false
		}
	}
	return true
}

// promoteChatMember makes somebody an administrator; without any right it makes
// an administrator an ordinary member again.
func promoteChatMember(s *Server, c *call) (any, error) {
	id, ch, err := c.someoneIn()
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate || ch.wire.Type == typeGroup {
		return nil, largeGroupsOnly.err()
	}
	err = c.administrator(ch, "", func(r Rights) bool { return r.CanPromoteMembers })
	rights, m := c.rights(), s.memberNow(ch, id)
	switch {
	case err != nil:
		return nil, err
	case s.world.users[id] == nil:
		return nil, userNotFound.err()
	case id == c.bot.user.ID:
		return nil, cannotPromoteSelf.err()
	case m != nil && m.status == statusOwner:
		return nil, cannotPromoteOwner.err()
	case !m.present():
		return nil, memberNotFound.err()
	case !rights.within(ch.members[c.bot.user.ID].rights):
		return nil, rightForbidden.err()
	}
	now := &member{status: statusMember, inside: true}
	for _, name := range rightNames {
		if c.flag(name) {
			now.status = statusAdmin
		}
	}
	if now.status == statusAdmin {
		rights.Title = m.rights.Title
		now.rights = rights
	}
	s.change(ch, id, now, c.bot.user.ID)
	return true, nil
}

func setDefaultRights(s *Server, c *call) (any, error) {
	var rights adminRights
	if c.has("rights") {
		if err := unmarshal(c.str("rights"), &rights); err != nil {
			return nil, rightsUnreadable.err()
		}
	}
	c.bot.defaults[c.flag("for_channels")] = rights
	s.touch()
	return true, nil
}

func getDefaultRights(_ *Server, c *call) (any, error) {
	return c.bot.defaults[c.flag("for_channels")], nil
}

package emulator

// ChatPermissions is what an ordinary member of a group may do.
type ChatPermissions struct {
	CanSendMessages       bool `json:"can_send_messages"`
	CanSendAudios         bool `json:"can_send_audios"`
	CanSendDocuments      bool `json:"can_send_documents"`
	CanSendPhotos         bool `json:"can_send_photos"`
	CanSendVideos         bool `json:"can_send_videos"`
	CanSendVideoNotes     bool `json:"can_send_video_notes"`
	CanSendVoiceNotes     bool `json:"can_send_voice_notes"`
	CanSendPolls          bool `json:"can_send_polls"`
	CanSendOtherMessages  bool `json:"can_send_other_messages"`
	CanAddWebPagePreviews bool `json:"can_add_web_page_previews"`
	CanReactToMessages    bool `json:"can_react_to_messages"`
	CanEditTag            bool `json:"can_edit_tag"`
	CanChangeInfo         bool `json:"can_change_info"`
	CanInviteUsers        bool `json:"can_invite_users"`
	CanPinMessages        bool `json:"can_pin_messages"`
	CanManageTopics       bool `json:"can_manage_topics"`
}

// everything is what members of a new group may do.
func everything() ChatPermissions {
	return ChatPermissions{
		CanSendMessages: true, CanSendAudios: true, CanSendDocuments: true, CanSendPhotos: true,
		CanSendVideos: true, CanSendVideoNotes: true, CanSendVoiceNotes: true, CanSendPolls: true,
		CanSendOtherMessages: true, CanAddWebPagePreviews: true, CanReactToMessages: true,
		CanEditTag: true, CanChangeInfo: true, CanInviteUsers: true, CanPinMessages: true,
	}
}

// Rights is what an administrator may do. The zero value is an administrator
// who may nothing but see everything.
type Rights struct {
	// Anonymous hides the administrator behind the group: messages carry
	// GroupAnonymousBot and sender_chat.
	Anonymous bool
	// Title is the custom title.
	Title string

	CanDeleteMessages  bool
	CanRestrictMembers bool
	CanPromoteMembers  bool
	CanChangeInfo      bool
	CanInviteUsers     bool
	CanPinMessages     bool
	CanPostMessages    bool
	CanEditMessages    bool
}

// AllRights is what the owner gives to an administrator who is trusted.
func AllRights() Rights {
	return Rights{
		CanDeleteMessages: true, CanRestrictMembers: true, CanPromoteMembers: true, CanChangeInfo: true,
		CanInviteUsers: true, CanPinMessages: true, CanPostMessages: true, CanEditMessages: true,
	}
}

type memberOwner struct {
	Status      string `json:"status"`
	User        User   `json:"user"`
	IsAnonymous bool   `json:"is_anonymous"`
	CustomTitle string `json:"custom_title,omitempty"`
}

type memberAdministrator struct {
	Status              string `json:"status"`
	User                User   `json:"user"`
	CanBeEdited         bool   `json:"can_be_edited"`
	IsAnonymous         bool   `json:"is_anonymous"`
	CanManageChat       bool   `json:"can_manage_chat"`
	CanDeleteMessages   bool   `json:"can_delete_messages"`
	CanManageVideoChats bool   `json:"can_manage_video_chats"`
	CanRestrictMembers  bool   `json:"can_restrict_members"`
	CanPromoteMembers   bool   `json:"can_promote_members"`
	CanChangeInfo       bool   `json:"can_change_info"`
	CanInviteUsers      bool   `json:"can_invite_users"`
	CanPostStories      bool   `json:"can_post_stories"`
	CanEditStories      bool   `json:"can_edit_stories"`
	CanDeleteStories    bool   `json:"can_delete_stories"`
	CanPostMessages     *bool  `json:"can_post_messages,omitempty"`
	CanEditMessages     *bool  `json:"can_edit_messages,omitempty"`
	CanPinMessages      *bool  `json:"can_pin_messages,omitempty"`
	CanManageTopics     *bool  `json:"can_manage_topics,omitempty"`
	CustomTitle         string `json:"custom_title,omitempty"`
}

type memberPlain struct {
	Status string `json:"status"`
	User   User   `json:"user"`
}

type memberRestricted struct {
	Status   string `json:"status"`
	User     User   `json:"user"`
	IsMember bool   `json:"is_member"`
	ChatPermissions
	UntilDate int64 `json:"until_date"`
}

type memberBanned struct {
	Status    string `json:"status"`
	User      User   `json:"user"`
	UntilDate int64  `json:"until_date"`
}

// wire is the member as bots see it.
func (m *member) wire(u User, c *chat) any {
	switch m.status {
	case statusOwner:
		return memberOwner{Status: m.status, User: u, IsAnonymous: m.rights.Anonymous, CustomTitle: m.rights.Title}
	case statusAdmin:
		return m.wireAdministrator(u, c)
	case statusRestricted:
		return memberRestricted{Status: m.status, User: u, IsMember: m.inside, ChatPermissions: m.permissions, UntilDate: m.until}
	case statusBanned:
		return memberBanned{Status: m.status, User: u, UntilDate: m.until}
	default:
		return memberPlain{Status: m.status, User: u}
	}
}

// wireAdministrator fills the rights that exist in this type of chat: posting
// and editing in channels, pinning in groups, topics in supergroups.
func (m *member) wireAdministrator(u User, c *chat) memberAdministrator {
	r := m.rights
	a := memberAdministrator{
		Status: m.status, User: u, IsAnonymous: r.Anonymous, CanManageChat: true, CustomTitle: r.Title,
		CanDeleteMessages: r.CanDeleteMessages, CanRestrictMembers: r.CanRestrictMembers,
		CanPromoteMembers: r.CanPromoteMembers, CanChangeInfo: r.CanChangeInfo, CanInviteUsers: r.CanInviteUsers,
	}
	if c.wire.Type == typeChannel {
		a.CanPostMessages, a.CanEditMessages = &r.CanPostMessages, &r.CanEditMessages
		return a
	}
	a.CanPinMessages = &r.CanPinMessages
	if c.wire.Type == typeSupergroup {
		a.CanManageTopics = new(bool)
	}
	return a
}

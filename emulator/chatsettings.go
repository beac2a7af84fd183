package emulator

import (
	"fmt"
	"unicode/utf8"
)

// Longest texts about a chat, in characters; Telegram cuts what is longer.
// Source: tdlib/td, MAX_TITLE_LENGTH and MAX_DESCRIPTION_LENGTH.
const (
	longestTitle       = 128
	longestDescription = 255
	longestLinkName    = 32
)

// shortened is the beginning of a text.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}

// changeable is the chat of which the bot may change something: no private one,
// and one where it has the right.
func (c *call) changeable(what, right string, may func(Rights) bool) (*chat, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate {
		return nil, privateUnchangeable.err("private chat " + what)
	}
	return ch, c.administrator(ch, right, may)
}

func changesInfo(r Rights) bool { return r.CanChangeInfo }

func setChatTitle(s *Server, c *call) (any, error) {
	ch, err := c.changeable("title", " to change chat title", changesInfo)
	if err != nil {
		return nil, err
	}
	title, _ := trimText(cleaned(c.str("title")), nil)
	title = shortened(title, longestTitle)
	switch title {
	case "":
		return nil, titleEmpty.err()
	case ch.wire.Title:
		return nil, titleSame.err()
	}
	ch.wire.Title = title
	m := &message{author: c.bot.user.ID, Message: Message{NewChatTitle: title}}
	c.signAs(ch, m)
	s.post(ch, m)
	return true, nil
}

func setChatDescription(s *Server, c *call) (any, error) {
	ch, err := c.changeable("description", " to set chat description", changesInfo)
	if err != nil {
		return nil, err
	}
	text, _ := trimText(cleaned(c.str("description")), nil)
	text = shortened(text, longestDescription)
	if text == ch.description {
		return nil, descriptionSame.err()
	}
	ch.description = text
	s.touch()
	return true, nil
}

func setChatPermissions(s *Server, c *call) (any, error) {
	var given ChatPermissions
	if err := unmarshal(c.str("permissions"), &given); err != nil {
		return nil, permissionsUnreadable.err()
	}
	ch, err := c.changeable("permissions", " to change chat permissions", func(r Rights) bool { return r.CanRestrictMembers })
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typeChannel {
		return nil, privateUnchangeable.err("channel chat permissions")
	}
	ch.permissions = given
	s.touch()
	return true, nil
}

func unpinAllChatMessages(s *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.mayPin(ch); err != nil {
		return nil, err
	}
	ch.pinned = nil
	s.touch()
	return true, nil
}

// chatInviteLink is ChatInviteLink.
type chatInviteLink struct {
	Link        string `json:"invite_link"`
	Creator     User   `json:"creator"`
	Requests    bool   `json:"creates_join_request"`
	Primary     bool   `json:"is_primary"`
	Revoked     bool   `json:"is_revoked"`
	Name        string `json:"name,omitempty"`
	ExpireDate  int64  `json:"expire_date,omitempty"`
	MemberLimit int    `json:"member_limit,omitempty"`
}

// inviting is the chat into which the bot may invite.
func (c *call) inviting() (*chat, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate {
		return nil, notInPrivate.err()
	}
	return ch, c.administrator(ch, " to manage chat invite link", func(r Rights) bool { return r.CanInviteUsers })
}

// freshLink is a link that nobody was given before. It leads nowhere: people
// join by hand here.
func (s *Server) freshLink() string { return fmt.Sprintf("https://t.me/+AAAAAE%010d", s.touch()) }

func exportChatInviteLink(s *Server, c *call) (any, error) {
	ch, err := c.inviting()
	if err != nil {
		return nil, err
	}
	ch.invite = s.freshLink()
	return ch.invite, nil
}

func createChatInviteLink(s *Server, c *call) (any, error) {
	ch, err := c.inviting()
	if err != nil {
		return nil, err
	}
	link := chatInviteLink{
		Creator: c.bot.user, Requests: c.flag("creates_join_request"), Name: shortened(c.str("name"), longestLinkName),
		ExpireDate: max(0, c.num("expire_date")), MemberLimit: c.count("member_limit"),
	}
	if link.Requests && link.MemberLimit > 0 {
		return nil, limitWithRequests.err()
	}
	c.record.Chat = ch.wire.ID
	link.Link = s.freshLink()
	return link, nil
}

// userProfilePhotos is UserProfilePhotos; nobody here has a picture.
type userProfilePhotos struct {
	Total  int           `json:"total_count"`
	Photos [][]PhotoSize `json:"photos"`
}

func getUserProfilePhotos(s *Server, c *call) (any, error) {
	id, err := c.userID()
	if err != nil {
		return nil, err
	}
	if s.world.users[id] == nil {
		return nil, userNotFound.err()
	}
	return userProfilePhotos{Photos: [][]PhotoSize{}}, nil
}

// answerInlineQuery is always too late: nobody asks inline here.
func answerInlineQuery(_ *Server, c *call) (any, error) {
	var results []rawMessage
	if err := c.array("results", &results, resultsUnreadable, "inline query results"); err != nil {
		return nil, err
	}
	return nil, queryTooOld.err()
}

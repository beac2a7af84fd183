package bot

import (
	"encoding/json"
	"errors"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// errNobody is the reason why nothing is done about somebody who had everything erased.
var errNobody = errors.New("the account is not known any more")

// Telegram's ChatPermissions: those of nobody, and all, after which the group's own ones hold.
const (
	mayNothing = `{"can_send_messages":false}`
	mayAll     = `{"can_send_messages":true,"can_send_audios":true,"can_send_documents":true,"can_send_photos":true,"can_send_videos":true,` +
		`"can_send_video_notes":true,"can_send_voice_notes":true,"can_send_polls":true,"can_send_other_messages":true,"can_add_web_page_previews":true,` +
		`"can_change_info":true,"can_invite_users":true,"can_pin_messages":true,"can_manage_topics":true}`
)

// aboutPerson returns the method and parameters of what is done about a person in a group.
func aboutPerson(out *content.Outgoing, params tgbotapi.Params) (string, tgbotapi.Params, error) {
	if out.Account == 0 {
		return "", nil, errNobody
	}
	params["user_id"] = strconv.FormatInt(int64(out.Account), 10)
	switch {
	case out.Action == content.ActionMember:
		return "getChatMember", params, nil
	case out.Free:
		params["permissions"] = mayAll
		return "restrictChatMember", params, nil
	}
	params["permissions"] = mayNothing
	if out.Until != 0 {
		params["until_date"] = strconv.FormatInt(out.Until, 10)
	}
	return "restrictChatMember", params, nil
}

// membership reads what a person is in a group out of Telegram's ChatMember.
func membership(raw json.RawMessage) content.Belonging {
	var member struct {
		Status string `json:"status"`
		Inside bool   `json:"is_member"` // of those who are restricted
	}
	if json.Unmarshal(raw, &member) != nil || member.Status == "" {
		return content.Unknown
	}
	switch member.Status {
	case "creator", "administrator":
		return content.Administer
	case "member":
		return content.Belongs
	case "restricted":
		if member.Inside {
			return content.Belongs
		}
	}
	return content.Outside
}

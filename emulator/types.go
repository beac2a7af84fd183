package emulator

// The objects below are Telegram's own, named and spelled as the Bot API
// reference spells them; fields that the emulator never fills are left out.
// A test holds each of them against a machine-readable Bot API description.

// User is a person or a bot. A zero ID is given out by AddUser.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
	IsPremium    bool   `json:"is_premium,omitempty"`
}

// me is what getMe answers: the bot itself with its rights.
type me struct {
	User
	CanJoinGroups           bool `json:"can_join_groups"`
	CanReadAllGroupMessages bool `json:"can_read_all_group_messages"`
	SupportsInlineQueries   bool `json:"supports_inline_queries"`
	CanConnectToBusiness    bool `json:"can_connect_to_business"`
	HasMainWebApp           bool `json:"has_main_web_app"`
}

// Chat is where messages stand: private, group, supergroup or channel.
type Chat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
}

// chatFullInfo is what getChat answers.
type chatFullInfo struct {
	Chat
	AccentColorID      int               `json:"accent_color_id"`
	MaxReactionCount   int               `json:"max_reaction_count"`
	AcceptedGiftTypes  acceptedGiftTypes `json:"accepted_gift_types"`
	Description        string            `json:"description,omitempty"`
	InviteLink         string            `json:"invite_link,omitempty"`
	LinkedChatID       int64             `json:"linked_chat_id,omitempty"`
	PinnedMessage      *Message          `json:"pinned_message,omitempty"`
	Permissions        *ChatPermissions  `json:"permissions,omitempty"`
	HasVisibleHistory  bool              `json:"has_visible_history,omitempty"`
	AvailableReactions []ReactionType    `json:"available_reactions,omitempty"`
}

// acceptedGiftTypes is a required part of ChatFullInfo; nobody gives gifts here.
type acceptedGiftTypes struct {
	UnlimitedGifts      bool `json:"unlimited_gifts"`
	LimitedGifts        bool `json:"limited_gifts"`
	UniqueGifts         bool `json:"unique_gifts"`
	PremiumSubscription bool `json:"premium_subscription"`
	GiftsFromChannels   bool `json:"gifts_from_channels"`
}

// Message is one message as bots see it.
type Message struct {
	MessageID           int             `json:"message_id"`
	MessageThreadID     int             `json:"message_thread_id,omitempty"`
	From                *User           `json:"from,omitempty"`
	SenderChat          *Chat           `json:"sender_chat,omitempty"`
	Date                int64           `json:"date"`
	Chat                Chat            `json:"chat"`
	ForwardOrigin       *MessageOrigin  `json:"forward_origin,omitempty"`
	ForwardFrom         *User           `json:"forward_from,omitempty"`
	ForwardFromChat     *Chat           `json:"forward_from_chat,omitempty"`
	ForwardFromMessage  int             `json:"forward_from_message_id,omitempty"`
	ForwardSenderName   string          `json:"forward_sender_name,omitempty"`
	ForwardDate         int64           `json:"forward_date,omitempty"`
	IsAutomaticForward  bool            `json:"is_automatic_forward,omitempty"`
	ReplyToMessage      *Message        `json:"reply_to_message,omitempty"`
	Quote               *TextQuote      `json:"quote,omitempty"`
	EditDate            int64           `json:"edit_date,omitempty"`
	HasProtectedContent bool            `json:"has_protected_content,omitempty"`
	AuthorSignature     string          `json:"author_signature,omitempty"`
	MediaGroupID        string          `json:"media_group_id,omitempty"`
	Text                string          `json:"text,omitempty"`
	Entities            []MessageEntity `json:"entities,omitempty"`
	LinkPreviewOptions  *LinkPreview    `json:"link_preview_options,omitempty"`
	Photo               []PhotoSize     `json:"photo,omitempty"`
	Document            *Document       `json:"document,omitempty"`
	Media
	Caption           string          `json:"caption,omitempty"`
	CaptionEntities   []MessageEntity `json:"caption_entities,omitempty"`
	Poll              *Poll           `json:"poll,omitempty"`
	NewChatMembers    []User          `json:"new_chat_members,omitempty"`
	LeftChatMember    *User           `json:"left_chat_member,omitempty"`
	NewChatTitle      string          `json:"new_chat_title,omitempty"`
	MigrateToChatID   int64           `json:"migrate_to_chat_id,omitempty"`
	MigrateFromChatID int64           `json:"migrate_from_chat_id,omitempty"`
	PinnedMessage     *Message        `json:"pinned_message,omitempty"`
	ReplyMarkup       *InlineKeyboard `json:"reply_markup,omitempty"`
}

// messageID is MessageId, what is answered to a copy.
type messageID struct {
	MessageID int `json:"message_id"`
}

// MessageOrigin says where a forwarded message comes from.
type MessageOrigin struct {
	Type            string `json:"type"`
	Date            int64  `json:"date"`
	SenderUser      *User  `json:"sender_user,omitempty"`
	SenderUserName  string `json:"sender_user_name,omitempty"`
	SenderChat      *Chat  `json:"sender_chat,omitempty"`
	Chat            *Chat  `json:"chat,omitempty"`
	MessageID       int    `json:"message_id,omitempty"`
	AuthorSignature string `json:"author_signature,omitempty"`
}

// MessageEntity marks a part of a text; offset and length count UTF-16 units.
type MessageEntity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	User          *User  `json:"user,omitempty"`
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
}

// TextQuote is the part of a message that a reply quotes.
type TextQuote struct {
	Text     string `json:"text"`
	Position int    `json:"position"`
	IsManual bool   `json:"is_manual,omitempty"`
}

// LinkPreview is LinkPreviewOptions.
type LinkPreview struct {
	IsDisabled       bool   `json:"is_disabled,omitempty"`
	URL              string `json:"url,omitempty"`
	PreferSmallMedia bool   `json:"prefer_small_media,omitempty"`
	PreferLargeMedia bool   `json:"prefer_large_media,omitempty"`
	ShowAboveText    bool   `json:"show_above_text,omitempty"`
}

// PhotoSize is one size of a picture.
type PhotoSize struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Document is a file sent as such.
type Document struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Sticker is a sticker; its sides are in pixels.
type Sticker struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Type         string `json:"type"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	IsAnimated   bool   `json:"is_animated"`
	IsVideo      bool   `json:"is_video"`
	Emoji        string `json:"emoji,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Voice is a voice note; Duration is in seconds.
type Voice struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Duration     int    `json:"duration"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// file is what getFile answers.
type file struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileSize     int    `json:"file_size,omitempty"`
	FilePath     string `json:"file_path,omitempty"`
}

// Poll is a native poll with its totals.
type Poll struct {
	ID                    string          `json:"id"`
	Question              string          `json:"question"`
	QuestionEntities      []MessageEntity `json:"question_entities,omitempty"`
	Options               []PollOption    `json:"options"`
	TotalVoterCount       int             `json:"total_voter_count"`
	IsClosed              bool            `json:"is_closed"`
	IsAnonymous           bool            `json:"is_anonymous"`
	Type                  string          `json:"type"`
	AllowsMultipleAnswers bool            `json:"allows_multiple_answers"`
	AllowsRevoting        bool            `json:"allows_revoting"`
	MembersOnly           bool            `json:"members_only"`
	CorrectOptionIDs      []int           `json:"correct_option_ids,omitempty"`
	Explanation           string          `json:"explanation,omitempty"`
	ExplanationEntities   []MessageEntity `json:"explanation_entities,omitempty"`
	OpenPeriod            int             `json:"open_period,omitempty"`
	CloseDate             int64           `json:"close_date,omitempty"`
	// Description and its entities stand in messages only, not in updates about the poll.
	Description         string          `json:"description,omitempty"`
	DescriptionEntities []MessageEntity `json:"description_entities,omitempty"`
}

// PollOption is one answer of a poll with its count.
type PollOption struct {
	PersistentID string          `json:"persistent_id"`
	Text         string          `json:"text"`
	TextEntities []MessageEntity `json:"text_entities,omitempty"`
	VoterCount   int             `json:"voter_count"`
}

// PollAnswer is one person's vote in a poll that is not anonymous; no options
// mean that the vote was taken back.
type PollAnswer struct {
	PollID              string   `json:"poll_id"`
	VoterChat           *Chat    `json:"voter_chat,omitempty"`
	User                *User    `json:"user,omitempty"`
	OptionIDs           []int    `json:"option_ids"`
	OptionPersistentIDs []string `json:"option_persistent_ids"`
}

// CallbackQuery is a press on an inline button.
type CallbackQuery struct {
	ID           string `json:"id"`
	From         User   `json:"from"`
	Message      any    `json:"message,omitempty"`
	ChatInstance string `json:"chat_instance"`
	Data         string `json:"data,omitempty"`
}

// inaccessibleMessage stands in a press for a message that is gone; its date
// is always 0.
type inaccessibleMessage struct {
	Chat      Chat  `json:"chat"`
	MessageID int   `json:"message_id"`
	Date      int64 `json:"date"`
}

// ChatMemberUpdated tells of a change of somebody's membership.
type ChatMemberUpdated struct {
	Chat          Chat  `json:"chat"`
	From          User  `json:"from"`
	Date          int64 `json:"date"`
	OldChatMember any   `json:"old_chat_member"`
	NewChatMember any   `json:"new_chat_member"`
}

// ReactionType is an emoji put on a message.
type ReactionType struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji,omitempty"`
}

// MessageReactionUpdated tells whose reactions on a message changed.
type MessageReactionUpdated struct {
	Chat        Chat           `json:"chat"`
	MessageID   int            `json:"message_id"`
	User        *User          `json:"user,omitempty"`
	ActorChat   *Chat          `json:"actor_chat,omitempty"`
	Date        int64          `json:"date"`
	OldReaction []ReactionType `json:"old_reaction"`
	NewReaction []ReactionType `json:"new_reaction"`
}

// MessageReactionCountUpdated tells the totals on a message where nobody learns
// who put them there.
type MessageReactionCountUpdated struct {
	Chat      Chat            `json:"chat"`
	MessageID int             `json:"message_id"`
	Date      int64           `json:"date"`
	Reactions []ReactionCount `json:"reactions"`
}

// ReactionCount is how often a reaction was put on a message.
type ReactionCount struct {
	Type       ReactionType `json:"type"`
	TotalCount int          `json:"total_count"`
}

// ResponseParameters says why a request failed and what helps.
type ResponseParameters struct {
	MigrateToChatID int64 `json:"migrate_to_chat_id,omitempty"`
	RetryAfter      int   `json:"retry_after,omitempty"`
}

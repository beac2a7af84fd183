package emulator

import (
	"fmt"
	"time"
)

// Types of chats and states of members, as the Bot API spells them.
const (
	typePrivate    = "private"
	typeGroup      = "group"
	typeSupergroup = "supergroup"
	typeChannel    = "channel"

	statusOwner      = "creator"
	statusAdmin      = "administrator"
	statusMember     = "member"
	statusRestricted = "restricted"
	statusLeft       = "left"
	statusBanned     = "kicked"
)

// Accounts that Telegram itself speaks through (core.telegram.org/bots/api#message,
// fields from and sender_chat; ids as in tdlib's UserManager).
const (
	ServiceID        = 777000     // automatic forwards of channel posts
	GroupAnonymousID = 1087968824 // administrators who hide behind their group
	ChannelBotID     = 136817688  // people who write as a channel
)

// world is everything that exists on a server.
type world struct {
	users     map[int64]*person
	usernames map[string]int64
	chats     map[int64]*chat // groups and channels; private chats stand in their bot
	bots      map[string]*bot // by token
	botsByID  map[int64]*bot
	files     map[string]*stored // by file_id
	paths     map[string]*stored // by file_path
	queries   map[string]*query
	pressed   []*query // oldest first
	closing   []*poll  // open polls that close by themselves

	nextUser, nextBot, nextGroup, nextSupergroup int64
	nextPoll, nextQuery, nextFile, nextAlbum     int64
}

// person is a user account.
type person struct {
	User
	deleted bool
	// answers are the callback answers that this person got.
	answers  []shownAnswer
	answered int // how many there were, those that are no longer kept too
}

// shownAnswer is a callback answer as its person sees it.
type shownAnswer struct {
	Answer
	seq int64
}

// chat is one chat with what stands in it.
type chat struct {
	wire     Chat
	messages map[int]*message
	order    []int // ids that are still kept, oldest first
	last     *int  // the newest id; private chats and small groups of a bot share one count
	journal  []entry
	notes    []entry       // like the journal, for what only people see
	read     map[int64]int // person → the newest message they have seen

	// Private chats: whose they are.
	bot     *bot
	user    *person
	started bool // the person has written to the bot
	blocked bool

	// Groups and channels.
	members     map[int64]*member
	bots        []*bot // bots that are inside, in the order of joining
	permissions ChatPermissions
	linked      *chat
	lastBot     int64       // the bot that spoke last
	forwarded   map[int]int // channels: post id → root in the linked group
	threads     map[int]int // groups: root → how many messages stand below it
	pinned      []int
	description string
	invite      string // the link that brings people in
	movedTo     int64  // the supergroup that this group became
	reactions   []ReactionType
}

// entry is one line of a chat's journal: the message was sent, edited or
// deleted at this count of changes.
type entry struct {
	seq int64
	m   *message
}

// message is a stored message with what bots do not see.
type message struct {
	Message
	touched  int64
	author   int64 // the user or bot who sent it, behind every mask
	keyboard *replyMarkup
	deleted  bool
	poll     *poll
	react    map[int64][]ReactionType
}

// member is what a group or channel knows about somebody.
type member struct {
	status      string
	rights      Rights
	permissions ChatPermissions
	inside      bool
	until       int64
}

func (m *member) present() bool {
	return m != nil && (m.status == statusOwner || m.status == statusAdmin || m.status == statusMember ||
		m.status == statusRestricted && m.inside)
}

func (m *member) administers() bool {
	return m != nil && (m.status == statusOwner || m.status == statusAdmin)
}

func newWorld() world {
	w := world{
		users: map[int64]*person{}, usernames: map[string]int64{}, chats: map[int64]*chat{},
		bots: map[string]*bot{}, botsByID: map[int64]*bot{}, files: map[string]*stored{},
		paths: map[string]*stored{}, queries: map[string]*query{},
		nextUser: 200_000_001, nextBot: 7_000_000_001, nextGroup: 300_001, nextSupergroup: 1_400_000_001,
		nextPoll: 5_100_000_000_000_000_001, nextQuery: 4_300_000_000_000_000_001, nextFile: 1,
		nextAlbum: 13_000_000_000_000_001,
	}
	for _, u := range []User{
		{ID: ServiceID, FirstName: "Telegram"},
		{ID: GroupAnonymousID, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"},
		{ID: ChannelBotID, IsBot: true, FirstName: "Channel", Username: "Channel_Bot"},
	} {
		w.users[u.ID] = &person{User: u}
	}
	return w
}

// Bot is a bot account: its user and its token.
type Bot struct {
	User
	Token string
}

// AddBot makes a bot, with privacy mode on, as BotFather does.
func (s *Server) AddBot(name, username string) Bot {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.world.nextBot
	s.world.nextBot++
	// A token has the form that redaction looks for: digits, a colon, 35 characters.
	token := fmt.Sprintf("%d:AA%033d", id, id)
	b := newBot(User{ID: id, IsBot: true, FirstName: name, Username: username}, token)
	b.launched = s.now()
	s.world.bots[token], s.world.botsByID[id] = b, b
	s.world.users[id] = &person{User: b.user}
	s.world.usernames[fold(username)] = id
	return Bot{User: b.user, Token: token}
}

// SetPrivacy turns a bot's privacy mode on or off, as /setprivacy of BotFather.
// Bots that are already in a group notice at once here.
func (s *Server) SetPrivacy(b Bot, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.botsByID[b.ID].readsAll = !on
}

// AddUser adds a person's account and returns it with its id. An empty name
// becomes "Person".
func (s *Server) AddUser(u User) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.ID == 0 {
		u.ID = s.world.nextUser
		s.world.nextUser++
	}
	if u.FirstName == "" {
		u.FirstName = "Person"
	}
	s.world.users[u.ID] = &person{User: u}
	if u.Username != "" {
		s.world.usernames[fold(u.Username)] = u.ID
	}
	return u
}

// Rename changes what an account is called; bots see it with the next update.
func (s *Server) Rename(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.world.users[u.ID]
	if p == nil {
		return
	}
	p.User = u
	for _, b := range s.world.botsByID {
		if ch := b.chats[u.ID]; ch != nil {
			ch.wire = privateWire(u)
		}
	}
}

// DeleteAccount makes a person's account a deleted one: bots that write to it
// are told so.
func (s *Server) DeleteAccount(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.world.users[u.ID]; p != nil {
		p.deleted = true
	}
}

// AddChannel makes a channel without an owner or subscribers.
func (s *Server) AddChannel(title string) Chat { return s.addChat(typeChannel, title) }

// AddGroup makes a supergroup, the kind that can be linked to a channel.
func (s *Server) AddGroup(title string) Chat { return s.addChat(typeSupergroup, title) }

// AddBasicGroup makes a group of the old, small kind, which Migrate turns into
// a supergroup.
func (s *Server) AddBasicGroup(title string) Chat { return s.addChat(typeGroup, title) }

func (s *Server) addChat(kind, title string) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newGroup(kind, title).wire
}

func (s *Server) newGroup(kind, title string) *chat {
	w := &s.world
	var id int64
	if kind == typeGroup {
		id = -w.nextGroup
		w.nextGroup++
	} else {
		id = -1_000_000_000_000 - w.nextSupergroup
		w.nextSupergroup++
	}
	c := newChat(Chat{ID: id, Type: kind, Title: title})
	w.chats[id] = c
	return c
}

func newChat(wire Chat) *chat {
	return &chat{
		wire: wire, messages: map[int]*message{}, last: new(int), members: map[int64]*member{},
		permissions: everything(), forwarded: map[int]int{}, threads: map[int]int{}, read: map[int64]int{},
	}
}

// Link makes group the discussion group of channel.
func (s *Server) Link(channel, group Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, g := s.world.chats[channel.ID], s.world.chats[group.ID]
	c.linked, g.linked = g, c
}

// unix is the server's time in whole seconds, as dates are given.
func (s *Server) unix() int64 { return s.opts.Now().Unix() }

// private is the chat of a person with a bot, made when it is first needed.
func (s *Server) private(b *bot, p *person) *chat {
	c := b.chats[p.ID]
	if c == nil {
		c = newChat(privateWire(p.User))
		c.bot, c.user, c.last = b, p, &b.lastMessage
		b.chats[p.ID] = c
	}
	return c
}

func privateWire(u User) Chat {
	return Chat{ID: u.ID, Type: typePrivate, FirstName: u.FirstName, LastName: u.LastName, Username: u.Username}
}

func (s *Server) now() time.Time { return s.opts.Now() }

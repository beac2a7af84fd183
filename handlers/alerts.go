package handlers

import (
	"context"
	"strings"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// Trouble names what the owners have to know of. Behind a ":" may stand of what there are several; the sentence is the same for all of them.
type Trouble string

// The troubles, with the arguments of their sentences.
const (
	TroubleBackup     Trouble = "backup"       // Folder: of the backups
	TroubleDisk       Trouble = "disk"         // Folder: on whose disk it is; Free: megabytes that are left
	TroubleBackupDisk Trouble = "disk:backups" // the same
	TroubleOutbox     Trouble = "outbox"       // Waiting: how many messages; Minutes: how long the oldest of them
	TroubleChannel    Trouble = "channel"      // no arguments, as those below
	TroubleGroup      Trouble = "group"
	TroublePowers     Trouble = "powers" // what it needs in the discussion group besides writing
	TroubleDesk       Trouble = "desk"   // what it needs in the moderation chat
	TroubleStore      Trouble = "store"
	TroubleDamage     Trouble = "damage"
)

// saying is what the owners are told when a trouble begins and when it is over.
type saying struct{ begun, over phrases.Key }

// sayings is found by what stands before the ":" of a Trouble.
var sayings = map[string]saying{
	"backup":  {phrases.AlertBackup, phrases.AlertBackupOver},
	"disk":    {phrases.AlertDisk, phrases.AlertDiskOver},
	"outbox":  {phrases.AlertOutbox, phrases.AlertOutboxOver},
	"channel": {phrases.AlertChannel, phrases.AlertChannelOver},
	"group":   {phrases.AlertGroup, phrases.AlertGroupOver},
	"powers":  {phrases.AlertPowers, phrases.AlertPowersOver},
	"desk":    {phrases.AlertDesk, phrases.AlertDeskOver},
	"store":   {phrases.AlertStore, phrases.AlertStoreOver},
	"damage":  {phrases.AlertDamage, phrases.AlertDamageOver},
}

func sayingOf(trouble Trouble) saying {
	kind, _, _ := strings.Cut(string(trouble), ":")
	return sayings[kind]
}

// Owner is an owner who has started the bot, so that it may write to them.
type Owner struct {
	Account content.TelegramID
	Lang    content.Lang
	chat    content.ChatID
}

// Owners returns the owners to whom the bot may write. The error is the store's.
func (n *Newsroom) Owners(ctx context.Context) (owners []Owner, err error) {
	err = n.store.View(ctx, func(tx *storage.Tx) error {
		owners, err = n.owners(tx)
		return err
	})
	return owners, err
}

func (n *Newsroom) owners(tx *storage.Tx) ([]Owner, error) {
	if err := n.knowTeam(tx); err != nil {
		return nil, err
	}
	var owners []Owner
	for account, role := range n.staff() {
		if role < content.RoleOwner {
			continue
		}
		reader, err := tx.Reader(account)
		switch {
		case content.CodeOf(err) == content.NotFound || err == nil && reader.Unreachable:
		case err != nil:
			return nil, err
		default:
			owners = append(owners, Owner{account, reader.Language(n.language), reader.Chat()})
		}
	}
	return owners, nil
}

// Raise notes that a trouble has begun, and tells the owners unless they know. Known tells whether they know now: false when there is nobody whom
// the bot may write to, and it is to be called again. The error is the store's.
func (n *Newsroom) Raise(ctx context.Context, trouble Trouble, args phrases.Args) (known bool, err error) {
	err = n.store.Update(ctx, func(tx *storage.Tx) error {
		untold, err := tx.Raise(string(trouble))
		if err != nil || !untold {
			known = !untold
			return err
		}
		known, err = n.tell(tx, sayingOf(trouble).begun, args)
		if err != nil || !known {
			return err
		}
		return tx.MarkTold(string(trouble))
	})
	return known && err == nil, err // what a full disk did not take, nobody is told
}

// Note is Raise for a trouble of which the owners are told by other ways than the outbox: told says that they were. The error is the store's.
func (n *Newsroom) Note(ctx context.Context, trouble Trouble, told bool) (known bool, err error) {
	err = n.store.Update(ctx, func(tx *storage.Tx) error {
		untold, err := tx.Raise(string(trouble))
		known = !untold || told
		if err != nil || !told {
			return err
		}
		return tx.MarkTold(string(trouble))
	})
	return known && err == nil, err
}

// Over notes that a trouble has ended, and tells so if the owners were told of it. The error is the store's.
func (n *Newsroom) Over(ctx context.Context, trouble Trouble) error {
	return n.store.Update(ctx, func(tx *storage.Tx) error {
		told, err := tx.Over(string(trouble))
		if err == nil && told {
			_, err = n.tell(tx, sayingOf(trouble).over, nil)
		}
		return err
	})
}

func (n *Newsroom) tell(tx *storage.Tx, key phrases.Key, args phrases.Args) (told bool, err error) {
	owners, err := n.owners(tx)
	if err != nil {
		return false, err
	}
	for _, owner := range owners {
		n.sendUnasked(tx, content.Outgoing{Chat: owner.chat, Action: content.ActionSend, Text: n.voice(owner.Lang).Say(key, args)})
	}
	return len(owners) > 0, nil
}

// Troubles returns the troubles that last, and of each whether the owners know. The error is the store's.
func (n *Newsroom) Troubles(ctx context.Context) (lasting map[Trouble]bool, err error) {
	err = n.store.View(ctx, func(tx *storage.Tx) error {
		named, err := tx.Alerts()
		lasting = make(map[Trouble]bool, len(named))
		for name, told := range named {
			lasting[Trouble(name)] = told
		}
		return err
	})
	return lasting, err
}

// Words returns what an owner is told when a trouble begins, or is over, for sending it where the outbox cannot.
func (n *Newsroom) Words(trouble Trouble, over bool, lang content.Lang, args phrases.Args) content.HTML {
	said := sayingOf(trouble)
	if over {
		return n.voice(lang).Say(said.over, args)
	}
	return n.voice(lang).Say(said.begun, args)
}

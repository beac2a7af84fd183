package handlers

import (
	"slices"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// settlers are those who may settle a disagreement, as far as they are known and the bot can reach them: editors, and where there is none whoever moderates.
func (t *turn) settlers() (all []content.ReaderID, err error) {
	to, err := t.editors()
	if err == nil && len(to) == 0 {
		return t.moderating()
	}
	for _, one := range to {
		all = append(all, content.ReaderID(one.chat))
	}
	return all, err
}

// moderating are the configured moderators, and in a newsroom with a moderation chat also who has decided lately: its other members are not known.
func (t *turn) moderating() (all []content.ReaderID, err error) {
	for account, role := range t.roles {
		if role < content.RoleModerator {
			continue
		}
		reader, err := t.tx.Reader(account)
		if ifKnown(err) != nil {
			return nil, err
		}
		if err == nil && !reader.Unreachable {
			all = append(all, reader.ID)
		}
	}
	if t.moderation == 0 {
		return all, nil
	}
	lately, err := t.tx.DecidersSince(latelyDays)
	for _, id := range lately {
		if err != nil {
			break
		}
		if _, err = t.tx.ReaderByID(id); err == nil {
			all = append(all, id)
		}
		err = ifKnown(err)
	}
	return all, err
}

// isParty tells whether somebody may not settle a disagreement, since they are one of the two and somebody else may. Where there are but these two, whoever looked second
// settles it, as of an appeal: whoever decided first does so only where nobody else is left.
func (t *turn) isParty(look storage.Look, who content.ReaderID) (bool, error) {
	if who != look.FirstBy && who != look.OtherBy {
		return false, nil
	}
	all, err := t.settlers()
	third := slices.ContainsFunc(all, func(id content.ReaderID) bool { return id != look.FirstBy && id != look.OtherBy })
	return third || who == look.FirstBy && slices.Contains(all, look.OtherBy), err
}

// notParty refuses whoever may not settle a disagreement, and says why.
func (t *turn) notParty(look storage.Look) error {
	party, err := t.isParty(look, t.reader.ID)
	if err == nil && party {
		err = &content.Error{Code: content.Conflict, Op: "handlers.notParty", Key: string(phrases.PressLookParty), Args: phrases.Args{"ID": written(look.Opinion)}}
	}
	return err
}

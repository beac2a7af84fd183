package storage

import (
	"cmp"
	"slices"

	"aitys/content"
)

const (
	sqlTeam     = `SELECT reader, role, name, added_by, at FROM team`
	sqlJoinTeam = `INSERT INTO team (reader, role, name, added_by, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (reader) DO UPDATE SET role = excluded.role, name = CASE WHEN excluded.name = '' THEN team.name ELSE excluded.name END`
	sqlLeaveTeam   = `DELETE FROM team WHERE reader = $1`
	sqlTeamNames   = `SELECT reader, name FROM team WHERE reader > $1 ORDER BY reader LIMIT $2`
	sqlSetTeamName = `UPDATE team SET name = $1 WHERE reader = $2`
)

// Team returns who may do more than readers may by what owners have said in the bot, the highest role first. Who was erased is not among them.
func (tx *Tx) Team() (all []content.Colleague, err error) {
	err = tx.read(sqlTeam, nil, func(rows row) error {
		var c content.Colleague
		var at int64
		if err := rows.Scan(&c.Reader, &c.Role, &c.Name, &c.AddedBy, &at); err != nil {
			return err
		}
		c.Since = fromMicro(at)
		c.Name, err = tx.store.seal.uncoverText(c.Name)
		all = append(all, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	known := all[:0]
	for _, c := range all {
		c.Account, err = tx.TelegramOf(content.ChatID(c.Reader))
		switch {
		case err == nil:
			known = append(known, c)
		case content.CodeOf(err) != content.NotFound:
			return nil, err
		}
	}
	slices.SortFunc(known, func(a, b content.Colleague) int {
		return cmp.Or(cmp.Compare(b.Role, a.Role), cmp.Compare(a.Reader, b.Reader))
	})
	return known, nil
}

// JoinTeam gives somebody a role, in place of the one that they had. An empty name leaves the one that is known.
func (tx *Tx) JoinTeam(c content.Colleague) error {
	name := storable(c.Name)
	if name != "" {
		name = tx.store.seal.coverText(name)
	}
	return tx.write(sqlJoinTeam, int64(c.Reader), int(c.Role), name, int64(c.AddedBy), micro(tx.now))
}

// LeaveTeam takes a role away; was tells that there was one.
func (tx *Tx) LeaveTeam(reader content.ReaderID) (was bool, err error) {
	changed, err := tx.exec(sqlLeaveTeam, int64(reader))
	return changed > 0, err
}

// myTeam adds what role an owner has given a reader, and under which name.
func (tx *Tx) myTeam(id content.ReaderID, data *MyData) error {
	team, err := tx.Team()
	for _, c := range team {
		if c.Reader == id {
			data.Colleague = c
		}
	}
	return err
}

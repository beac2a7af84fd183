package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// colleagues are the roles that owners have given in the bot, by account.
type colleagues map[content.TelegramID]content.Role

// roleGiven is what somebody may do by the configuration and by what owners have said. Before the first transaction the second is not known.
func (n *Newsroom) roleGiven(account content.TelegramID) content.Role {
	role := n.roles[account]
	if given := n.team.Load(); given != nil {
		role = max(role, (*given)[account])
	}
	return role
}

// knowTeam reads who has which role, unless that is known.
func (n *Newsroom) knowTeam(tx *storage.Tx) error {
	if n.team.Load() != nil {
		return nil
	}
	team, err := tx.Team()
	if err != nil {
		return err
	}
	given := colleagues{}
	for _, c := range team {
		given[c.Account] = c.Role
	}
	n.team.Store(&given)
	return nil
}

// teamChanged lets the roles be read anew, at once: whoever acts next in the same batch is judged by them.
func (t *turn) teamChanged() error {
	t.teamDirty.Store(true)
	t.team.Store(nil)
	return t.knowTeam(t.tx)
}

// forgetTeam lets the roles be read again where what was read may be undone. Until then those of the configuration hold alone.
func (n *Newsroom) forgetTeam() {
	if n.teamDirty.Load() {
		n.team.Store(nil)
	}
}

// staff is everybody who may do more than readers may, with the role.
func (n *Newsroom) staff() colleagues {
	all := colleagues{}
	for account, role := range n.roles {
		all[account] = role
	}
	if given := n.team.Load(); given != nil {
		for account, role := range *given {
			all[account] = max(all[account], role)
		}
	}
	return all
}

// What the buttons of the page do, behind the number of the person in their data.
const (
	teamAdd  = "add"
	teamList = "list"
	teamOpen = "p"
	teamGone = "x"
)

// teamRoles are the roles as the buttons carry them.
var teamRoles = map[string]content.Role{"m": content.RoleModerator, "e": content.RoleEditor, "o": content.RoleOwner}

func teamData(reader content.ReaderID, what string) string {
	return string(toTeam) + "." + strconv.FormatInt(int64(reader), 10) + "." + what
}

// teamCommand shows owners who works in the newsroom: /team.
func teamCommand(t *turn) error { return t.showTeam() }

// teamPress does what a button of the page says: READER.WHAT, or add or list.
func teamPress(t *turn) error {
	if err := t.may(content.RoleOwner); err != nil {
		return err
	}
	switch t.argument {
	case teamAdd:
		return t.askColleague()
	case teamList:
		return t.showTeam()
	}
	number, what, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return stale("handlers.teamPress")
	}
	reader, err := t.tx.ReaderByID(content.ReaderID(id))
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.teamPress")
	}
	if err != nil {
		return err
	}
	role, isRole := teamRoles[what]
	switch {
	case isRole:
		return t.giveRole(reader, role)
	case what == teamGone:
		return t.takeRole(reader)
	case what == teamOpen:
		return t.showColleague(reader, "")
	}
	return stale("handlers.teamPress")
}

// headings are what stands above the people of each role, the highest first.
var headings = []struct {
	role content.Role
	key  phrases.Key
}{{content.RoleOwner, phrases.TeamOwners}, {content.RoleEditor, phrases.TeamEditors}, {content.RoleModerator, phrases.TeamModerators}}

// showTeam lists everybody by role; those whom the configuration names are marked, since nothing can be changed about them here.
func (t *turn) showTeam() error {
	team, err := t.tx.Team()
	if err != nil {
		return err
	}
	said := []content.HTML{t.voice.Say(phrases.TeamHead)}
	var rows [][]link
	for _, h := range headings {
		lines := []string{string(t.voice.Say(h.key))}
		configured, err := t.configured(h.role)
		if err != nil {
			return err
		}
		lines = append(lines, configured...)
		for _, c := range team {
			if c.Role != h.role {
				continue
			}
			lines = append(lines, "• "+string(t.colleagueSaid(c)))
			rows = append(rows, []link{{label: unmarked(t.colleagueSaid(c)), data: teamData(c.Reader, teamOpen)}})
		}
		if len(lines) > 1 {
			said = append(said, content.HTML(strings.Join(lines, "\n")))
		}
	}
	if t.moderation != 0 {
		said = append(said, t.voice.Say(phrases.TeamDesk))
	}
	rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonTeamAdd), data: string(toTeam) + "." + teamAdd}})
	t.show(screen{text: paragraphs(said...), rows: rows})
	return nil
}

// configured are lines about those whom the configuration gives a role, by rising number.
func (t *turn) configured(role content.Role) (lines []string, err error) {
	unmet := 0
	for account, has := range t.roles {
		if has != role {
			continue
		}
		reader, err := t.tx.Reader(account)
		switch {
		case content.CodeOf(err) == content.NotFound:
			unmet++
		case err != nil:
			return nil, err
		default:
			lines = append(lines, "• "+string(t.voice.Say(phrases.TeamConfigured, phrases.Args{"Reader": askedNote(reader.ID)})))
		}
	}
	sortLines(lines)
	if unmet > 0 {
		lines = append(lines, "• "+string(t.voice.Count(phrases.TeamUnmet, unmet)))
	}
	return lines, nil
}

// colleagueSaid names a colleague by our number and the name under which they were added.
func (t *turn) colleagueSaid(c content.Colleague) content.HTML {
	if c.Name == "" {
		return t.voice.Say(phrases.TeamNameless, phrases.Args{"Reader": askedNote(c.Reader)})
	}
	const longest = 40 // characters: it stands on a button
	return t.voice.Say(phrases.TeamNamed, phrases.Args{"Reader": askedNote(c.Reader), "Name": text.Truncate(c.Name, longest)})
}

package handlers

import (
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// dialogueTeam is the dialogue in which an owner is asked who is to get a role.
const dialogueTeam = "team"

// teamNote is its note: once it is known who, their number and what they are called.
type teamNote struct {
	Reader content.ReaderID `json:"reader,omitempty"`
	Name   string           `json:"name,omitempty"`
}

func (t *turn) askColleague() error {
	t.say(t.voice.Say(phrases.TeamAsk))
	return t.begin(dialogueTeam, teamNote{})
}

// colleagueTyped takes the id of an account that was typed.
func colleagueTyped(t *turn, _, words string) error {
	if err := t.may(content.RoleOwner); err != nil {
		return err
	}
	id, err := strconv.ParseInt(strings.TrimSpace(words), 10, 64)
	if err != nil || id <= 0 {
		return &content.Error{Code: content.Invalid, Op: "handlers.colleagueTyped", Key: string(phrases.TeamNoID)}
	}
	return t.colleagueFound(content.Person{ID: content.TelegramID(id)})
}

// colleagueForwarded takes a message of somebody's that an owner forwards when they were asked for one; false where that is not so.
func (t *turn) colleagueForwarded() (bool, error) {
	if !t.in.Message.Forwarded || t.role() < content.RoleOwner {
		return false, nil
	}
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil || !under || dialogue.Aside || dialogue.Work != dialogueTeam {
		return false, err
	}
	switch of := t.in.Message.Author; {
	case of.Bot:
		return true, &content.Error{Code: content.Invalid, Op: "handlers.colleagueForwarded", Key: string(phrases.TeamBot)}
	case of.ID == 0:
		return true, &content.Error{Code: content.Invalid, Op: "handlers.colleagueForwarded", Key: string(phrases.TeamHidden)}
	default:
		return true, t.colleagueFound(of)
	}
}

// colleagueFound asks for the role of somebody whose account is known.
func (t *turn) colleagueFound(person content.Person) error {
	if err := t.tx.Meet([]content.Person{person}); err != nil {
		return err
	}
	reader, err := t.tx.Reader(person.ID)
	if err != nil {
		return err
	}
	note := teamNote{reader.ID, strings.TrimSpace(person.First + " " + person.Last)}
	if err := t.showColleague(reader, note.Name); err != nil {
		return err
	}
	return t.begin(dialogueTeam, note)
}

// colleague returns the team's entry of somebody; the zero Colleague where they have none.
func (t *turn) colleague(reader content.ReaderID) (content.Colleague, error) {
	team, err := t.tx.Team()
	for _, c := range team {
		if c.Reader == reader {
			return c, err
		}
	}
	return content.Colleague{Reader: reader}, err
}

// byConfiguration refuses what would change nothing: the configuration gives somebody a role, and gives it again at the next start.
func (t *turn) byConfiguration(reader content.Reader) error {
	person, err := t.tx.PersonOf(reader.ID)
	if err != nil {
		return err
	}
	if t.roles[person.Account] == content.RoleReader {
		return nil
	}
	return &content.Error{Code: content.Conflict, Op: "handlers.team", Key: string(phrases.TeamByConfiguration), Args: phrases.Args{"Setting": roleSettings[t.roles[person.Account]]}}
}

// roleSettings are the settings that give roles.
var roleSettings = map[content.Role]string{content.RoleModerator: "MODERATOR_IDS", content.RoleEditor: "EDITOR_IDS", content.RoleOwner: "OWNER_IDS"}

// showColleague shows somebody with the roles that they may be given.
func (t *turn) showColleague(reader content.Reader, name string) error {
	if err := t.byConfiguration(reader); err != nil {
		return err
	}
	c, err := t.colleague(reader.ID)
	if err != nil {
		return err
	}
	if name != "" {
		c.Name = name
	}
	var row []link
	for _, what := range []string{"m", "e", "o"} {
		label := t.voice.Plain(teamButtons[what])
		if c.Role == teamRoles[what] {
			label = "✓ " + label
		}
		row = append(row, link{label: label, data: teamData(reader.ID, what)})
	}
	last := []link{{label: t.voice.Plain(phrases.ButtonTeam), data: string(toTeam) + "." + teamList}}
	if c.Role != content.RoleReader {
		last = append(last, link{label: t.voice.Plain(phrases.ButtonTeamRemove), data: teamData(reader.ID, teamGone)})
	}
	t.show(screen{text: t.voice.Say(phrases.TeamRole, phrases.Args{"Who": t.colleagueSaid(c)}), rows: [][]link{row, last}})
	return nil
}

var teamButtons = map[string]phrases.Key{"m": phrases.ButtonModerator, "e": phrases.ButtonEditor, "o": phrases.ButtonOwner}

// roleNamed is how a role is called to whoever gets it.
var roleNamed = map[content.Role]phrases.Key{
	content.RoleModerator: phrases.TeamIsModerator, content.RoleEditor: phrases.TeamIsEditor, content.RoleOwner: phrases.TeamIsOwner,
}

// giveRole gives somebody a role, which holds from now on, and tells them.
func (t *turn) giveRole(reader content.Reader, role content.Role) error {
	if err := t.byConfiguration(reader); err != nil {
		return err
	}
	before, err := t.colleague(reader.ID)
	if err != nil {
		return err
	}
	if before.Role == role {
		return t.showTeam()
	}
	name, err := t.nameNoted(reader.ID)
	if err != nil {
		return err
	}
	if err := t.tx.JoinTeam(content.Colleague{Reader: reader.ID, Role: role, Name: name, AddedBy: t.reader.ID}); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedTeam, Person: reader.ID, Code: roleWords[role]}); err != nil {
		return err
	}
	if err := t.teamChanged(); err != nil {
		return err
	}
	if started(reader) && reader.ID != t.reader.ID {
		voice := t.Newsroom.voice(reader.Language(t.language))
		t.sendUnasked(t.tx, content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: voice.Say(roleNamed[role])})
	}
	if err := t.offerTo(reader); err != nil {
		return err
	}
	return t.showTeam()
}

// nameNoted is what somebody is called whom an owner has just named, and ends that dialogue; "" where nobody said.
func (t *turn) nameNoted(reader content.ReaderID) (string, error) {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil || !under || dialogue.Work != dialogueTeam {
		return "", err
	}
	var note teamNote
	if err := noted(dialogue.Note, &note); err != nil {
		return "", err
	}
	if note.Reader != reader {
		return "", nil
	}
	return note.Name, t.tx.End(t.reader.ID)
}

// takeRole takes somebody's role away, from now on.
func (t *turn) takeRole(reader content.Reader) error {
	was, err := t.tx.LeaveTeam(reader.ID)
	if err != nil {
		return err
	}
	if !was {
		return t.showTeam()
	}
	if err := t.record(content.Entry{What: content.DeedTeam, Person: reader.ID, Code: roleRemoved}); err != nil {
		return err
	}
	if err := t.teamChanged(); err != nil {
		return err
	}
	if err := t.offerTo(reader); err != nil {
		return err
	}
	if t.role() < content.RoleOwner { // they have removed themselves
		t.show(screen{text: t.voice.Say(phrases.TeamLeft)})
		return nil
	}
	return t.showTeam()
}

// sortLines puts lines about numbers into the order of these.
func sortLines(lines []string) {
	slices.SortFunc(lines, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
}

package page

import (
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/emulator"
)

// Bounds of what somebody can add.
const (
	longestName = 64
	mostPeople  = 100
)

var (
	errNoControl   = &emulator.Impossible{Code: "no_control", Text: "the bot cannot be stopped and started from here"}
	errNoFault     = &emulator.Impossible{Code: "no_fault", Text: "there is no such fault"}
	errNoNewReader = &emulator.Impossible{Code: "no_adding", Text: "nobody can be added here"}
	errBadName     = &emulator.Impossible{Code: "bad_name", Text: "a name has 1 to 64 characters"}
	errBadLanguage = &emulator.Impossible{Code: "bad_language", Text: "there is no such language here"}
	errTooMany     = &emulator.Impossible{Code: "too_many", Text: "there are too many people already"}
)

// order is what somebody wants of the machinery.
type order struct {
	Do   string `json:"do"`
	ID   string `json:"id"`
	On   bool   `json:"on"`
	Name string `json:"name"`
	Lang string `json:"lang"`
}

// control does what the panel asks for.
func (p *page) control(w http.ResponseWriter, r *http.Request) {
	var o order
	if !read(w, r, &o) {
		return
	}
	var done result
	var err error
	switch o.Do {
	case "stop", "start":
		err = p.switchBot(o.Do == "start")
	case "fault":
		err = p.switchFault(o.ID, o.On)
	case "add":
		done, err = p.add(strings.TrimSpace(o.Name), o.Lang)
	default:
		err = errNoDeed
	}
	finish(w, done, err)
}

func (p *page) switchBot(on bool) error {
	if p.Control == nil {
		return errNoControl
	}
	defer p.wake()
	if on {
		return p.Control.Start()
	}
	return p.Control.Stop()
}

// switchFault switches a fault on or off; twice is as once.
func (p *page) switchFault(id string, on bool) error {
	i := slices.IndexFunc(p.Faults, func(s Switch) bool { return s.ID == id })
	if i < 0 {
		return errNoFault
	}
	defer p.wake()
	p.mu.Lock()
	defer p.mu.Unlock()
	end := p.faults[id]
	switch {
	case on && end == nil:
		p.faults[id] = p.server.Inflict(p.Faults[i].Fault)
	case !on && end != nil:
		end()
		delete(p.faults, id)
	}
	return nil
}

// add makes an account for somebody.
func (p *page) add(name, lang string) (result, error) {
	switch n := utf8.RuneCountInString(name); {
	case p.NewReader == nil:
		return nil, errNoNewReader
	case n < 1, n > longestName, !utf8.ValidString(name), strings.ContainsFunc(name, unicode.IsControl):
		return nil, errBadName
	case !slices.Contains(languages, lang):
		return nil, errBadLanguage
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.people) >= mostPeople {
		return nil, errTooMany
	}
	who, err := p.NewReader(name, lang)
	if err != nil {
		return nil, err
	}
	p.people = append(p.people, who)
	return result{"person": who.shown()}, nil
}

// wake has every panel look again.
func (p *page) wake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.changed)
	p.changed = make(chan struct{})
}

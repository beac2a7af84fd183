package content

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"aitys/content/text"
)

// readPoll reads a block with a poll into the last section.
func (f *file) readPoll(p passage, line int) {
	before := len(f.faults)
	if first := f.last().pollLine; first != 0 {
		f.fault(line, say("a second poll in one section"), say("keep one, or move it to another section; the first is in line %s", first))
	}
	f.last().pollLine = line
	b := block{p, f, say("the poll")}
	if node, ok := b.parse(); ok {
		f.section().Poll = b.poll(node, line)
	}
	if len(f.faults) > before {
		f.last().vaguePoll = true
	}
}

func (b block) poll(node ast.Node, line int) *Poll {
	s, ok := b.fields(node, say("the poll"), line, "question", "options", "multiple")
	if !ok {
		return nil
	}
	s.require("question", "options")
	poll := &Poll{Question: s.text("question", MaxQuestion), Multiple: s.flag("multiple")}
	nodes, ok := s.list("options")
	if n := len(nodes); ok && (n < MinOptions || n > MaxOptions) {
		s.fault(s.lineOf("options"), optionsOf(n), say("give %s to %s", MinOptions, MaxOptions))
	}
	for _, node := range nodes {
		poll.Options = append(poll.Options, s.option(node, poll.Options))
	}
	return poll
}

// option reads one option of a poll that has the given others before it.
func (s fields) option(node ast.Node, before []string) string {
	line := s.block.lineOf(node.GetToken())
	option, ok := scalar(node)
	option = text.NormaliseLine(option)
	switch n := text.UTF16Len(option); {
	case !ok:
		s.fault(line, say("an option is a list or has keys of its own"), say(`write a text; put one that holds ": " in double quotes`))
	case n == 0:
		s.fault(line, say("an option is empty"), say("write what readers choose, or remove it"))
	case n > MaxOption:
		s.fault(line, say("an option has %s characters", n), say("at most %s", MaxOption))
	case slices.Contains(before, option):
		s.fault(line, say("the option %q stands twice", short(option)), say("give each option once"))
	}
	return option
}

// optionsOf says how many options a poll has.
func optionsOf(n int) Words {
	if n == 1 {
		return say("the poll has 1 option")
	}
	return say("the poll has %s options", n)
}

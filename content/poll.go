package content

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"aitys/content/text"
)

// readPoll reads a block with a poll into the last section.
func (f *file) readPoll(p passage, line int) {
	before := len(f.faults)
	if first := f.last().pollLine; first != 0 {
		f.fault(line, "a second poll in one section", fmt.Sprintf("keep one, or move it to another section; the first is in line %d", first))
	}
	f.last().pollLine = line
	b := block{p, f, "the poll"}
	if node, ok := b.parse(); ok {
		f.section().Poll = b.poll(node, line)
	}
	if len(f.faults) > before {
		f.last().vaguePoll = true
	}
}

func (b block) poll(node ast.Node, line int) *Poll {
	s, ok := b.fields(node, "the poll", line, "question", "options", "multiple")
	if !ok {
		return nil
	}
	s.require("question", "options")
	poll := &Poll{Question: s.text("question", MaxQuestion), Multiple: s.flag("multiple")}
	nodes, ok := s.list("options")
	if n := len(nodes); ok && (n < MinOptions || n > MaxOptions) {
		s.fault(s.lineOf("options"), "the poll has "+plural(n, "option"), fmt.Sprintf("give %d to %d", MinOptions, MaxOptions))
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
		s.fault(line, "an option is a list or has keys of its own", `write a text; put one that holds ": " in double quotes`)
	case n == 0:
		s.fault(line, "an option is empty", "write what readers choose, or remove it")
	case n > MaxOption:
		s.fault(line, fmt.Sprintf("an option has %d characters", n), fmt.Sprintf("at most %d", MaxOption))
	case slices.Contains(before, option):
		s.fault(line, fmt.Sprintf("the option %q stands twice", short(option)), "give each option once")
	}
	return option
}

// plural counts things in English.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

package main

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aitys/storage"
)

// newsroomFlag says which of several newsrooms a command is about.
const newsroomFlag = "newsroom"

// configured reads the configuration of the newsroom that a command is about, and says what is odd about it in the log that it asks for.
func configured(cmd *cobra.Command) (config, *slog.Logger, error) {
	all, err := loadSettings()
	if err != nil {
		return config{}, nil, err
	}
	wanted := wantedNewsroom(cmd)
	if wanted == "" && all.several() {
		return config{}, nil, usagef("aitys: BOTS_FILE names several newsrooms: say which with --newsroom, %s", all.names())
	}
	c, warnings, err := all.pick(wanted)
	if err != nil {
		return config{}, nil, err
	}
	log := newLog(cmd.ErrOrStderr(), all.process.LogLevel, all.process.LogFormat)
	warn(log, warnings)
	return c, log, nil
}

// wantedNewsroom is the newsroom that the command line names; "": none.
func wantedNewsroom(cmd *cobra.Command) string {
	flag := cmd.Flags().Lookup(newsroomFlag)
	if flag == nil {
		return ""
	}
	return flag.Value.String()
}

// pick returns the newsroom that is wanted, by its name or its file, with what is odd about its settings; for "" the one that is alone. The error says what is wrong with it.
func (s *settings) pick(wanted string) (config, []string, error) {
	switch {
	case !s.several() && wanted != "":
		return config{}, nil, usagef("aitys: --newsroom tells apart what BOTS_FILE names, which is not set: there is one newsroom here")
	case !s.several():
		return s.process, s.warnings, nil
	}
	at := slices.IndexFunc(s.newsrooms, func(room listed) bool {
		return room.Name == wanted || storage.RealPath(room.path) == storage.RealPath(wanted)
	})
	if at < 0 {
		if err := flawed(s.flaws); len(s.newsrooms) == 0 {
			return config{}, nil, err
		}
		return config{}, nil, usagef("aitys: BOTS_FILE names no newsroom %q: %s", wanted, s.names())
	}
	room := s.newsrooms[at]
	own := slices.DeleteFunc(slices.Clone(s.flaws), func(f flaw) bool { return f.newsroom != "" && f.newsroom != room.Name })
	c := room.config
	c.LogLevel, c.LogFormat, c.HTTPAddr = s.process.LogLevel, s.process.LogFormat, s.process.HTTPAddr
	return c, slices.Concat(s.warnings, room.warnings), flawed(own)
}

// names lists the newsrooms.
func (s *settings) names() string {
	const most = 20
	var names []string
	for _, room := range s.newsrooms[:min(len(s.newsrooms), most)] {
		names = append(names, room.Name)
	}
	list := strings.Join(names, ", ")
	if more := len(s.newsrooms) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return "they are " + list
}

// command is a command of this program as it is about this newsroom.
func (c *config) command(name string) string {
	if c.Name == "" {
		return "aitys " + name
	}
	return "aitys " + name + " --newsroom " + c.Name
}

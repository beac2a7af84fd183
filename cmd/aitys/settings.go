package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// dotenv is the file of settings in the working folder.
const dotenv = ".env"

// Where several newsrooms work in one process, some settings are the process's, and others can only be one newsroom's. What is neither may stand in the
// process's environment for all of them; a newsroom's own file comes first.
var (
	processNames = []string{"BOTS_FILE", "HTTP_ADDR", "LOG_FORMAT", "LOG_LEVEL"}
	ownNames     = []string{
		"BOT_TOKEN", "DATABASE_URL", "BACKUP_DIR", "CONTENT_DIR", "CHANNEL_ID", "DISCUSSION_CHAT_ID", "MODERATION_CHAT_ID",
		"OWNER_IDS", "EDITOR_IDS", "MODERATOR_IDS",
	}
)

// settings are those of one newsroom, or of the newsrooms that BOTS_FILE names.
type settings struct {
	process   config   // what is the process's; where there is one newsroom, all that there is
	newsrooms []listed // of BOTS_FILE
	warnings  []string // about the process's settings
	flaws     []flaw   // in BOTS_FILE, and in the files that it names
}

// several tells that BOTS_FILE names the newsrooms.
func (s *settings) several() bool { return s.process.BotsFile != "" }

// loadSettings reads the environment and the file .env in the working folder, and what BOTS_FILE names. The error is a usageError that names the
// settings that are wrong and what they may be; what is wrong with one of several newsrooms is among the flaws.
func loadSettings() (settings, error) {
	file, err := readDotenv(dotenv)
	if err != nil {
		return settings{}, err
	}
	environment := nonEmpty(env.ToMap(os.Environ()))
	all := nonEmpty(file)
	maps.Copy(all, environment)
	if all["BOTS_FILE"] == "" {
		c, err := configOf(all, "")
		return settings{process: c, warnings: unknownNames(dotenv, file)}, err
	}
	process, err := configOf(only(all, processNames), "")
	if err != nil {
		return settings{}, err
	}
	s := settings{process: process}
	s.newsrooms, s.flaws = readBotsFile(process.BotsFile)
	for i := range s.newsrooms {
		s.flaws = append(s.flaws, s.newsrooms[i].load(process.BotsFile, environment)...)
	}
	s.flaws = append(s.flaws, alike(process.BotsFile, s.newsrooms)...)
	slices.SortStableFunc(s.flaws, byPlace)
	s.warnings = append(unknownNames(dotenv, file), s.unused(environment, nonEmpty(file))...)
	return s, nil
}

func only(settings map[string]string, names []string) map[string]string {
	some := map[string]string{}
	for _, name := range names {
		if value, set := settings[name]; set {
			some[name] = value
		}
	}
	return some
}

// shared is what the newsrooms take from the environment where their files say nothing.
func shared(environment map[string]string) map[string]string {
	some := maps.Clone(environment)
	for _, name := range slices.Concat(processNames, ownNames) {
		delete(some, name)
	}
	return some
}

// unused warns of settings beside BOTS_FILE that no newsroom takes.
func (s *settings) unused(environment, file map[string]string) (warnings []string) {
	isListed := slices.ContainsFunc(s.newsrooms, func(room listed) bool { return filepath.Clean(room.path) == dotenv })
	for _, name := range knownNames() {
		_, outside := environment[name]
		_, inside := file[name]
		switch {
		case slices.Contains(processNames, name):
		case inside && !isListed:
			warnings = append(warnings, fmt.Sprintf("%s: %s is a newsroom's setting, and no newsroom takes it from here: write it into the newsroom's own file", dotenv, name))
		case outside && slices.Contains(ownNames, name):
			warnings = append(warnings, name+" is set in the environment, and no newsroom takes it from there: write it into the newsroom's own file")
		}
	}
	return warnings
}

// load reads a newsroom's own file. environment is the process's.
func (room *listed) load(botsFile string, environment map[string]string) []flaw {
	info, err := os.Stat(room.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []flaw{{botsFile, room.line, room.Name, "there is no file " + room.path}}
	case err != nil || info.IsDir():
		return []flaw{{botsFile, room.line, room.Name, room.path + " is no file that can be read"}}
	}
	file, err := readDotenv(room.path)
	if err != nil {
		return []flaw{{botsFile, room.line, room.Name, strings.TrimPrefix(err.Error(), "aitys: ")}}
	}
	room.read, room.warnings = true, unknownNames(room.path, file)
	return room.take(nonEmpty(file), environment)
}

// take makes the newsroom's configuration of its own settings and those that it shares.
func (room *listed) take(own, environment map[string]string) (flaws []flaw) {
	for _, name := range processNames {
		if _, set := own[name]; set {
			flaws = append(flaws, room.flaw(name, name+" is the whole process's: set it in the process's environment, beside BOTS_FILE"))
			delete(own, name)
		}
	}
	all := shared(environment)
	maps.Copy(all, own)
	if all["BACKUP_DIR"] == "" && filepath.Base(room.path) != dotenv {
		all["BACKUP_DIR"] = filepath.Join("backups", room.Name) // several files may stand in one folder
	}
	name := room.Name
	c, err := configOf(all, filepath.Dir(room.path))
	c.Name = name
	room.config = c
	if err == nil {
		return flaws
	}
	for line := range strings.Lines(err.Error()) {
		says := strings.TrimPrefix(strings.TrimSpace(line), "aitys: ")
		setting, _, _ := strings.Cut(says, ":")
		flaws = append(flaws, room.flaw(setting, says))
	}
	return flaws
}

// flaw is what is wrong with a setting in the newsroom's file.
func (room *listed) flaw(setting, says string) flaw {
	return flaw{room.path, lineOf(room.path, setting), room.Name, says}
}

// lineOf finds the line of a file that sets something; 0: none does.
func lineOf(path, setting string) int {
	text, err := os.ReadFile(path) //nolint:gosec // the operator names it
	if err != nil {
		return 0
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "export "), "=")
		if strings.TrimSpace(name) == setting {
			return number
		}
	}
	return 0
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a small container has no zones of its own

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"aitys/content"
	"aitys/content/text"
	"aitys/fetch"
	"aitys/handlers"
	"aitys/storage"
)

// config is what the environment says, completed by a .env file. The names are part of the product's interface.
type config struct {
	Token      string             `env:"BOT_TOKEN"`
	APIURL     string             `env:"BOT_API_URL" envDefault:"https://api.telegram.org"`
	Database   string             `env:"DATABASE_URL" envDefault:"sqlite:aitys.db"`
	Channel    content.TelegramID `env:"CHANNEL_ID"`
	Discussion content.TelegramID `env:"DISCUSSION_CHAT_ID"`
	Moderation content.TelegramID `env:"MODERATION_CHAT_ID"`
	OpenCards  int                `env:"OPEN_CARDS" envDefault:"10"` // 0: all
	Owners     accounts           `env:"OWNER_IDS"`
	Editors    accounts           `env:"EDITOR_IDS"`
	Moderators accounts           `env:"MODERATOR_IDS"`
	ContentDir string             `env:"CONTENT_DIR"`
	Language   content.Lang       `env:"DEFAULT_LANGUAGE" envDefault:"en"`
	Zone       *time.Location     `env:"TIME_ZONE" envDefault:"Asia/Almaty"`
	Undo       int                `env:"UNDO_SECONDS" envDefault:"20"` // how long a publication or a decision can be taken back
	Quiet      handlers.Quiet     `env:"QUIET_HOURS" envDefault:"22:00-08:00"`
	Passing    int                `env:"SERVICE_ANSWER_MINUTES" envDefault:"10"` // 0: service answers stay
	SendRate   float64            `env:"SEND_RATE" envDefault:"30"`              // messages a second; 0: no limit
	BackupDir  string             `env:"BACKUP_DIR" envDefault:"backups"`
	BackupKeep int                `env:"BACKUP_KEEP" envDefault:"14"` // 0: no nightly backups
	Keys       storage.Keys       `env:"IDENTITY_KEY"`
	HTTPAddr   string             `env:"HTTP_ADDR"`
	DraftURL   string             `env:"SUMMARIZER_URL"` // of a service that drafts; empty: none does
	DraftModel string             `env:"SUMMARIZER_MODEL"`
	DraftKey   string             `env:"SUMMARIZER_KEY"`
	BotsFile   string             `env:"BOTS_FILE"` // of several newsrooms; empty: there is one
	LogLevel   slog.Level         `env:"LOG_LEVEL" envDefault:"info"`
	LogFormat  string             `env:"LOG_FORMAT" envDefault:"text"`

	// Name is what the newsroom is called among several; "": it is alone. No setting says so, its file's name does.
	Name string

	// Rest is how long a card that has just changed takes no decision; no setting says so.
	Rest time.Duration

	// Posted are articles that stand in the channel from the start; no setting says so, the demo does.
	Posted []content.Slug

	// Web is how other hosts are found and reached; no setting says so, tests do. What is found is judged by the same rules.
	Web fetch.Options
}

// accounts are the user ids of people in Telegram, as a setting lists them.
type accounts []content.TelegramID

// roles is who may do more than readers may: each person in the highest of their roles.
func (c *config) roles() map[content.TelegramID]content.Role {
	roles := map[content.TelegramID]content.Role{}
	for role, ids := range map[content.Role]accounts{
		content.RoleModerator: c.Moderators, content.RoleEditor: c.Editors, content.RoleOwner: c.Owners,
	} {
		for _, id := range ids {
			roles[id] = max(roles[id], role)
		}
	}
	return roles
}

// backupNights is for how many nights a backup is kept; 0: none is made.
func (c *config) backupNights() int {
	if c.BackupDir == "" {
		return 0
	}
	return c.BackupKeep
}

// configOf reads the settings of one newsroom, whose relative paths begin in folder; "": in the working folder. The error is a usageError that names the
// settings and what they may be, a line each; what could be read is returned beside it.
func configOf(settings map[string]string, folder string) (config, error) {
	c := config{Rest: handlers.CardsRest}
	err := env.ParseWithOptions(&c, env.Options{Environment: settings, FuncMap: settingParsers()})
	c.within(folder)
	if err != nil {
		return c, settingError(err)
	}
	return c, c.check()
}

// within lets relative paths begin in a folder.
func (c *config) within(folder string) {
	c.ContentDir, c.BackupDir = under(folder, c.ContentDir), under(folder, c.BackupDir)
	if path := storage.File(c.Database); path != "" && !strings.HasPrefix(path, ":") {
		c.Database = "sqlite:" + under(folder, path)
	}
}

func under(folder, path string) string {
	if folder == "" || path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// nonEmpty is what is set in an environment or a file: a value that was left empty means the default.
func nonEmpty(values map[string]string) map[string]string {
	set := map[string]string{}
	for name, value := range values {
		if value = strings.TrimSpace(value); value != "" {
			set[name] = value
		}
	}
	return set
}

// readDotenv reads a file of settings; where there is none, nothing is set.
func readDotenv(path string) (map[string]string, error) {
	file, err := godotenv.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		// The library's words quote the file, and the file holds the token.
		return nil, usagef("aitys: %s cannot be read: each line is NAME=value, with quotes around a value that has spaces or #", path)
	}
	return file, nil
}

func knownNames() []string {
	params, err := env.GetFieldParams(&config{})
	if err != nil {
		panic(err) // the struct's tags are wrong: a mistake in this file
	}
	var names []string
	for _, param := range params {
		names = append(names, param.Key)
	}
	sort.Strings(names)
	return names
}

// unknownNames warns of what a file sets that there is not.
func unknownNames(path string, file map[string]string) []string {
	var warnings []string
	known := knownNames()
	for name := range file {
		if slices.Contains(known, name) {
			continue
		}
		warning := fmt.Sprintf("%s: there is no setting %s", path, name)
		if near, ok := text.Nearest(name, known); ok {
			warning += ": did you mean " + near + "?"
		} else {
			warning += ": .env.example lists them all"
		}
		warnings = append(warnings, warning)
	}
	sort.Strings(warnings)
	return warnings
}

func settingParsers() map[reflect.Type]env.ParserFunc {
	return map[reflect.Type]env.ParserFunc{
		reflect.TypeFor[content.Lang](): func(value string) (any, error) {
			if lang := content.Lang(strings.ToLower(value)); slices.Contains(content.Langs, lang) {
				return lang, nil
			}
			return nil, errors.New("it is en, ru or kk")
		},
		reflect.TypeFor[accounts]():     func(value string) (any, error) { return parseAccounts(value) },
		reflect.TypeFor[storage.Keys](): func(value string) (any, error) { return storage.ParseKeys(value) },
		reflect.TypeFor[*time.Location](): func(value string) (any, error) {
			zone, err := time.LoadLocation(value)
			if err != nil {
				return nil, errors.New("it is an IANA name such as Asia/Almaty")
			}
			return zone, nil
		},
		reflect.TypeFor[handlers.Quiet](): func(value string) (any, error) { return handlers.ParseQuiet(value) },
		reflect.TypeFor[slog.Level](): func(value string) (any, error) {
			var level slog.Level
			if err := level.UnmarshalText([]byte(value)); err != nil {
				return nil, errors.New("it is debug, info, warn or error")
			}
			return level, nil
		},
	}
}

// parseAccounts reads user ids with commas between them. Those of people are positive: groups and channels have no role.
func parseAccounts(list string) (accounts, error) {
	var ids accounts
	for id := range strings.SplitSeq(list, ",") {
		id = strings.TrimSpace(id)
		if id == "" {
			continue // a comma too many
		}
		number, err := strconv.ParseInt(id, 10, 64)
		if err != nil || number <= 0 {
			return nil, errors.New("it is user ids with commas between them")
		}
		ids = append(ids, content.TelegramID(number))
	}
	return ids, nil
}

// settingWants says, for the fields of config that may be written wrongly, how the setting is called and what it may be.
var settingWants = map[string]string{
	"Channel":    "CHANNEL_ID: it is a numeric id such as -1001234567890",
	"Discussion": "DISCUSSION_CHAT_ID: it is a numeric id such as -1001234567890",
	"Moderation": "MODERATION_CHAT_ID: it is a numeric id such as -1001234567890",
	"OpenCards":  "OPEN_CARDS: it is a number of cards such as 10, or 0 for all",
	"Owners":     "OWNER_IDS: it is user ids, positive numbers with commas between them, such as 123456789,987654321",
	"Editors":    "EDITOR_IDS: it is user ids, positive numbers with commas between them, such as 123456789,987654321",
	"Moderators": "MODERATOR_IDS: it is user ids, positive numbers with commas between them, such as 123456789,987654321",
	"Language":   "DEFAULT_LANGUAGE: it is en, ru or kk",
	"Zone":       "TIME_ZONE: it is an IANA name such as Asia/Almaty",
	"Keys":       "IDENTITY_KEY: it is a key as aitys keygen prints it, or several with commas between them, the present one first",
	"Undo":       "UNDO_SECONDS: it is a number of seconds such as 20, or 0 to decide and publish at once",
	"Quiet":      "QUIET_HOURS: it is two times of the day such as 22:00-08:00, or none",
	"Passing":    "SERVICE_ANSWER_MINUTES: it is a number of minutes such as 10, or 0 to keep service answers",
	"SendRate":   "SEND_RATE: it is a number of messages a second such as 30, or 0 for no limit",
	"BackupKeep": "BACKUP_KEEP: it is a number of nights such as 14, or 0 for no nightly backups",
	"LogLevel":   "LOG_LEVEL: it is debug, info, warn or error",
}

// settingError turns the library's errors into sentences that name the setting. The values are left out: one of them may be a secret.
func settingError(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return usagef("aitys: the configuration cannot be read: %w", err)
	}
	var sentences []string
	for _, one := range all.Errors {
		var parse env.ParseError
		if errors.As(one, &parse) && settingWants[parse.Name] != "" {
			sentences = append(sentences, "aitys: "+settingWants[parse.Name])
			continue
		}
		sentences = append(sentences, "aitys: "+one.Error())
	}
	return usagef("%s", strings.Join(sentences, "\n"))
}

// check finds what types alone cannot.
func (c *config) check() error {
	c.APIURL = strings.TrimRight(c.APIURL, "/")
	address, err := url.Parse(c.APIURL)
	switch {
	case err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https"):
		return usagef("aitys: BOT_API_URL: it is an address such as https://api.telegram.org")
	case storage.Engine(c.Database) == "":
		return usagef("aitys: DATABASE_URL: it is sqlite:PATH, or postgres://USER:PASSWORD@HOST/NAME")
	case !(c.SendRate >= 0) || math.IsInf(c.SendRate, 1): // NaN is neither
		return usagef("aitys: SEND_RATE: it is a number of messages a second such as 30, or 0 for no limit")
	case c.Undo < 0:
		return usagef("aitys: UNDO_SECONDS: it is a number of seconds such as 20, or 0 to publish at once")
	case c.OpenCards < 0:
		return usagef("aitys: OPEN_CARDS: it is a number of cards such as 10, or 0 for all")
	case c.Moderation > 0:
		return usagef("aitys: MODERATION_CHAT_ID: it is a numeric id such as -1001234567890")
	case c.Moderation != 0 && (c.Moderation == c.Discussion || c.Moderation == c.Channel):
		return usagef("aitys: MODERATION_CHAT_ID: it is a group of its own, which readers do not see")
	case c.Passing < 0:
		return usagef("aitys: SERVICE_ANSWER_MINUTES: it is a number of minutes such as 10, or 0 to keep service answers")
	case c.BackupKeep < 0:
		return usagef("aitys: BACKUP_KEEP: it is a number of nights such as 14, or 0 for no nightly backups")
	case c.LogFormat != "text" && c.LogFormat != "json":
		return usagef("aitys: LOG_FORMAT: it is text or json")
	}
	if _, err := c.summarizer(); err != nil {
		return err
	}
	if c.ContentDir != "" {
		if info, err := os.Stat(c.ContentDir); err != nil || !info.IsDir() {
			return usagef("aitys: CONTENT_DIR: there is no folder %s", c.ContentDir)
		}
	}
	return nil
}

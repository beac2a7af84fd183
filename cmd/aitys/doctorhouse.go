package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aitys/content"
	"aitys/storage"
)

// How old the newest backup may be before somebody should look: a night that was missed, and two.
const (
	backupLate    = 26 * time.Hour
	backupMissing = 50 * time.Hour
)

// database checks that it is whole, of our schema, and that the key fits.
func (d *doctor) database(ctx context.Context) []finding {
	found, err := storage.Examine(ctx, d.Database, d.options(quiet))
	d.inUse, d.lineage = found.InUse, found.Lineage
	switch {
	case storage.Damaged(err):
		return []finding{{fault, "database: " + err.Error(), d.remedyFor(ctx)}}
	case storage.Newer(err):
		return []finding{{fault, "database: " + err.Error(), "install the newer version again"}}
	case err != nil:
		return []finding{{fault, "database: " + err.Error(), "nothing works without it"}}
	case !found.There:
		return []finding{ok("database: none yet; the first start makes it")}
	}
	state := "whole"
	if found.InUse {
		state = "whole, and in use"
	}
	all := []finding{ok("database: %s, with %s", state, d.described(found.Summary))}
	if known := storage.KnownSchema(); found.Schema < known {
		all = append(all, finding{warning, fmt.Sprintf("schema: %d, and this version has %d", found.Schema, known), "start this version: it brings the schema up to date by itself, and keeps a copy from before in BACKUP_DIR"})
	} else {
		all = append(all, ok("schema: up to date (%d)", found.Schema))
	}
	return append(all, identities(found))
}

func identities(found storage.Examined) finding {
	switch {
	case found.Key != nil:
		return finding{fault, "identities: " + found.Key.Error(), "the key stands where it was kept when it was made; without it nobody can be written to"}
	case !found.Sealed:
		return finding{warning, "identities: Telegram ids and names stand in the database and in backups as they are", "make a key with aitys keygen, put it into IDENTITY_KEY, and keep a copy of it elsewhere"}
	}
	return ok("identities: encrypted, and the key fits")
}

// remedyFor names the newest backup that is whole.
func (d *doctor) remedyFor(ctx context.Context) string {
	if newest, _, there := d.newestGood(ctx); there {
		return "stop the bot, then: " + d.command("restore") + " " + newest.path
	}
	return "stop the bot, and restore a backup (aitys restore PATH): there is no good one in " + d.BackupDir
}

// disks checks how much room is left where the bot writes.
func (d *doctor) disks(context.Context) []finding {
	var all []finding
	if path, is := strings.CutPrefix(d.Database, "sqlite:"); is {
		all = append(all, disk("of the database", filepath.Dir(path))...)
	}
	if d.BackupKeep > 0 && d.BackupDir != "" {
		all = append(all, disk("of backups", d.BackupDir)...)
	}
	return all
}

func disk(of, folder string) []finding {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil
	}
	for { // what is not there yet will be made in what is
		if _, err := os.Stat(folder); err == nil || folder == filepath.Dir(folder) {
			break
		}
		folder = filepath.Dir(folder)
	}
	free, all, err := room(folder)
	if err != nil {
		return nil // not on this system
	}
	const megabyte = 1 << 20
	what := fmt.Sprintf("disk %s: %d MB free in %s", of, free/megabyte, folder)
	if nearlyFull(free, all) {
		return []finding{{fault, what, "free some, or move it to a larger disk: on a full one nothing is stored"}}
	}
	return []finding{ok("%s", what)}
}

// nights checks the newest nightly backup of this database.
func (d *doctor) nights(ctx context.Context) []finding {
	if d.BackupKeep == 0 || d.BackupDir == "" {
		return []finding{{warning, "backups: none are made", "set BACKUP_KEEP to a number of nights, unless something else backs the database up"}}
	}
	own := slices.DeleteFunc(d.backups(ctx), func(b keptBackup) bool {
		found, err := storage.Inspect(ctx, b.path, false)
		return err == nil && d.lineage != 0 && found.Lineage != d.lineage // what cannot be read is told of below
	})
	if len(own) == 0 {
		return []finding{{warning, "backups: there is none in " + d.BackupDir, "start the bot: it makes one within minutes; or make one now with aitys backup"}}
	}
	newest := own[0]
	if _, err := storage.Inspect(ctx, newest.path, true); err != nil {
		return []finding{{fault, "backups: the newest is of no use: " + err.Error(), "look at the disk, then make one now: aitys backup"}}
	}
	age := d.now().Sub(newest.made)
	f := finding{what: fmt.Sprintf("backups: the newest is %d hours old (%s)", int(age.Hours()), newest.path), remedy: "see in the bot's log why the last nights brought none"}
	switch {
	case age > backupMissing:
		f.level = fault
	case age > backupLate:
		f.level = warning
	default:
		return []finding{ok("backups: %d, the newest of %s is whole", len(own), newest.made.Format("2006-01-02 15:04"))}
	}
	return []finding{f}
}

// articles checks the folder of articles.
func (d *doctor) articles(context.Context) []finding {
	if d.ContentDir == "" {
		return []finding{ok("articles: the built-in sample, since CONTENT_DIR is empty")}
	}
	articles, faults := content.LoadFolder(os.DirFS(d.ContentDir))
	switch {
	case len(faults) > 0:
		return []finding{{fault, fmt.Sprintf("articles: %s has %d faults, the first: %s", d.ContentDir, len(faults), faults[0]), "aitys check " + filepath.Join(d.ContentDir, "*.md") + " lists them all"}}
	case len(articles) == 0:
		return []finding{{warning, "articles: " + d.ContentDir + " holds none", "put article files there (*.md, see docs/article-format.md)"}}
	}
	return []finding{ok("articles: %d in %s, without a fault", len(articles), d.ContentDir)}
}

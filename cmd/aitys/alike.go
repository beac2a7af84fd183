package main

import (
	"fmt"
	"strings"

	"aitys/storage"
)

// alike finds newsrooms that would be in each other's way: with one bot, one database, or one folder of backups.
func alike(botsFile string, rooms []listed) (flaws []flaw) {
	for _, of := range []struct {
		what func(*listed) string
		says string
	}{
		{(*listed).bot, "%s has the bot of %s (line %d): each newsroom needs a bot of its own, see BOT_TOKEN"},
		{(*listed).place, "%s has the database of %s (line %d): each newsroom needs one of its own, see DATABASE_URL"},
		{(*listed).nights, "%s has the folder of backups of %s (line %d): each newsroom needs one of its own, see BACKUP_DIR"},
	} {
		first := map[string]*listed{}
		for i := range rooms {
			room := &rooms[i]
			what := of.what(room)
			if earlier, there := first[what]; there {
				flaws = append(flaws, flaw{botsFile, room.line, room.Name, fmt.Sprintf(of.says, room.path, earlier.path, earlier.line)})
			} else if what != "" {
				first[what] = room
			}
		}
	}
	return flaws
}

// bot is which bot the newsroom has, at its server; "": it is not known. A token begins with the bot's number, and changes behind it when it is revoked.
func (room *listed) bot() string {
	number, _, _ := strings.Cut(room.Token, ":")
	if number == "" {
		return ""
	}
	return room.APIURL + " " + number
}

func (room *listed) place() string { return storage.Where(room.Database) }

// nights is where the newsroom's nightly backups are kept; "": nowhere.
func (room *listed) nights() string {
	if room.backupNights() == 0 {
		return ""
	}
	return storage.RealPath(room.BackupDir)
}

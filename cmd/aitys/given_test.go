package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"aitys/emulator"
	"aitys/storage"
)

// given are the updates that the program was given: what was confirmed of them must be stored, whatever happened to the program.
type given struct {
	t      *testing.T
	server *emulator.Server
	bot    emulator.Bot
	ids    []int64 // each once, in the order in which they came first
	known  map[int64]bool
	looked int            // deliveries
	aged   map[int64]bool // updates that Telegram gave up before they were confirmed
}

// update is what the tests read of an update.
type update struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		Text string
		From emulator.User
	}
	Press *struct {
		Data string
		From emulator.User
	} `json:"callback_query"`
}

// follow remembers what was given since, and shows each new update once. The server keeps a thousand deliveries.
func (g *given) follow(see func(update)) {
	g.t.Helper()
	all, looked := g.server.Deliveries(g.looked)
	if len(all) < looked-g.looked {
		g.t.Fatal("deliveries were overlooked")
	}
	if g.looked = looked; g.known == nil {
		g.known = map[int64]bool{}
	}
	for _, one := range all {
		var u update
		_ = json.Unmarshal(one.Raw, &u) // what is damaged on purpose has an id at least
		if u.ID == 0 || g.known[u.ID] {
			continue
		}
		g.known[u.ID] = true
		g.ids = append(g.ids, u.ID)
		if see != nil {
			see(u)
		}
	}
}

// ages learns which updates became too old for Telegram to keep them.
func (g *given) ages() {
	g.aged = map[int64]bool{}
	for _, id := range g.server.Aged(g.bot) {
		g.aged[id] = true
	}
}

// areIn looks whether a SQLite file is whole and holds every update below a confirmed offset.
func (g *given) areIn(path string, confirmed int64) {
	g.t.Helper()
	if _, err := storage.Inspect(context.Background(), path, true); err != nil {
		g.t.Errorf("%s is not whole: %v", filepath.Base(path), err)
		return
	}
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		g.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	g.areStored(db, filepath.Base(path), confirmed)
}

// areStored looks whether a database holds every update below a confirmed offset.
func (g *given) areStored(db *sql.DB, name string, confirmed int64) {
	g.t.Helper()
	g.ages()
	rows, err := db.Query("SELECT id FROM seen")
	if err != nil {
		g.t.Fatal(err)
	}
	defer rows.Close()
	seen := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			g.t.Fatal(err)
		}
		seen[id] = true
	}
	if err := rows.Err(); err != nil {
		g.t.Fatal(err)
	}
	lost := slices.DeleteFunc(slices.Clone(g.ids), func(id int64) bool { return id >= confirmed || seen[id] || g.aged[id] })
	if len(lost) > 0 {
		g.t.Errorf("of the updates that were confirmed, %s has lost %d: %v", name, len(lost), lost[max(0, len(lost)-5):])
	}
}

// copied is a backup that was asked for at the command line.
type copied struct {
	path   string
	held   int64 // updates below it were confirmed when it was asked for
	cmd    *exec.Cmd
	ended  chan struct{}
	worked bool // said that it is made; known when it has ended
}

// copyTo has a backup made beside the program's work.
func (k *killing) copyTo(path string) *copied {
	k.t.Helper()
	c := &copied{path: path, held: k.server.Confirmed(k.bot), cmd: k.command("backup", path), ended: make(chan struct{})}
	if err := c.cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	go func() {
		c.worked = c.cmd.Wait() == nil
		close(c.ended)
	}()
	return c
}

func (c *copied) isKilled() { _ = c.cmd.Process.Kill() } // it may have ended

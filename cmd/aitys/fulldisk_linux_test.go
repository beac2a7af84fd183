package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestAFullDisk lets the disk fill while readers write. Nobody is told that an opinion is stored which is not; everything waits with Telegram, and is stored
// and answered once as soon as there is room.
func TestAFullDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("aitys", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a small disk cannot be mounted here (%v): storage's TestTroubleAbortsTheWholeBatchAndPasses makes the same trouble without one", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	th := performHastily(t, func(th *theatre) { th.config.Database = "sqlite:" + filepath.Join(folder, "aitys.db") })
	var readers []reader
	for i := range 20 {
		readers = append(readers, th.reader(fmt.Sprintf("Reader %d", i), "en"))
	}
	readers[0].Says("/start")
	readers[0].Sees("Hello")
	ballast := filepath.Join(folder, "ballast")
	_ = os.WriteFile(ballast, make([]byte, 8<<20), 0o600) // as much as fits
	n := th.speakUntilRefused(readers)
	var stored int
	if err := th.raw("mode=ro").QueryRow("SELECT COUNT(*) FROM opinion").Scan(&stored); err != nil {
		t.Fatal(err)
	}
	if told := received(readers); told > stored || stored >= n {
		t.Errorf("of %d opinions %d are stored, and %d were told that theirs is", n, stored, told)
	}
	if th.server.Pending(th.bot) < n-stored {
		t.Errorf("%d opinions are not stored, and only %d updates wait with Telegram", n-stored, th.server.Pending(th.bot))
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	th.settle()
	total := 0
	for _, r := range readers[:min(n, len(readers))] {
		total += th.opinionsBy(r)
	}
	if told := received(readers); total != n || told != n {
		t.Errorf("of %d opinions %d are stored in the end, and readers were told of %d", n, total, told)
	}
	th.logs("Updates are stored again")
}

package brittle

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// mounted brings a disk to a folder of the test's.
func mounted(t *testing.T, seed uint64) (*Disk, string) {
	t.Helper()
	folder := t.TempDir()
	d, err := Mount(folder, seed)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, folder
}

// TestADiskIsAFileSystem does what programs do with files, and finds it again.
func TestADiskIsAFileSystem(t *testing.T) {
	d, folder := mounted(t, 1)
	at := func(name string) string { return filepath.Join(folder, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(at("below"), 0o700))
	must(os.WriteFile(at("a"), bytes.Repeat([]byte("x"), 300_000), 0o600))
	must(os.Link(at("a"), at("below/b")))
	must(os.Rename(at("below/b"), at("c")))
	must(os.Truncate(at("c"), 1000))
	must(os.Remove(at("a")))
	if err := os.Link(at("c"), at("below")); !errors.Is(err, os.ErrExist) {
		t.Errorf("a link replaces something: %v", err)
	}
	if held, err := os.ReadFile(at("c")); err != nil || len(held) != 1000 {
		t.Errorf("%d bytes, %v", len(held), err)
	}
	must(os.WriteFile(at("below/d"), nil, 0o600))
	if err := syscall.Rmdir(at("below")); !errors.Is(err, syscall.ENOTEMPTY) {
		t.Errorf("a folder that holds something is removed: %v", err)
	}
	entries, err := os.ReadDir(folder)
	must(err)
	if len(entries) != 2 || entries[0].Name() != "below" || !entries[0].IsDir() || entries[1].Name() != "c" {
		t.Errorf("the folder has %v", entries)
	}
	beside := t.TempDir()
	must(d.CopyTo(beside))
	if held, err := os.ReadFile(filepath.Join(beside, "c")); err != nil || len(held) != 1000 { //nolint:gosec // of this test
		t.Errorf("%d bytes in the copy, %v", len(held), err)
	}
}

// TestWhatWasSyncedOutlivesACut writes files as careful and as careless programs do, and cuts the power.
func TestWhatWasSyncedOutlivesACut(t *testing.T) {
	lost := map[string]int{}
	const cuts = 60
	for seed := range uint64(cuts) {
		d, folder := mounted(t, seed)
		careful, careless, nameless := filepath.Join(folder, "careful"), filepath.Join(folder, "careless"), filepath.Join(folder, "nameless")
		words := bytes.Repeat([]byte("0123456789abcdef"), 400)
		write(t, careful, words, true)
		syncFolder(t, folder)
		write(t, careless, words, false)
		write(t, nameless, words, true)
		if err := os.Rename(careful, careful+"2"); err != nil {
			t.Fatal(err)
		}
		d.Cut()
		if err := d.PowerOn(); err != nil {
			t.Fatal(err)
		}
		one, first := os.ReadFile(careful)          //nolint:gosec // of this test
		other, second := os.ReadFile(careful + "2") //nolint:gosec // of this test
		if (first != nil && second != nil) || first == nil && !bytes.Equal(one, words) || second == nil && !bytes.Equal(other, words) {
			lost["careful"]++
		}
		if held, err := os.ReadFile(careless); err != nil || !bytes.Equal(held, words) { //nolint:gosec // of this test
			lost["careless"]++
		}
		if held, err := os.ReadFile(nameless); err != nil { //nolint:gosec // of this test
			lost["nameless"]++
		} else if !bytes.Equal(held, words) {
			t.Errorf("seed %d: a synced file was damaged", seed)
		}
	}
	if lost["careful"] > 0 {
		t.Errorf("%d of %d careful files are lost", lost["careful"], cuts)
	}
	for _, kind := range []string{"careless", "nameless"} {
		if lost[kind] == 0 || lost[kind] == cuts {
			t.Errorf("%d of %d %s files are lost", lost[kind], cuts, kind)
		}
	}
}

func write(t *testing.T, path string, words []byte, synced bool) {
	t.Helper()
	file, err := os.Create(path) //nolint:gosec // of this test
	if err == nil {
		_, err = file.Write(words)
	}
	if err == nil && synced {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}

func syncFolder(t *testing.T, folder string) {
	t.Helper()
	opened, err := os.Open(folder) //nolint:gosec // of this test
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(opened.Sync(), opened.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestACutStopsWhoeverWrites plans the cut for a change in the middle of many.
func TestACutStopsWhoeverWrites(t *testing.T) {
	d, folder := mounted(t, 3)
	d.CutAfter(10)
	done := make(chan int)
	go func() {
		written := 0
		for os.WriteFile(filepath.Join(folder, strings.Repeat("x", written+1)), nil, 0o600) == nil {
			written++
		}
		done <- written
	}()
	<-d.Dead()
	select {
	case n := <-done:
		t.Fatalf("the writer went on after %d files", n)
	default:
	}
	d.Release()
	if n := <-done; n != 9 || d.Changes() != 10 {
		t.Errorf("%d files were made in %d changes before the cut", n, d.Changes())
	}
}

// TestASeedRepeatsACut compares what two cuts of one seed leave.
func TestASeedRepeatsACut(t *testing.T) {
	leave := func(seed uint64) []byte {
		m := newMedium()
		file := m.make(kindFile)
		m.do(deed{{m.root, "file", file}})
		m.syncNames(m.root)
		for i := range int64(40) {
			file.alter(change{at: i * 300, bytes: bytes.Repeat([]byte{byte(i + 1)}, 700)})
		}
		file.alter(change{at: 5000, truncates: true})
		return m.after(drawCut(rand.New(rand.NewPCG(seed, 2)))).root.names["file"].seen //nolint:gosec // a test's chance
	}
	different := map[string]bool{}
	for seed := range uint64(50) {
		one := leave(seed)
		if !slices.Equal(one, leave(seed)) {
			t.Fatalf("seed %d leaves different files", seed)
		}
		different[string(one)] = true
	}
	if len(different) < 10 {
		t.Errorf("50 seeds leave %d different files", len(different))
	}
}

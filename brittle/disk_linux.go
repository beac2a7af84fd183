package brittle

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// Disk is mounted at a folder. Its methods may be called by several goroutines, but Cut, PowerOn and Close by one at a time.
type Disk struct {
	folder string
	rnd    *rand.Rand
	server *fuse.Server

	mu      sync.Mutex
	medium  *medium
	dead    chan struct{} // closed at the cut
	woken   chan struct{} // closed when those whom the cut stopped may go on, with an error
	left    int           // changes until the cut; negative: none is planned
	odds    *cut          // of the next cut; nil: they are drawn
	changes int
}

// Mount brings an empty disk to a folder. seed decides what a cut leaves. It fails where FUSE may not be mounted, which takes root and /dev/fuse.
func Mount(folder string, seed uint64) (*Disk, error) {
	d := &Disk{folder: folder, rnd: rand.New(rand.NewPCG(seed, 2)), medium: newMedium(), left: -1} //nolint:gosec // a test's chance, repeatable
	if err := d.mount(); err != nil {
		return nil, fmt.Errorf("a disk whose power can be cut cannot be mounted: %w", err)
	}
	return d, nil
}

func (d *Disk) mount() error {
	d.dead, d.woken = make(chan struct{}), make(chan struct{})
	server, err := fuse.NewServer(&calls{RawFileSystem: fuse.NewDefaultRawFileSystem(), disk: d, medium: d.medium}, d.folder, &fuse.MountOptions{
		DirectMountStrict: true, FsName: "brittle", Name: "brittle", DisableXAttrs: true, DisableReadDirPlus: true, MaxWrite: 1 << 17,
	})
	if err != nil {
		return err
	}
	d.server = server
	go server.Serve()
	return server.WaitMount()
}

// CutAfter plans the cut: the change of that number from now on, from 1, is the first that is not done. A change is a write, a truncation, a sync or a change of names.
func (d *Disk) CutAfter(changes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = changes
}

// Odds says how likely the next cut keeps each sector and each change of names that was not synced, from 0 to 1. Unless told, it draws how likely.
func (d *Disk) Odds(bytes, names float64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.odds = &cut{bytes: bytes, names: names}
}

// Changes is how many changes there have been.
func (d *Disk) Changes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changes
}

// Dead is closed at the cut that comes next. Whoever calls the disk from then on is stopped until PowerOn.
func (d *Disk) Dead() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dead
}

// Cut takes the power away now, unless that has happened.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.die()
}

// die is called with mu held.
func (d *Disk) die() {
	d.left = -1
	if !closed(d.dead) {
		close(d.dead)
	}
}

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// Release lets those whom the cut stopped go on, with an error: processes that were killed end only then.
func (d *Disk) Release() {
	if !closed(d.woken) {
		close(d.woken)
	}
}

// PowerOn mounts what the cut has left. Nobody may have a file open on the disk.
func (d *Disk) PowerOn() error {
	d.Release()
	if err := d.server.Unmount(); err != nil {
		return err
	}
	d.mu.Lock()
	c := drawCut(d.rnd)
	if d.odds != nil {
		c.bytes, c.names, d.odds = d.odds.bytes, d.odds.names, nil
	}
	d.medium = d.medium.after(c)
	d.mu.Unlock()
	return d.mount()
}

// Close takes the disk away.
func (d *Disk) Close() error {
	d.Cut()
	d.Release()
	return d.server.Unmount()
}

// CopyTo writes the files and folders of the disk, as programs see them, into a folder of another.
func (d *Disk) CopyTo(folder string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return copyNode(d.medium.root, folder)
}

func copyNode(n *node, path string) error {
	if !n.folder() {
		return os.WriteFile(path, n.seen, 0o600)
	}
	err := os.MkdirAll(path, 0o700)
	for name, below := range n.names {
		err = errors.Join(err, copyNode(below, filepath.Join(path, name)))
	}
	return err
}

// Sync brings all that stands on the disk onto the medium.
func (d *Disk) Sync() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.medium.nodes {
		n.sync()
	}
	for _, one := range d.medium.deeds {
		one.take(keptNames)
	}
	d.medium.deeds = nil
}

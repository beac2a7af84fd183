package brittle

import (
	"math"
	"slices"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// calls are what the kernel asks of a mounted disk. What it learned stays true for as long as it likes: nobody else changes anything.
type calls struct {
	fuse.RawFileSystem

	disk   *Disk
	medium *medium
}

// lasting is for how long the kernel may believe what it was told.
const lasting = uint64(math.MaxInt32)

// looks gives the medium to what changes nothing.
func (c *calls) looks(do func() fuse.Status) fuse.Status {
	if !c.disk.enter(false) {
		return fuse.EIO
	}
	defer c.disk.mu.Unlock()
	return do()
}

// changes gives the medium to what changes it.
func (c *calls) changes(do func() fuse.Status) fuse.Status {
	if !c.disk.enter(true) {
		return fuse.EIO
	}
	defer c.disk.mu.Unlock()
	return do()
}

// enter waits for the disk and holds it; false: it is dead, and what was asked is not done.
func (d *Disk) enter(changes bool) bool {
	d.mu.Lock()
	if changes && !closed(d.dead) {
		d.changes++
		if d.left--; d.left == 0 {
			d.die()
		}
		d.left = max(d.left, -1)
	}
	if !closed(d.dead) {
		return true
	}
	d.mu.Unlock()
	<-d.woken
	return false
}

// at is a node and, where it has one of that name, what lies in it.
func (c *calls) at(id uint64, name string) (in, below *node) {
	in = c.medium.nodes[id]
	return in, in.names[name]
}

// Lookup finds a name in a folder.
func (c *calls) Lookup(_ <-chan struct{}, h *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	return c.looks(func() fuse.Status {
		_, found := c.at(h.NodeId, name)
		if found == nil {
			return fuse.ENOENT
		}
		found.enter(out)
		return fuse.OK
	})
}

func (n *node) enter(out *fuse.EntryOut) {
	out.NodeId, out.Generation, out.EntryValid = n.id, 1, lasting
	out.AttrValid = lasting
	n.describe(&out.Attr)
}

func (n *node) describe(out *fuse.Attr) {
	out.Ino, out.Mode, out.Nlink, out.Size, out.Blksize = n.id, n.mode, n.links, uint64(len(n.seen)), 4096
	out.Blocks = (out.Size + sector - 1) / sector
	out.SetTimes(&n.touched, &n.touched, &n.touched)
}

// GetAttr describes a file or a folder.
func (c *calls) GetAttr(_ <-chan struct{}, in *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	return c.looks(func() fuse.Status {
		out.AttrValid = lasting
		c.medium.nodes[in.NodeId].describe(&out.Attr)
		return fuse.OK
	})
}

// SetAttr truncates a file, or changes its mode or its time.
func (c *calls) SetAttr(_ <-chan struct{}, in *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	return c.changes(func() fuse.Status {
		n := c.medium.nodes[in.NodeId]
		if size, is := in.GetSize(); is {
			n.alter(change{at: int64(size), truncates: true}) //nolint:gosec // the kernel gives no longer ones
		}
		if mode, is := in.GetMode(); is {
			n.mode = n.mode&^0o7777 | mode&0o7777
		}
		if at, is := in.GetMTime(); is {
			n.touched = at
		}
		out.AttrValid = lasting
		n.describe(&out.Attr)
		return fuse.OK
	})
}

// Mkdir makes a folder.
func (c *calls) Mkdir(_ <-chan struct{}, in *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	return c.changes(func() fuse.Status {
		folder := c.medium.make(kindFolder | in.Mode&0o7777)
		c.medium.do(deed{{c.medium.nodes[in.NodeId], name, folder}})
		folder.enter(out)
		return fuse.OK
	})
}

// Create makes a file; the kernel has looked that there is none.
func (c *calls) Create(_ <-chan struct{}, in *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	return c.changes(func() fuse.Status {
		file := c.medium.make(kindFile | in.Mode&0o7777)
		c.medium.do(deed{{c.medium.nodes[in.NodeId], name, file}})
		file.enter(&out.EntryOut)
		out.OpenFlags = fuse.FOPEN_KEEP_CACHE
		return fuse.OK
	})
}

// Link gives a file another name; the kernel has looked that it is free.
func (c *calls) Link(_ <-chan struct{}, in *fuse.LinkIn, name string, out *fuse.EntryOut) fuse.Status {
	return c.changes(func() fuse.Status {
		file := c.medium.nodes[in.Oldnodeid]
		c.medium.do(deed{{c.medium.nodes[in.NodeId], name, file}})
		file.enter(out)
		return fuse.OK
	})
}

// Unlink takes a name away.
func (c *calls) Unlink(_ <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	return c.changes(func() fuse.Status {
		in, below := c.at(h.NodeId, name)
		if below == nil {
			return fuse.ENOENT
		}
		c.medium.do(deed{{in, name, nil}})
		return fuse.OK
	})
}

// Rmdir takes away an empty folder.
func (c *calls) Rmdir(cancel <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	full := func() fuse.Status {
		if _, below := c.at(h.NodeId, name); below != nil && len(below.names) > 0 {
			return fuse.Status(syscall.ENOTEMPTY)
		}
		return fuse.OK
	}
	if status := c.looks(full); !status.Ok() {
		return status
	}
	return c.Unlink(cancel, h, name) // the kernel holds the folder meanwhile
}

// Rename replaces what has the new name, or fails where it is told not to.
func (c *calls) Rename(_ <-chan struct{}, in *fuse.RenameIn, from, to string) fuse.Status {
	const replacesNothing = 1
	return c.changes(func() fuse.Status {
		source, file := c.at(in.NodeId, from)
		target, there := c.at(in.Newdir, to)
		switch {
		case file == nil:
			return fuse.ENOENT
		case in.Flags&^replacesNothing != 0:
			return fuse.EINVAL
		case in.Flags == replacesNothing && there != nil:
			return fuse.Status(syscall.EEXIST)
		case file == there:
			return fuse.OK
		}
		c.medium.do(deed{{source, from, nil}, {target, to, file}})
		return fuse.OK
	})
}

// Open truncates a file where it is told to; else it has nothing to do.
func (c *calls) Open(_ <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	out.OpenFlags = fuse.FOPEN_KEEP_CACHE
	if in.Flags&syscall.O_TRUNC == 0 {
		return c.looks(func() fuse.Status { return fuse.OK })
	}
	return c.changes(func() fuse.Status {
		c.medium.nodes[in.NodeId].alter(change{truncates: true})
		return fuse.OK
	})
}

// Read reads what programs see.
func (c *calls) Read(_ <-chan struct{}, in *fuse.ReadIn, buf []byte) (read fuse.ReadResult, status fuse.Status) {
	status = c.looks(func() fuse.Status {
		held := c.medium.nodes[in.NodeId].seen
		from := min(int(in.Offset), len(held)) //nolint:gosec // the kernel asks no further
		read = fuse.ReadResultData(buf[:copy(buf, held[from:])])
		return fuse.OK
	})
	return read, status
}

// Write changes what programs see; chance has it until Fsync.
func (c *calls) Write(_ <-chan struct{}, in *fuse.WriteIn, bytes []byte) (written uint32, status fuse.Status) {
	status = c.changes(func() fuse.Status {
		n := c.medium.nodes[in.NodeId]
		n.alter(change{at: int64(in.Offset), bytes: slices.Clone(bytes)}) //nolint:gosec // the kernel asks no further
		n.touched = time.Now()
		return fuse.OK
	})
	return uint32(len(bytes)), status //nolint:gosec // at most MaxWrite
}

// Fsync brings a file onto the medium, but not its name.
func (c *calls) Fsync(_ <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	return c.changes(func() fuse.Status {
		c.medium.nodes[in.NodeId].sync()
		return fuse.OK
	})
}

// FsyncDir brings the names in a folder onto the medium.
func (c *calls) FsyncDir(_ <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	return c.changes(func() fuse.Status {
		c.medium.syncNames(c.medium.nodes[in.NodeId])
		return fuse.OK
	})
}

// Flush has nothing to do: closing a file syncs nothing.
func (c *calls) Flush(<-chan struct{}, *fuse.FlushIn) fuse.Status { return fuse.OK }

// OpenDir has nothing to do.
func (c *calls) OpenDir(<-chan struct{}, *fuse.OpenIn, *fuse.OpenOut) fuse.Status { return fuse.OK }

// ReadDir lists a folder.
func (c *calls) ReadDir(_ <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	return c.looks(func() fuse.Status {
		folder := c.medium.nodes[in.NodeId]
		for i, name := range sortedNames(folder.names) {
			below := folder.names[name]
			if uint64(i) < in.Offset { //nolint:gosec // an index
				continue
			}
			if !out.AddDirEntry(fuse.DirEntry{Name: name, Ino: below.id, Mode: below.mode, Off: uint64(i) + 1}) { //nolint:gosec // an index
				break
			}
		}
		return fuse.OK
	})
}

// StatFs describes a disk with plenty of room.
func (c *calls) StatFs(_ <-chan struct{}, _ *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	out.Bsize, out.Frsize, out.NameLen = 4096, 4096, 255
	out.Blocks, out.Bfree, out.Bavail = 1<<20, 1<<20, 1<<20
	return fuse.OK
}

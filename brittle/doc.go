// Package brittle is a disk whose power can be cut, for tests. A kill leaves to a program what it wrote, since the kernel has it; a power cut leaves what was
// brought onto the disk by fsync, and of the rest whatever chance had brought there already. The disk is mounted through FUSE, so that every system call of every process
// goes through it, and lives in memory, so that each moment can be the last one.
//
// It keeps no promise that POSIX does not give: of what was not synced, each sector of 512 bytes is kept or lost by itself, in any order; a file's length may be there
// without its bytes, which are then zeros or noise; each name that was made, changed or removed is kept or lost by itself until its folder is synced, also
// when the file behind it was. It knows nothing of the rest of this program and must not.
package brittle

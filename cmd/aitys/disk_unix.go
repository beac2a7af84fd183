//go:build linux || darwin

package main

import "syscall"

// room returns how many bytes are free for this program on the disk on which a path is, and how many the disk has. Error: the system's.
func room(path string) (free, all uint64, err error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(path, &disk); err != nil {
		return 0, 0, err
	}
	block := uint64(disk.Bsize) //nolint:gosec,unconvert // its type differs between systems; never negative
	return disk.Bavail * block, disk.Blocks * block, nil
}

//go:build linux || darwin

package storage

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks a file until it is closed, or its process ends; false when another process has it locked.
func lockFile(file *os.File) (locked bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) //nolint:gosec // file descriptors are small
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

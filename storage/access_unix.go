//go:build linux || darwin

package storage

import (
	"errors"
	"syscall"
)

// readOnly tells that a file is there which this process may not write. It opens nothing: to close a database's file would give up the locks on it.
func readOnly(path string) bool {
	const mayWrite = 2
	err := syscall.Access(path, mayWrite)
	return errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EPERM)
}

//go:build !linux && !darwin

package main

import "errors"

// room cannot tell on this system how much of a disk is free.
func room(string) (free, all uint64, err error) {
	return 0, 0, errors.ErrUnsupported
}

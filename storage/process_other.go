//go:build !linux

package storage

// sameProcesses cannot tell on this system.
func sameProcesses() string { return "" }

// noProcess cannot tell on this system.
func noProcess(int) bool { return false }

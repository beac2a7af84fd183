package storage

import (
	"errors"
	"os"
	"strings"
	"syscall"
)

// sameProcesses names what numbers of processes are unique in: this boot of this machine, and within it this container. "": it cannot be told.
func sameProcesses() string {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	space, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(boot)) + space
}

// noProcess tells that no process has a number.
func noProcess(number int) bool { return errors.Is(syscall.Kill(number, 0), syscall.ESRCH) }

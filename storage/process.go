package storage

import (
	"os"
	"strconv"
	"strings"
)

// A process that has the lease names itself, so that people see who works, and a process on the same machine that it works no more: then nobody has to wait for the
// lease's end. A name is MACHINE/NUMBER/WHERE, where the number is one of those that are unique in WHERE.

// processName is how this process names itself.
func processName() string {
	machine, err := os.Hostname()
	if err != nil || machine == "" {
		machine = "unknown"
	}
	return strings.ReplaceAll(machine, "/", "-") + "/" + strconv.Itoa(os.Getpid()) + "/" + sameProcesses()
}

// isDead tells that the process of a name surely is no more. Of a process on another machine, or in another container, nothing is sure.
func isDead(name string) bool {
	parts := strings.SplitN(name, "/", 3)
	here := sameProcesses()
	if len(parts) != 3 || here == "" || parts[2] != here {
		return false
	}
	number, err := strconv.Atoi(parts[1])
	return err == nil && number > 0 && number != os.Getpid() && noProcess(number)
}

// Name is who holds the lease, for people: the machine and the number of the process there. "": nobody does.
func (h Holding) Name() string {
	parts := strings.SplitN(h.Holder, "/", 3)
	return strings.Join(parts[:min(len(parts), 2)], "/")
}

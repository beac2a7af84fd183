//go:build unix

package bot

import (
	"net"
	"syscall"
)

// quiet tells that a connection at rest still stands, and that the server said nothing on it unasked. A request on a connection that the server
// has ended would be lost, and nobody could tell whether it arrived.
func quiet(conn net.Conn) bool {
	raw, ok := conn.(syscall.Conn)
	if !ok {
		return true
	}
	control, err := raw.SyscallConn()
	if err != nil {
		return false
	}
	waits := false
	err = control.Read(func(fd uintptr) bool {
		var one [1]byte
		_, err := syscall.Read(int(fd), one[:])
		waits = err == syscall.EAGAIN || err == syscall.EWOULDBLOCK //nolint:errorlint // a number, never wrapped
		return true                                                 // do not wait for more
	})
	return err == nil && waits
}

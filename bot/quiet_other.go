//go:build !unix

package bot

import "net"

// quiet cannot tell here whether a connection at rest still stands, and calls for a new one.
func quiet(net.Conn) bool { return false }

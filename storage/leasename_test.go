package storage

import (
	"strconv"
	"strings"
)

// NameOf is a process's name with the number of another one.
func NameOf(name string, number int) string {
	parts := strings.SplitN(name, "/", 3)
	parts[1] = strconv.Itoa(number)
	return strings.Join(parts, "/")
}

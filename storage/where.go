package storage

import (
	"fmt"
	"path/filepath"

	"github.com/jackc/pgx/v5"
)

// Where tells which database an address leads to, so that two that are written in different ways can be compared. "": the address cannot be read. It asks no
// server: one that has two names stands at two places.
func Where(url string) string {
	switch Engine(url) {
	case "SQLite":
		return "sqlite:" + RealPath(File(url))
	case "PostgreSQL":
		config, err := pgx.ParseConfig(url)
		if err != nil {
			return ""
		}
		return fmt.Sprintf("postgres://%s:%d/%s", config.Host, config.Port, config.Database)
	}
	return ""
}

// RealPath follows the links of a path as far as it exists, from the root on.
func RealPath(path string) string {
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if followed, err := filepath.EvalSymlinks(whole); err == nil {
		return followed
	}
	if folder := filepath.Dir(whole); folder != whole {
		return filepath.Join(RealPath(folder), filepath.Base(whole))
	}
	return whole
}

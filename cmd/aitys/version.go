package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version and commit are set when a release is built (see .ci/release); a build from source tells its commit instead.
var version, commit string

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and the Go release",
		Args:  none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "aitys %s %s %s/%s\n", release(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

func release() string {
	switch {
	case version != "" && commit != "":
		return version + " " + commit
	case version != "":
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return "development " + setting.Value
		}
	}
	return "development"
}

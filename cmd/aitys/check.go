package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"aitys/content"
)

func newCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE…",
		Short: "Check article files and name every fault as file:line: what is wrong",
		Long: "Check reads article files and prints every fault at once, a line each: file:line: what is wrong and what is expected.\n" +
			"A translation is compared with its original, which is looked for among the files given and then beside the translation.\n" +
			"Exits 0 when there is no fault and 1 otherwise. docs/article-format.md describes the format.",
		Args: atLeastOne,
		RunE: func(cmd *cobra.Command, paths []string) error {
			faults := content.CheckFiles(paths)
			for _, fault := range faults {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), fault); err != nil {
					return err
				}
			}
			if len(faults) > 0 {
				return errSaid
			}
			for _, path := range content.Uncompared(paths) {
				cmd.PrintErrf("%s: its original was not found, so that the two were not compared: put the original's file beside it\n", path)
			}
			return nil
		},
	}
}

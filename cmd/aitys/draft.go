package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"github.com/spf13/cobra"

	"aitys/content"
	"aitys/drafting"
)

func newDraft() *cobra.Command {
	var lang, slug string
	command := &cobra.Command{
		Use:   "draft FILE|-",
		Short: "Make a draft article file of an article's plain text or Markdown",
		Long: "Draft reads an article's text in Kazakh, Russian or English and prints an article file: its sections, summaries made of its own sentences, its figures\n" +
			"with the sentences they stand in, and proposed polls. It asks no service. What is uncertain stands in the file as comments (#), and on standard error;\n" +
			"docs/editing.md tells what to look at. The file passes aitys check. With - the text is read from standard input, at most 1 MB.",
		Args: oneArticle,
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := draftOptions(lang, slug)
			if err != nil {
				return err
			}
			return draft(cmd, args[0], options)
		},
	}
	command.Flags().StringVar(&lang, "lang", "", "the text's language: en, ru or kk (default: as the text tells)")
	command.Flags().StringVar(&slug, "slug", "", "the article's name in links (default: made of the title)")
	return command
}

// oneArticle requires one argument.
func oneArticle(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("aitys: %s needs one FILE, or - for standard input\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}

var slugPattern = regexp.MustCompile(fmt.Sprintf(`^[a-z0-9-]{1,%d}$`, content.MaxSlug))

func draftOptions(lang, slug string) (drafting.Options, error) {
	o := drafting.Options{Slug: content.Slug(slug)}
	if slug != "" && !slugPattern.MatchString(slug) {
		return o, usagef("aitys: the slug %q: use a to z, 0 to 9 and -, at most %d", slug, content.MaxSlug)
	}
	if lang != "" {
		known, ok := content.ParseLang(lang)
		if !ok {
			return o, usagef("aitys: the language %q is not known: write en, ru or kk", lang)
		}
		o.Lang = known
	}
	return o, nil
}

// draft prints the draft of a file, and on standard error what to look at.
func draft(cmd *cobra.Command, path string, options drafting.Options) error {
	source, err := readText(path, cmd.InOrStdin())
	if err != nil {
		return err
	}
	d, err := drafting.FromText(string(source), options)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := cmd.OutOrStdout().Write(d.Print()); err != nil {
		return err
	}
	for _, note := range d.Notes(content.English) {
		cmd.PrintErrln(note)
	}
	return nil
}

// readText reads a file, or standard input for "-", and no more of it than is needed to see that it is too long.
func readText(path string, in io.Reader) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(io.LimitReader(in, content.MaxFile+1))
	}
	file, err := os.Open(path) //nolint:gosec // the file that the caller names
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(file, content.MaxFile+1))
	return text, errors.Join(err, file.Close())
}

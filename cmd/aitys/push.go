package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

func newPush() *cobra.Command {
	var publish bool
	command := &cobra.Command{
		Use:   "push FILE…",
		Short: "Store checked article files as drafts or new revisions, and with --publish publish them",
		Long: "Push checks article files as aitys check does and stores them in the database (DATABASE_URL), all or none. A running bot sees\n" +
			"what is published at once. Readers never see a draft.",
		Args: atLeastOne,
		RunE: func(cmd *cobra.Command, paths []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			articles, err := checked(paths, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			store, err := storage.Open(cmd.Context(), c.Database, c.options(log))
			if err != nil {
				return err
			}
			return errors.Join(push(cmd.Context(), store, articles, publishing{publish, c.Channel != 0}, cmd.OutOrStdout()), store.Close())
		},
	}
	command.Flags().BoolVar(&publish, "publish", false, "publish: readers see it, and a running bot posts it in the channel (CHANNEL_ID)")
	return command
}

// checked reads article files; their faults are written to w.
func checked(paths []string, w io.Writer) ([]*content.Article, error) {
	articles, faults := content.LoadFiles(paths)
	for _, fault := range faults {
		if _, err := fmt.Fprintln(w, fault); err != nil {
			return nil, err
		}
	}
	if len(faults) > 0 {
		return nil, errSaid
	}
	return articles, nil
}

// publishing says where stored articles are to be seen.
type publishing struct {
	readers bool // in the bot
	channel bool // and, where readers see them, in the channel
}

// push stores the articles in one transaction and says what became of each.
func push(ctx context.Context, store *storage.Store, articles []*content.Article, publish publishing, w io.Writer) error {
	var said []string
	err := store.Update(ctx, func(tx *storage.Tx) error {
		said = nil
		before, err := languages(tx, articles)
		if err != nil {
			return err
		}
		for _, article := range content.OriginalsFirst(articles) {
			saved, err := save(tx, article, publish.readers)
			if err != nil {
				return err
			}
			said = append(said, fmt.Sprintf("%s %s: revision %d, %s", article.Slug, article.Lang, saved.Number, state(saved)))
		}
		if err := handlers.FollowPublished(tx, articles); err != nil {
			return err
		}
		after, err := languages(tx, articles)
		if err != nil {
			return err
		}
		said = append(said, outdated(before, after)...)
		if !publish.readers || !publish.channel {
			return nil
		}
		said = append(said, "the bot posts it in the channel, if it does not stand there: at once where it runs, else when it starts")
		return handlers.PublishSoon(tx, slugsOf(articles))
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, strings.Join(said, "\n"))
	return err
}

// save stores an article, and publishes it where that is asked.
func save(tx *storage.Tx, article *content.Article, publish bool) (storage.Saved, error) {
	if publish {
		return handlers.PublishOver(tx, article)
	}
	return tx.SaveArticle(article, false)
}

func slugsOf(articles []*content.Article) []content.Slug {
	slugs := make([]content.Slug, len(articles))
	for i, article := range articles {
		slugs[i] = article.Slug
	}
	return slugs
}

// told is an article in a language.
type told struct {
	slug content.Slug
	lang content.Lang
}

// languages returns in which languages readers can read the articles now.
func languages(tx *storage.Tx, articles []*content.Article) (map[told]bool, error) {
	all := map[told]bool{}
	for _, article := range articles {
		published, err := tx.ArticleBySlug(article.Slug)
		if content.CodeOf(err) == content.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		for lang := range published.In {
			all[told{article.Slug, lang}] = true
		}
	}
	return all, nil
}

// outdated names the translations that readers no longer see, since their sections, figures or polls are not those of the new original.
func outdated(before, after map[told]bool) []string {
	var lines []string
	for one := range before {
		if !after[one] {
			lines = append(lines, fmt.Sprintf("%s %s: no longer matches the original: its readers see the original until a new translation is pushed",
				one.slug, one.lang))
		}
	}
	slices.Sort(lines)
	return lines
}

func state(saved storage.Saved) string {
	switch {
	case saved.Published && saved.Unchanged:
		return "already published"
	case saved.Published:
		return "published"
	case saved.Unchanged:
		return "already stored as a draft"
	}
	return "stored as a draft"
}

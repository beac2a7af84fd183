package storage

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"aitys/content"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a b%?#.db")
	s, err := Open(ctx, "sqlite:"+path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(ctx, func(tx *Tx) error {
		f, err := tx.Fresh([]content.UpdateID{1, 2, 2, 3})
		if err != nil || len(f) != 3 {
			t.Error(f, err)
		}
		if err := tx.Meet([]content.Person{{ID: 5, LanguageCode: "ru"}, {ID: 6}}); err != nil {
			return err
		}
		r, err := tx.Reader(5)
		if err != nil || r.Telegram != "ru" {
			t.Error(r, err)
		}
		c, err := tx.Chat(content.Chat{ID: -100, Kind: content.ChatGroup})
		if err != nil {
			return err
		}
		tx.Send(content.Outgoing{Chat: r.Chat(), Text: "<b>hi</b>", Key: "k"})
		err = tx.Guard(false, func() error {
			tx.Send(content.Outgoing{Chat: c, Text: "x"})
			if err := tx.SetLanguage(r.ID, "kk"); err != nil {
				return err
			}
			return errors.New("no")
		})
		if err == nil || err.Error() != "no" {
			t.Error(err)
		}
		r, err = tx.Reader(5)
		if err != nil || r.Chosen != "" {
			t.Error(r, err)
		}
		if err := tx.MoveChat(-100, -200); err != nil {
			return err
		}
		tx.Send(content.Outgoing{Chat: c, Text: "y", EditKey: "k"})
		if _, err := tx.SaveArticle(&content.Article{Slug: "a", Lang: "en", Title: "T"}, true); err != nil {
			return err
		}
		if err := tx.ScheduleOnce(content.Due{Work: "x", At: tx.Now(), Note: "n"}); err != nil {
			return err
		}
		if err := tx.Park(content.Incoming{From: content.Person{ID: 5}}, "cause\x00"); err != nil {
			return err
		}
		return tx.Prune()
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(ctx, func(tx *Tx) error {
		p, err := tx.Pending(0, 10)
		t.Logf("%+v %v", p, err)
		if len(p) != 2 {
			t.Error("pending")
		}
		a, err := tx.NewestArticle()
		t.Log(a, err)
		l, n, err := tx.Articles(ArticleCursor{}, 1)
		t.Log(l, n, err)
		if _, err := tx.Fresh([]content.UpdateID{9}); err == nil {
			t.Error("write in view")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(ctx, func(tx *Tx) error {
		d, err := tx.TakeDue(5)
		t.Log(d, err)
		return tx.SettleAll([]content.Result{{Outgoing: 1, Outcome: content.Delivered, Message: 77}, {Outgoing: 2, Outcome: content.Unreachable}})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	s, err = Open(ctx, "sqlite:"+path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(begin))
	_ = s.Close()
}

package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// versionNow is the version of the draft that an editor wants to be published; 0: there is none.
func (t *turn) versionNow(article content.ArticleID) (int, error) {
	draft, err := t.tx.DraftOf(article)
	return draft.Version, ifKnown(err)
}

// askedVersion writes down who wants which version of a draft to be published. What askedBy reads comes first.
func (t *turn) askedVersion(article content.ArticleID) (string, error) {
	version, err := t.versionNow(article)
	return askedNote(t.reader.ID) + " " + strconv.Itoa(version), err
}

// anyVersion is where nobody has asked for a certain version of a draft.
const anyVersion = -1

// versionAsked reads that.
func (t *turn) versionAsked() int {
	noted := strings.Fields(t.in.Due.Note)
	if len(noted) < 2 {
		return anyVersion
	}
	version, err := strconv.Atoi(noted[1])
	if err != nil {
		return anyVersion
	}
	return version
}

// heldBack tells that somebody else has changed a draft since an editor wanted that version of it to be published, in the time in which that can be taken back: nothing that
// nobody has agreed to is published. The editor is told.
func (t *turn) heldBack(slug content.Slug, asked content.ReaderID, version int) (bool, error) {
	article, err := t.tx.ArticleNumber(slug)
	if err != nil || version == anyVersion {
		return false, ifKnown(err)
	}
	draft, err := t.tx.DraftOf(article)
	if err != nil || draft.Version == version || draft.ChangedBy == asked {
		return false, ifKnown(err)
	}
	if seen, err := t.tx.SeenDraft(asked, article); err != nil || seen == draft.Version {
		return false, err
	}
	return true, t.tellHeldBack(draft, asked)
}

func (t *turn) tellHeldBack(draft content.Draft, asked content.ReaderID) error {
	p, err := t.proof(draft.Article)
	if err != nil {
		return err
	}
	args := phrases.Args{"Title": p.in(t.language).Title, "By": t.editorName(draft.ChangedBy), "What": t.partName(draft.What)}
	if reader, err := t.tx.ReaderByID(asked); err == nil {
		of, err := t.of(reader)
		if err != nil {
			return err
		}
		args["Title"], args["By"], args["What"] = p.in(of.voice.Lang()).Title, of.editorName(draft.ChangedBy), of.partName(draft.What)
	} else if content.CodeOf(err) != content.NotFound {
		return err
	}
	return t.tellEditor(asked, phrases.PublishHeld, args, func(voice *phrases.Voice) []link {
		return []link{{label: voice.Plain(phrases.ButtonLookAtDraft), data: proofData(draft.Article, p.in(voice.Lang()).Lang, proofPost)}}
	})
}

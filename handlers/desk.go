package handlers

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"aitys/content"
	"aitys/moderation"
	"aitys/storage"
)

// desk is the filters with the newsroom's words and with what its decisions taught. It is read from the store once, and then follows what is stored.
type desk struct {
	mu     sync.RWMutex // of what the classifier has learned, which changes while it is used
	chain  *moderation.Chain
	counts moderation.Counts
}

// judged is what the filters say about a text by itself.
type judged struct {
	judgement moderation.Judgement
	signature moderation.Signature
	signed    bool // it is long enough to have a signature
}

// likeness is by what the text is to be found among others.
func (j judged) likeness() (l storage.Likeness) {
	if j.signed {
		l.Bands, l.Sketch = j.signature.Bands[:], j.signature.Sketch
	}
	return l
}

// Filters returns the filters with a newsroom's settings as they are stored.
func Filters(tx *storage.Tx) (*moderation.Chain, error) {
	_, newsroom, err := tx.Settings(0)
	if err != nil {
		return nil, err
	}
	chain, _, err := chainOf(tx, modes{values: newsroom}.limits())
	return chain, err
}

func chainOf(tx *storage.Tx, limits moderation.Limits) (*moderation.Chain, moderation.Counts, error) {
	counts := moderation.NewCounts()
	err := tx.Taught(func(token uint32, all bool, label, number int) {
		counts.Set(moderation.Token(token), all, moderation.Label(label), number)
	})
	if err != nil {
		return nil, counts, err
	}
	stored, err := tx.Words()
	words := make([]moderation.Word, 0, len(stored))
	for _, w := range stored {
		words = append(words, moderation.Word{Kind: moderation.WordKind(w.Kind), Text: w.Text})
	}
	return moderation.NewChain(limits, words, counts), counts, err
}

// open reads the desk from the store, where that was not done.
func (d *desk) open(ctx context.Context, store *storage.Store) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.chain != nil {
		return nil
	}
	return store.View(ctx, func(tx *storage.Tx) (err error) {
		d.chain, d.counts, err = chainOf(tx, moderation.DefaultLimits) // each opinion is weighed by the limits of its article
		return err
	})
}

// judge asks the filters about a text. Without the desk, which only a store that fails keeps closed, they go by the built-in settings.
func (d *desk) judge(text string) judged { return d.judgePost(moderation.Post{Text: text}) }

// judgePost is judge for a text with marks.
func (d *desk) judgePost(post moderation.Post) (j judged) {
	j.signature, j.signed = moderation.SignatureOf(post.Text)
	d.mu.RLock()
	defer d.mu.RUnlock()
	j.judgement = d.filters().Judge(post)
	return j
}

func (d *desk) filters() *moderation.Chain {
	if d.chain == nil {
		return moderation.NewChain(moderation.DefaultLimits, nil, moderation.NewCounts())
	}
	return d.chain
}

// among adds what a text's surroundings say.
func (d *desk) among(j moderation.Judgement, around moderation.Around) moderation.Judgement {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.filters().Among(j, around)
}

// lesson is what one decision taught, or took back.
type lesson struct {
	tokens []moderation.Token
	label  moderation.Label
	times  int
}

// lessons are what an attempt at storing a batch changes about the filters, once it is stored.
type lessons struct {
	all   []lesson
	words bool // the newsroom's words changed
}

// follow takes over what was stored.
func (d *desk) follow(l lessons) {
	if len(l.all) == 0 && !l.words {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if l.words || d.chain == nil {
		d.chain = nil // to be read anew
		return
	}
	for _, one := range l.all {
		d.counts.Learn(one.tokens, one.label, one.times)
	}
}

// judgeAhead asks the filters, before the transaction, about what may be opinions in a batch.
func (n *Newsroom) judgeAhead(ctx context.Context, batch []content.Incoming) (map[string]judged, error) {
	var ahead map[string]judged
	for i := range batch {
		opinions, comment := mayBeOpinion(&batch[i]), mayBeComment(&batch[i])
		if ahead == nil && (comment || len(opinions) > 0) {
			if err := n.desk.open(ctx, n.store); err != nil {
				return nil, err
			}
			ahead = map[string]judged{}
		}
		for _, words := range opinions {
			ahead[words] = n.desk.judge(words)
		}
		if comment {
			message := batch[i].Message
			ahead[commentAhead(&batch[i])] = n.desk.judgePost(moderation.Post{Text: message.Text, Entities: message.Entities})
		}
	}
	return ahead, nil
}

// mayBeComment tells whether a message may be a comment, or the edit of one.
func mayBeComment(in *content.Incoming) bool {
	return (in.Kind == content.KindMessage || in.Kind == content.KindEdited) && in.Chat.Kind == content.ChatGroup && in.Message.Text != "" &&
		!in.Message.Automatic && in.Message.OnBehalf == 0 && (in.Message.Thread != 0 || in.Message.ReplyTo != 0)
}

// mayBeOpinion returns the words of a private message that may be an opinion's; behind /opinion with and without the first, which may be a section.
func mayBeOpinion(in *content.Incoming) []string {
	if in.Kind != content.KindMessage || in.Chat.Kind != content.ChatPrivate || in.Message.Forwarded || utf8.RuneCountInString(in.Message.Text) < content.MinOpinion {
		return nil
	}
	switch in.Message.Command {
	case "":
		return []string{strings.TrimSpace(in.Message.Text)}
	case "opinion":
		_, rest, _ := strings.Cut(in.Message.Argument, " ")
		return []string{strings.TrimSpace(in.Message.Argument), strings.TrimSpace(rest)}
	}
	return nil
}

package storage

import (
	"cmp"
	"math"
	"slices"

	"aitys/content"
	"aitys/content/text"
)

const (
	sqlWithWord = `SELECT opinion FROM opinion_word WHERE word = CAST($1 AS BIGINT) AND opinion <= $2 ORDER BY opinion DESC LIMIT CAST($3 AS BIGINT)`
	sqlFound    = `SELECT ` + opinionColumns + ` FROM opinion WHERE id IN ({list}) AND state = 'approved'`
)

const (
	// searchAtMost is what a search may cost, in rows of the index: about a twentieth of a second. A search is done within the transaction that everybody waits for.
	searchAtMost = 30_000
	// costOfLook is what it costs to ask the index once, in such rows.
	costOfLook = 30

	// How many rows the index is asked for at once: few where a word is rare among those that another has, more and more where it is not.
	fewestAtOnce, mostAtOnce = 16, 2048
)

// FoundOpinions is a page of what was found, newest first.
type FoundOpinions struct {
	Opinions []content.Opinion
	// Next is where the following page begins; 0 when there is none.
	Next content.OpinionID
	// Tired tells that the search ended before it was through, since too much was to be looked at; Next is where it goes on.
	Tired bool
}

// SearchOpinions returns approved opinions in which every one of the words stands, by any of its keys: those before the one numbered before, the newest for 0, at
// most limit. Its cost is bounded however many opinions there are (see FoundOpinions.Tired). Without words it finds nothing.
func (tx *Tx) SearchOpinions(words [][]text.Key, before content.OpinionID, limit int) (FoundOpinions, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	if len(words) == 0 {
		return FoundOpinions{}, nil
	}
	s := tx.searchFor(words)
	ids, err := s.from(int64(before)-1, limit+1)
	if err != nil {
		return FoundOpinions{}, err
	}
	var found FoundOpinions
	switch {
	case len(ids) > limit:
		ids = ids[:limit]
		found.Next = content.OpinionID(ids[limit-1])
	case s.tired():
		found.Next, found.Tired = content.OpinionID(s.reached+1), true
	}
	found.Opinions, err = tx.numbered(ids)
	return found, err
}

// numbered returns the approved opinions among some, newest first.
func (tx *Tx) numbered(ids []int64) (all []content.Opinion, err error) {
	err = padded(ids, func(args []any) error {
		found, err := tx.opinions(tx.store.expand(sqlFound, len(args), 1), args...)
		all = append(all, found...)
		return err
	})
	slices.SortFunc(all, func(a, b content.Opinion) int { return cmp.Compare(b.ID, a.ID) })
	return all, err
}

// search goes down through the opinions, from one that may have all words to the next. Each word in turn says which is the next that has it, so that the rarest
// of them sets the pace, and of the others only what lies at its steps is looked at.
type search struct {
	tx      *Tx
	words   [][]*list
	spent   int
	reached int64 // all above it has been looked through
}

func (tx *Tx) searchFor(words [][]text.Key) *search {
	s := &search{tx: tx}
	for _, keys := range words {
		var lists []*list
		for _, key := range keys {
			lists = append(lists, &list{key: key, atOnce: fewestAtOnce})
		}
		s.words = append(s.words, lists)
	}
	return s
}

func (s *search) tired() bool { return s.spent >= searchAtMost }

// from returns the opinions with all words from the number at downwards, at most so many.
func (s *search) from(at int64, most int) (found []int64, err error) {
	for s.reached = at; at > 0 && len(found) < most && !s.tired(); {
		next, err := s.lowest(at)
		switch {
		case err != nil || next == 0:
			return found, err
		case next == at:
			found = append(found, at)
			at--
		default:
			at = next
		}
		s.reached = at
	}
	return found, nil
}

// lowest asks each word for the highest number up to at, and returns the lowest of these: nothing above it has all words. It is at itself where that has. 0: there
// is none.
func (s *search) lowest(at int64) (int64, error) {
	for _, lists := range s.words {
		highest := int64(0)
		for _, list := range lists {
			id, err := list.upTo(s, at)
			if err != nil {
				return 0, err
			}
			highest = max(highest, id)
		}
		if at = min(at, highest); at == 0 {
			return 0, nil
		}
	}
	return at, nil
}

// list is the opinions that have a key, as far as they were read: from a number downwards.
type list struct {
	key    text.Key
	read   []int64
	ended  bool // there are none below
	atOnce int
	asked  int // how often, since the last reading
}

// upTo returns the highest opinion up to a number, 0 when there is none. It is asked for ever lower ones.
func (l *list) upTo(s *search, at int64) (int64, error) {
	l.asked++
	above, _ := slices.BinarySearchFunc(l.read, at, func(id, at int64) int { return cmp.Compare(at, id) })
	l.read = l.read[above:]
	if len(l.read) == 0 && !l.ended {
		if err := l.readOn(s, at); err != nil {
			return 0, err
		}
	}
	if len(l.read) == 0 {
		return 0, nil
	}
	return l.read[0], nil
}

// readOn reads from a number downwards: more at once where most of what was read before was of use, less where the other words passed it over.
func (l *list) readOn(s *search, at int64) error {
	if 2*l.asked >= l.atOnce {
		l.atOnce = min(4*l.atOnce, mostAtOnce)
	} else {
		l.atOnce = max(l.atOnce/2, fewestAtOnce)
	}
	l.read, l.asked = l.read[:0], 0
	query := sqlWithWord
	if s.tx.store.gathers {
		query = sqlWithFreshWord
	}
	err := s.tx.read(query, []any{int64(l.key), at, l.atOnce}, func(rows row) error {
		var id int64
		err := rows.Scan(&id)
		l.read = append(l.read, id)
		return err
	})
	s.spent += costOfLook + len(l.read)
	l.ended = len(l.read) < l.atOnce
	return err
}

package handlers

import (
	"cmp"
	"slices"

	"aitys/content"
)

// How a tree is walked, from one node that has a line to the next.

// first returns the first node of the tree; the zero node where it is empty.
func (tr *tree) first() (node, error) {
	if tr.on.ID != 0 {
		return tr.child(node{opinion: tr.on}, true)
	}
	n, err := tr.fromRoot(0, true)
	if err != nil {
		return node{}, err
	}
	return tr.nearest(n, true)
}

// next returns the node that is read after n; the zero node after the last one.
func (tr *tree) next(n node) (node, error) {
	below, err := tr.child(n, true)
	if err != nil || below.key() != "" {
		return below, err
	}
	for n.key() != "" && (tr.on.ID == 0 || n.opinion.ID != tr.on.ID) {
		beside, err := tr.sibling(n, true)
		if err != nil || beside.key() != "" {
			return beside, err
		}
		if n, err = tr.parent(n); err != nil {
			return node{}, err
		}
	}
	return node{}, nil
}

// previous returns the node that is read before n; the zero node before the first one.
func (tr *tree) previous(n node) (node, error) {
	beside, err := tr.sibling(n, false)
	if err != nil {
		return node{}, err
	}
	if beside.key() == "" {
		above, err := tr.parent(n)
		if tr.on.ID != 0 && above.opinion.ID == tr.on.ID {
			above = node{}
		}
		return above, err
	}
	for {
		below, err := tr.child(beside, false)
		if err != nil || below.key() == "" {
			return beside, err
		}
		beside = below
	}
}

// nearest returns a node, or the next one beside it, or the one before it, that has a line. Below one that has none nobody needs to look: whoever takes back a
// thousand comments would let everybody else walk through them.
func (tr *tree) nearest(n node, after bool) (node, error) {
	for n.key() != "" {
		shown, err := tr.shows(n)
		if err != nil {
			return node{}, err
		}
		if shown {
			break
		}
		if n, err = tr.anySibling(n, after); err != nil {
			return node{}, err
		}
	}
	return n, nil
}

// child returns the first, or the last, of what stands right below a node and has a line.
func (tr *tree) child(n node, first bool) (node, error) {
	below, err := tr.anyChild(n, first)
	if err != nil {
		return node{}, err
	}
	return tr.nearest(below, first)
}

// sibling returns what stands beside a node, after it or before it, and has a line.
func (tr *tree) sibling(n node, after bool) (node, error) {
	beside, err := tr.anySibling(n, after)
	if err != nil {
		return node{}, err
	}
	return tr.nearest(beside, after)
}

func (tr *tree) anyChild(n node, first bool) (node, error) {
	opinion, err := tr.opinionAt(n)
	if err != nil {
		return node{}, err
	}
	if opinion == 0 {
		return one(tr.tx.Answers(n.comment.ID, 0, first, 1))
	}
	list, err := tr.under(opinion)
	if err != nil || len(list) == 0 {
		return node{}, err
	}
	if first {
		return list[0], nil
	}
	return list[len(list)-1], nil
}

// one makes a node of the comment that was found, if any was.
func one(found []content.Comment, err error) (node, error) {
	if err != nil || len(found) == 0 {
		return node{}, err
	}
	return node{comment: found[0]}, nil
}

func (tr *tree) anySibling(n node, after bool) (node, error) {
	var made content.OpinionID
	var err error
	if n.comment.Parent != 0 {
		made, err = tr.tx.Became(n.comment.Parent)
	}
	switch {
	case err != nil:
		return node{}, err
	case made != 0:
		return tr.beside(made, n, after)
	case n.comment.Parent != 0:
		return one(tr.tx.Answers(n.comment.Parent, n.comment.ID, after, 1))
	case n.comment.Opinion != 0:
		return tr.beside(n.comment.Opinion, n, after)
	case n.opinion.Parent != 0:
		return tr.beside(n.opinion.Parent, n, after)
	case n.opinion.ID != 0:
		return tr.besideOpinion(n, after)
	}
	beside, err := one(tr.tx.CommentsUnder(n.comment.Root, n.comment.ID, after, 1))
	if err != nil || beside.key() != "" {
		return beside, err
	}
	return tr.fromRoot(n.comment.Root, after)
}

// beside returns what stands beside a node among the replies to an opinion.
func (tr *tree) beside(opinion content.OpinionID, n node, after bool) (node, error) {
	list, err := tr.under(opinion)
	i := slices.IndexFunc(list, func(other node) bool { return other.key() == n.key() })
	switch {
	case err != nil || i < 0:
		return node{}, err
	case after && i+1 < len(list):
		return list[i+1], nil
	case !after && i > 0:
		return list[i-1], nil
	}
	return node{}, nil
}

// under is what was replied to an opinion, in private and in the group, in the order in which it was said.
func (tr *tree) under(opinion content.OpinionID) ([]node, error) {
	if list, known := tr.below[opinion]; known {
		return list, nil
	}
	replies, err := tr.tx.Replies(opinion, 0, true, widest)
	if err != nil {
		return nil, err
	}
	hidden, err := tr.hiddenReplies(opinion)
	if err != nil {
		return nil, err
	}
	comments, err := tr.commentsOn(opinion)
	if err != nil {
		return nil, err
	}
	list := merged(append(replies, hidden...), comments)
	if tr.below == nil {
		tr.below = map[content.OpinionID][]node{}
	}
	tr.below[opinion] = list
	return list, nil
}

// commentsOn are the comments right below an opinion's post, and below the comment of which it was made.
func (tr *tree) commentsOn(opinion content.OpinionID) ([]content.Comment, error) {
	comments, err := tr.tx.CommentsOn(opinion, 0, widest)
	if err != nil {
		return nil, err
	}
	made, err := tr.tx.MadeOf(opinion)
	if content.CodeOf(err) == content.NotFound {
		return comments, nil
	}
	if err != nil {
		return nil, err
	}
	answers, err := tr.tx.Answers(made.ID, 0, true, widest)
	return append(comments, answers...), err
}

// fromRoot returns the first comment under the roots behind one, or the last under those before it; behind the last root stand the opinions.
func (tr *tree) fromRoot(root content.RootID, after bool) (node, error) {
	const most = 500
	if tr.roots == nil {
		var err error
		if tr.roots, err = tr.tx.Roots(tr.published.ID, 0, most); err != nil {
			return node{}, err
		}
	}
	roots := slices.Clone(tr.roots)
	if !after {
		slices.Reverse(roots)
	}
	for _, r := range roots {
		if root != 0 && (after && r.ID <= root || !after && r.ID >= root) {
			continue
		}
		found, err := one(tr.tx.CommentsUnder(r.ID, 0, after, 1))
		if err != nil || found.key() != "" {
			return found, err
		}
	}
	if !after {
		return node{}, nil
	}
	return tr.talkedAbout(0, true)
}

// besideOpinion returns the opinion beside one, of those that were replied to; before the first of them stand the comments.
func (tr *tree) besideOpinion(n node, after bool) (node, error) {
	found, err := tr.talkedAbout(n.opinion.ID, after)
	if err != nil || after || found.key() != "" {
		return found, err
	}
	return tr.fromRoot(0, false)
}

// talkedAbout returns the nearest opinion on the article that was replied to, newest first, after or before one. One that readers see no more stands for its replies.
func (tr *tree) talkedAbout(beside content.OpinionID, after bool) (node, error) {
	shown, err := tr.nearestTalked(beside, after, func(from content.OpinionID) ([]content.Opinion, error) {
		return tr.tx.Opinions(tr.published.ID, "", content.Newest, from, after, lookedAtOnce)
	})
	if err != nil {
		return node{}, err
	}
	hidden, err := tr.nearestTalked(beside, after, func(from content.OpinionID) ([]content.Opinion, error) {
		return tr.tx.Hidden(tr.published.ID, 0, from, after, lookedAtOnce)
	})
	if shown.ID == 0 || hidden.ID != 0 && (hidden.ID > shown.ID) == after {
		shown = hidden
	}
	return node{opinion: shown}, err
}

// nearestTalked returns the nearest opinion of a list that was replied to. Of very many only the nearest are looked through: each opinion leads to its own thread.
func (tr *tree) nearestTalked(beside content.OpinionID, after bool, list func(from content.OpinionID) ([]content.Opinion, error)) (content.Opinion, error) {
	for range lookedThrough / lookedAtOnce {
		some, err := list(beside)
		if err != nil || len(some) == 0 {
			return content.Opinion{}, err
		}
		talked, err := tr.tx.TalkedAbout(some)
		if err != nil {
			return content.Opinion{}, err
		}
		beside = some[len(some)-1].ID
		if !after {
			beside = some[0].ID
			slices.Reverse(some)
		}
		for _, opinion := range some {
			if opinion.Replies == 0 && !talked[opinion.ID] {
				continue
			}
			of, err := tr.place(node{opinion: opinion})
			if err != nil || of.opinion.ID != 0 { // what was made of a comment has its line there
				return opinion, err
			}
		}
	}
	return content.Opinion{}, nil
}

// merged are replies and comments by time; comments among themselves stand in the order in which they came, as everywhere.
func merged(replies []content.Opinion, comments []content.Comment) (list []node) {
	slices.SortFunc(replies, func(a, b content.Opinion) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(comments, func(a, b content.Comment) int { return cmp.Compare(a.ID, b.ID) })
	for len(replies) > 0 || len(comments) > 0 {
		if len(comments) == 0 || len(replies) > 0 && replies[0].MadeAt.Before(comments[0].At) {
			list = append(list, node{opinion: replies[0]})
			replies = replies[1:]
			continue
		}
		list = append(list, node{comment: comments[0]})
		comments = comments[1:]
	}
	return list
}

// hiddenReplies are the replies to an opinion that readers see no more, and below which something was said.
func (tr *tree) hiddenReplies(opinion content.OpinionID) (all []content.Opinion, err error) {
	list, err := tr.tx.Hidden(tr.published.ID, opinion, 0, true, widest)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	talked, err := tr.tx.TalkedAbout(list)
	for _, reply := range list {
		if reply.Replies > 0 || talked[reply.ID] {
			all = append(all, reply)
		}
	}
	return all, err
}

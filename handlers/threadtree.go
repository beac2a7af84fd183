package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"aitys/content"
)

// tree is the discussion of an article: the comments under its posts, then its opinions with what was replied to them, in private and in the group alike; or, where
// on is set, of that opinion. It is walked from node to node, so that a page costs the same in a long discussion as in a short one.
type tree struct {
	*turn
	published *content.Published
	on        content.Opinion

	roots []content.Root               // of the article
	below map[content.OpinionID][]node // what was replied to opinions
}

// node is a comment, or an opinion that stands in a tree.
type node struct {
	comment content.Comment
	opinion content.Opinion
}

func (n node) at() time.Time {
	if n.opinion.ID != 0 {
		return n.opinion.MadeAt
	}
	return n.comment.At
}

// visible tells whether it says something; one that does not stands for its answers.
func (n node) visible() bool { return n.opinion.ID != 0 || n.comment.Kept() }

// key names a node in a button.
func (n node) key() string {
	switch {
	case n.opinion.ID != 0:
		return "o" + opinionNumber(n.opinion.ID)
	case n.comment.ID != 0:
		return "c" + strconv.FormatInt(int64(n.comment.ID), 36)
	}
	return ""
}

const (
	// widest is how many replies to one opinion are read.
	widest = 1000
	// lookedThrough is how many of an article's opinions are looked through, the newest first, for one that was replied to.
	lookedThrough = 500
	lookedAtOnce  = 100
)

func (tr *tree) link() string {
	if tr.on.ID != 0 {
		return threadOpinionLetter + "_" + written(tr.on.ID)
	}
	return threadLetter + "_" + string(tr.published.Slug)
}

// data is the data of a button that leads to the page that begins with a node.
func (tr *tree) data(from string) string {
	data := string(toThread) + "." + ofOpinion + "." + opinionNumber(tr.on.ID)
	if tr.on.ID == 0 {
		data = string(toThread) + "." + ofArticle + "." + strconv.FormatInt(int64(tr.published.ID), 36)
	}
	if from != "" {
		data += "." + from
	}
	return data
}

// page8 is a page of a tree, with the first nodes of the pages beside it; "" where there is none.
type page8 struct {
	nodes         []node
	before, after string
}

// page returns the page that begins with a node; the first one where that is no node of the tree any more.
func (tr *tree) page(from string) (p page8, err error) {
	n, err := tr.named(from)
	if err != nil {
		return p, err
	}
	first := n
	for ; n.key() != "" && len(p.nodes) <= nodesOnPage; n, err = tr.next(n) {
		if err != nil {
			return p, err
		}
		shown, err := tr.shows(n)
		if err != nil {
			return p, err
		}
		if shown {
			p.nodes = append(p.nodes, n)
		}
	}
	if err != nil {
		return p, err
	}
	if len(p.nodes) > nodesOnPage {
		p.after = p.nodes[nodesOnPage].key()
		p.nodes = p.nodes[:nodesOnPage]
	}
	p.before, err = tr.before(first)
	return p, err
}

// before returns the first node of the page before the one that begins with n.
func (tr *tree) before(n node) (key string, err error) {
	for found := 0; n.key() != "" && found < nodesOnPage; {
		if n, err = tr.previous(n); err != nil || n.key() == "" {
			return key, err
		}
		shown, err := tr.shows(n)
		if err != nil {
			return "", err
		}
		if shown {
			key = n.key()
			found++
		}
	}
	return key, nil
}

// named finds the node that a button names; the first one of the tree where it does not belong there.
func (tr *tree) named(key string) (node, error) {
	if key == "" {
		return tr.first()
	}
	id, err := strconv.ParseInt(key[1:], 36, 64)
	if err != nil {
		return node{}, stale("handlers.named")
	}
	var n node
	if key[0] == 'o' {
		n.opinion, err = tr.tx.Opinion(content.OpinionID(id))
		if err == nil && n.opinion.State != content.Approved {
			return tr.first()
		}
	} else {
		n.comment, err = tr.tx.Comment(content.CommentID(id))
	}
	if content.CodeOf(err) == content.NotFound {
		return tr.first()
	}
	if err != nil {
		return node{}, err
	}
	within, err := tr.holds(n)
	if err == nil && !within {
		return tr.first()
	}
	return n, err
}

// holds tells whether a node belongs to the tree: whoever presses may have sent anything.
func (tr *tree) holds(n node) (bool, error) {
	for {
		if n.opinion.ID != 0 && n.opinion.ID == tr.on.ID {
			return true, nil
		}
		above, err := tr.parent(n)
		if err != nil {
			return false, err
		}
		if above.key() != "" {
			n = above
			continue
		}
		if tr.on.ID != 0 {
			return false, nil
		}
		if n.opinion.ID != 0 {
			return n.opinion.Article == tr.published.ID, nil
		}
		root, err := tr.tx.Root(n.comment.Root)
		if content.CodeOf(err) == content.NotFound {
			return false, nil
		}
		return root.Article == tr.published.ID, err
	}
}

// parent returns what a node replies to; the zero node at the top of the tree.
func (tr *tree) parent(n node) (above node, err error) {
	switch {
	case n.opinion.ID != 0 && n.opinion.Parent != 0:
		above.opinion, err = tr.tx.Opinion(n.opinion.Parent)
	case n.comment.Parent != 0:
		above.comment, err = tr.tx.Comment(n.comment.Parent)
	case n.comment.Opinion != 0:
		above.opinion, err = tr.tx.Opinion(n.comment.Opinion)
	}
	return above, err
}

// depth tells how deep a node stands, and what it replies to.
func (tr *tree) depth(n node) (depth int, above node, err error) {
	for up := n; ; depth++ {
		next, err := tr.parent(up)
		if err != nil || next.key() == "" || next.opinion.ID != 0 && next.opinion.ID == tr.on.ID {
			return depth, above, err
		}
		if depth == 0 {
			above = next
		}
		up = next
	}
}

// shows tells whether a node has a line: one that was withdrawn has, while something stands below it.
func (tr *tree) shows(n node) (bool, error) {
	if n.visible() {
		return true, nil
	}
	for after := content.CommentID(0); ; {
		answers, err := tr.tx.Answers(n.comment.ID, after, true, lookedAtOnce)
		if err != nil || len(answers) == 0 {
			return false, err
		}
		for _, answer := range answers {
			if shown, err := tr.shows(node{comment: answer}); shown || err != nil {
				return shown, err
			}
		}
		after = answers[len(answers)-1].ID
	}
}

// first returns the first node of the tree; the zero node where it is empty.
func (tr *tree) first() (node, error) {
	if tr.on.ID != 0 {
		return tr.child(node{opinion: tr.on}, true)
	}
	return tr.fromRoot(0, true)
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

// child returns the first, or the last, of what stands right below a node.
func (tr *tree) child(n node, first bool) (node, error) {
	if n.opinion.ID == 0 {
		return one(tr.tx.Answers(n.comment.ID, 0, first, 1))
	}
	list, err := tr.under(n.opinion.ID)
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

// sibling returns what stands beside a node, after it or before it.
func (tr *tree) sibling(n node, after bool) (node, error) {
	switch {
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
	comments, err := tr.tx.CommentsOn(opinion, 0, widest)
	if err != nil {
		return nil, err
	}
	var list []node
	for _, reply := range replies {
		list = append(list, node{opinion: reply})
	}
	for _, comment := range comments {
		list = append(list, node{comment: comment})
	}
	slices.SortStableFunc(list, func(a, b node) int { return cmp.Or(a.at().Compare(b.at()), cmp.Compare(a.key(), b.key())) })
	if tr.below == nil {
		tr.below = map[content.OpinionID][]node{}
	}
	tr.below[opinion] = list
	return list, nil
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

// talkedAbout returns the nearest opinion on the article that was replied to, newest first, after or before one. Of very many only the nearest are looked
// through: each opinion leads to its own thread.
func (tr *tree) talkedAbout(beside content.OpinionID, after bool) (node, error) {
	for range lookedThrough / lookedAtOnce {
		list, err := tr.tx.Opinions(tr.published.ID, "", content.Newest, beside, after, lookedAtOnce)
		if err != nil || len(list) == 0 {
			return node{}, err
		}
		talked, err := tr.tx.TalkedAbout(list)
		if err != nil {
			return node{}, err
		}
		if !after {
			slices.Reverse(list)
		}
		for _, opinion := range list {
			if opinion.Replies > 0 || talked[opinion.ID] {
				return node{opinion: opinion}, nil
			}
		}
		beside = list[len(list)-1].ID
	}
	return node{}, nil
}

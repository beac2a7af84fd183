package handlers

import (
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

// place is a node by itself or, of a comment and the opinion that was made of it, the one of the two that has a line: the comment, which stands in the group among the
// others; in the opinion's own thread the opinion.
func (tr *tree) place(n node) (node, error) {
	if n.comment.ID != 0 {
		made, err := tr.tx.Became(n.comment.ID)
		if err == nil && made != 0 && made == tr.on.ID {
			return node{opinion: tr.on}, nil
		}
		return n, err
	}
	if n.opinion.ID == 0 || n.opinion.ID == tr.on.ID {
		return n, nil
	}
	c, err := tr.tx.MadeOf(n.opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return n, nil
	}
	if err != nil {
		return node{}, err
	}
	of := node{comment: c}
	within, err := tr.ofArticle(of)
	if err != nil || !within || !c.Kept() {
		return n, err
	}
	return of, nil
}

// opinionAt is the opinion that a node is, or that was made of it; 0: there is none.
func (tr *tree) opinionAt(n node) (content.OpinionID, error) {
	if n.opinion.ID != 0 || n.comment.ID == 0 {
		return n.opinion.ID, nil
	}
	return tr.tx.Became(n.comment.ID)
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
func (n node) visible() bool {
	if n.opinion.ID != 0 {
		return n.opinion.State == content.Approved
	}
	return n.comment.Kept()
}

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
	for n.key() != "" && len(p.nodes) <= nodesOnPage {
		p.nodes = append(p.nodes, n)
		if n, err = tr.next(n); err != nil {
			return p, err
		}
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
	for range nodesOnPage {
		if n, err = tr.previous(n); err != nil || n.key() == "" {
			return key, err
		}
		key = n.key()
	}
	return key, nil
}

// named finds the node that a button names, or the one after it where it has no line any more; the first one of the tree where it does not belong there.
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
	if err != nil {
		return node{}, err
	}
	if n, err = tr.place(n); err != nil {
		return node{}, err
	}
	if shown, err := tr.shows(n); shown || err != nil {
		return n, err
	}
	return tr.next(n)
}

// holds tells whether a node belongs to the tree: whoever presses may have sent anything.
func (tr *tree) holds(n node) (within bool, err error) {
	if tr.on.ID == 0 {
		return tr.ofArticle(n)
	}
	for !within && n.key() != "" {
		within = n.opinion.ID == tr.on.ID
		if n, err = tr.parent(n); err != nil {
			return false, err
		}
	}
	return within, nil
}

// ofArticle tells whether a node stands below the article, however deep.
func (tr *tree) ofArticle(n node) (bool, error) {
	if n.opinion.ID != 0 {
		return n.opinion.Article == tr.published.ID, nil
	}
	root, err := tr.tx.Root(n.comment.Root)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	return root.Article == tr.published.ID, err
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
	if err != nil {
		return node{}, err
	}
	return tr.place(above)
}

// depth tells how deep a node stands, as far as levels are told apart, and what it replies to.
func (tr *tree) depth(n node) (depth int, above node, err error) {
	for up := n; depth <= deepest; depth++ {
		next, err := tr.parent(up)
		if err != nil || next.key() == "" || next.opinion.ID != 0 && next.opinion.ID == tr.on.ID {
			return depth, above, err
		}
		if depth == 0 {
			above = next
		}
		up = next
	}
	return depth, above, nil
}

// shows tells whether a node has a line: one that was withdrawn has, while something stands below it.
func (tr *tree) shows(n node) (bool, error) {
	if n.visible() {
		return true, nil
	}
	if n.opinion.ID != 0 {
		list, err := tr.under(n.opinion.ID)
		for i := 0; err == nil && i < len(list); i++ {
			shown, err := tr.shows(list[i])
			if shown || err != nil {
				return shown, err
			}
		}
		return false, err
	}
	return tr.tx.AnyKeptBelow(n.comment.ID)
}

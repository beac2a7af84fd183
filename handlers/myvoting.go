package handlers

import (
	"encoding/json"

	"aitys/content"
	"aitys/storage"
)

// myGuess is a reader's answer in a quiz.
type myGuess struct {
	Article string           `json:"article"`
	Figure  content.FigureID `json:"figure"`
	Guessed *int             `json:"option_you_chose"` // from 1; nil: none yet
	Right   int              `json:"option_that_is_right"`
}

// myPlace is a reader's group on the map of an article's opinions.
type myPlace struct {
	Article string `json:"article"`
	Group   string `json:"group"`
}

// voting fills in what is kept about how a reader votes besides the votes.
func (w writer) voting(file *myFile, data storage.MyData) error {
	file.Unread, file.You.Reads = marks(data.Unread), data.Reading
	file.Guesses, file.Places = []myGuess{}, []myPlace{}
	for _, q := range data.Quizzes {
		slug, err := w.slug(q.Article)
		if err != nil {
			return err
		}
		guess := myGuess{Article: slug, Figure: q.Figure, Right: q.Right + 1}
		if q.Guess >= 0 {
			chosen := q.Guess + 1
			guess.Guessed = &chosen
		}
		file.Guesses = append(file.Guesses, guess)
	}
	groups := map[content.ArticleID]int{}
	err := w.tx.EachMap(func(article content.ArticleID, past []byte) error {
		var memory mapMemory
		err := json.Unmarshal(past, &memory)
		if group, ok := memory.groupOf(data.Reader.ID); ok {
			groups[article] = group
		}
		return err
	})
	for article, group := range groups {
		slug, err := w.slug(article)
		if err != nil {
			return err
		}
		file.Places = append(file.Places, myPlace{slug, letterOf(group)})
	}
	return err
}

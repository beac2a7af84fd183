package storage

import (
	"aitys/content"
)

const (
	quizColumns = `SELECT id, reader, article, figure, right_one, guess FROM quiz`

	sqlAskQuiz = `INSERT INTO quiz (reader, article, figure, right_one, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (reader, article, figure) DO UPDATE SET at = excluded.at RETURNING id, guess`
	sqlQuizzes      = quizColumns + ` WHERE reader = CAST($1 AS BIGINT) AND article = CAST($2 AS BIGINT) ORDER BY figure`
	sqlQuizNumbered = quizColumns + ` WHERE id = $1`
	sqlQuizOfNative = quizColumns + ` WHERE telegram = CAST($1 AS TEXT) AND telegram IS NOT NULL`
	sqlUnguessed    = quizColumns + ` WHERE reader = CAST($1 AS BIGINT) AND guess < 0 ORDER BY at DESC LIMIT 1`
	sqlBindQuiz     = `UPDATE quiz SET telegram = $1 WHERE id = $2`
	sqlGuess        = `UPDATE quiz SET guess = $1 WHERE id = $2 AND guess < 0`
	sqlCountGuess   = `INSERT INTO quiz_count (article, figure, options, choice, number) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (article, figure, options, choice) DO UPDATE SET number = quiz_count.number + 1`
	sqlAllGuesses  = `SELECT COALESCE(SUM(number), 0) FROM quiz_count WHERE article = $1 AND figure = $2 AND options = $3`
	sqlTellGuesses = `INSERT INTO quiz_count (article, figure, options, choice, number)
		SELECT article, figure, CAST($1 AS TEXT), choice, number FROM quiz_count WHERE article = $2 AND figure = $3 AND options = $4
		ON CONFLICT (article, figure, options, choice) DO UPDATE SET number = excluded.number`
	sqlGuesses      = `SELECT choice, number FROM quiz_count WHERE article = $1 AND figure = $2 AND options = $3`
	sqlForgetQuiz   = `DELETE FROM quiz WHERE reader = $1`
	sqlAllQuizzes   = quizColumns + ` WHERE reader = CAST($1 AS BIGINT) ORDER BY article, figure`
	sqlTakeWaiting  = `DELETE FROM poll_waiting WHERE telegram = $1 AND reader = $2 RETURNING options`
	sqlPollOnItsWay = `SELECT id FROM poll_copy WHERE chat = $1 AND native = 1 AND telegram IS NULL LIMIT 1`
)

// Quiz is a question about a figure that a reader was asked.
type Quiz struct {
	ID      int64
	Reader  content.ReaderID
	Article content.ArticleID
	Figure  content.FigureID
	Right   int // the option that is right, from 0
	Guess   int // the one that they chose; below 0: none yet
}

// AskQuiz notes that a reader is asked about a figure; of one who was asked before it returns how they guessed.
func (tx *Tx) AskQuiz(q Quiz) (Quiz, error) {
	err := tx.writeRow(sqlAskQuiz, []any{int64(q.Reader), int64(q.Article), storable(string(q.Figure)), q.Right, micro(tx.now)}, &q.ID, &q.Guess)
	return q, err
}

// Quizzes returns what a reader was asked about an article.
func (tx *Tx) Quizzes(reader content.ReaderID, article content.ArticleID) ([]Quiz, error) {
	return tx.quizzes(sqlQuizzes, int64(reader), int64(article))
}

// QuizNumbered returns a question that was asked. Error: NotFound.
func (tx *Tx) QuizNumbered(id int64) (Quiz, error) {
	found, err := tx.quizzes(sqlQuizNumbered, id)
	return only(found, err, "QuizNumbered", "there is no quiz %d", id)
}

// QuizOfNative returns the question that is a native poll. Error: NotFound, also while its id of Telegram's is not known.
func (tx *Tx) QuizOfNative(telegramPoll string) (Quiz, error) {
	found, err := tx.quizzes(sqlQuizOfNative, storable(telegramPoll))
	return only(found, err, "QuizOfNative", "no quiz is that poll")
}

// Unguessed returns the question that a reader was asked last and has not answered. Error: NotFound; and while another poll is on its way to them, since
// what they vote in may be that.
func (tx *Tx) Unguessed(reader content.ReaderID) (Quiz, error) {
	var id int64
	if pending, err := tx.row(sqlPollOnItsWay, []any{int64(reader)}, &id); err != nil || pending {
		return only[Quiz](nil, err, "Unguessed", "another poll is on its way")
	}
	found, err := tx.quizzes(sqlUnguessed, int64(reader))
	return only(found, err, "Unguessed", "all was answered")
}

// BindQuiz notes which native poll a question is, and returns the options that were chosen there before that was known; none where nobody has voted.
func (tx *Tx) BindQuiz(q Quiz, telegramPoll string) ([]int, error) {
	telegramPoll = storable(telegramPoll)
	if err := tx.write(sqlBindQuiz, telegramPoll, q.ID); err != nil {
		return nil, err
	}
	var chosen choice
	err := tx.writeRow(sqlTakeWaiting, []any{telegramPoll, int64(q.Reader)}, &chosen)
	return chosen.options(), err
}

// Guess takes a reader's answer to a question and counts it among all that had these options. It tells whether it was the first: only that counts.
func (tx *Tx) Guess(q Quiz, options string, choice int) (first bool, err error) {
	changed, err := tx.exec(sqlGuess, choice, q.ID)
	if err != nil || changed == 0 {
		return false, err
	}
	if err = tx.write(sqlCountGuess, int64(q.Article), storable(string(q.Figure)), storable(options), choice); err != nil {
		return false, err
	}
	return true, tx.tellGuesses(q, options)
}

const (
	// guessesStep is by how many guesses at once what is told of them grows: of one more, whoever looked before and after would know what was guessed.
	guessesStep = 5
	// guessesTold begins the options under which the counts stand that are told.
	guessesTold = "told:"
)

// tellGuesses lets the counts be told as they are, at every fifth guess.
func (tx *Tx) tellGuesses(q Quiz, options string) error {
	figure, all := storable(string(q.Figure)), 0
	if _, err := tx.row(sqlAllGuesses, []any{int64(q.Article), figure, storable(options)}, &all); err != nil || all%guessesStep != 0 {
		return err
	}
	return tx.write(sqlTellGuesses, storable(guessesTold+options), int64(q.Article), figure, storable(options))
}

// Guesses returns how often each of a question's options was chosen, as it stood when the number of all guesses could last be divided by five.
func (tx *Tx) Guesses(article content.ArticleID, figure content.FigureID, options string) (map[int]int, error) {
	all := map[int]int{}
	err := tx.read(sqlGuesses, []any{int64(article), storable(string(figure)), storable(guessesTold + options)}, func(rows row) error {
		var choice, number int
		err := rows.Scan(&choice, &number)
		all[choice] = number
		return err
	})
	return all, err
}

func (tx *Tx) quizzes(query string, args ...any) (all []Quiz, err error) {
	err = tx.read(query, args, func(rows row) error {
		var q Quiz
		err := rows.Scan(&q.ID, &q.Reader, &q.Article, &q.Figure, &q.Right, &q.Guess)
		all = append(all, q)
		return err
	})
	return all, err
}

package storage

import (
	"database/sql"
	"errors"
	"fmt"

	"aitys/content"
)

const (
	questionColumns = `SELECT id, opinion, asked_by, question, at, answer, answered_at FROM question`

	sqlAsk            = `INSERT INTO question (opinion, asked_by, question, at) VALUES ($1, $2, $3, $4) RETURNING id`
	sqlQuestion       = questionColumns + ` WHERE id = $1`
	sqlQuestionsOn    = questionColumns + ` WHERE opinion = CAST($1 AS BIGINT) ORDER BY id`
	sqlQuestionsBy    = questionColumns + ` WHERE asked_by = CAST($1 AS BIGINT) ORDER BY id`
	sqlAnswer         = `UPDATE question SET answer = $1, answered_at = $2 WHERE id = $3 AND answered_at IS NULL`
	sqlUnsayQuestions = `UPDATE question SET question = '' WHERE asked_by = $1`
	sqlForgetAsked    = `DELETE FROM outbox WHERE chat = $1 AND key = $2 RETURNING id`
	sqlDropQuestions  = `DELETE FROM question WHERE opinion = $1`

	sqlQuestionTexts   = `SELECT id, question FROM question WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetQuestionText = `UPDATE question SET question = $1 WHERE id = $2`
	sqlAnswerTexts     = `SELECT id, answer FROM question WHERE id > $1 ORDER BY id LIMIT $2`
	sqlSetAnswerText   = `UPDATE question SET answer = $1 WHERE id = $2`
)

var (
	errAskedEnough = errors.New("it does not wait, or was asked about often enough")
	errAnswered    = errors.New("it is answered")
)

// Ask notes a moderator's question about an opinion of the queue; of q it takes Opinion, By and Text. Errors: NotFound; Conflict when the opinion is not in the queue, and
// when it was asked about content.MostQuestions times.
func (tx *Tx) Ask(q content.Question) (content.Question, error) {
	opinion, err := tx.Opinion(q.Opinion)
	if err != nil {
		return content.Question{}, err
	}
	asked, err := tx.QuestionsOn(q.Opinion)
	if err != nil {
		return content.Question{}, err
	}
	if !queued(opinion) || len(asked) >= content.MostQuestions {
		return content.Question{}, conflict("Ask", fmt.Errorf("opinion %d: %w", q.Opinion, errAskedEnough))
	}
	delete(tx.born, q.Opinion)
	q.At, q.Text = tx.now, storable(q.Text)
	tx.stirred = append(tx.stirred, q.Opinion)
	return q, tx.writeRow(sqlAsk, []any{int64(q.Opinion), int64(q.By), tx.store.seal.coverText(q.Text), micro(q.At)}, &q.ID)
}

// Answer notes the author's answer to a question. Errors: NotFound; Conflict when it is answered already.
func (tx *Tx) Answer(id content.QuestionID, words string) (content.Question, error) {
	changed, err := tx.exec(sqlAnswer, tx.store.seal.coverText(storable(words)), micro(tx.now), int64(id))
	if err != nil {
		return content.Question{}, err
	}
	q, err := tx.Question(id)
	if err == nil && changed == 0 {
		err = conflict("Answer", fmt.Errorf("question %d: %w", id, errAnswered))
	}
	tx.stirred = append(tx.stirred, q.Opinion)
	return q, err
}

// Question returns a question. Error: NotFound, also once its opinion was withdrawn.
func (tx *Tx) Question(id content.QuestionID) (content.Question, error) {
	found, err := tx.questions(sqlQuestion, int64(id))
	return only(found, err, "Question", "there is no question %d", id)
}

// QuestionsOn returns what moderators asked about an opinion, the first one first.
func (tx *Tx) QuestionsOn(id content.OpinionID) ([]content.Question, error) {
	if tx.born[id] {
		return nil, nil
	}
	return tx.questions(sqlQuestionsOn, int64(id))
}

func (tx *Tx) questions(query string, args ...any) (all []content.Question, err error) {
	err = tx.read(query, args, func(rows row) error {
		var q content.Question
		var at int64
		var answered sql.NullInt64
		err := rows.Scan(&q.ID, &q.Opinion, &q.By, &q.Text, &at, &q.Answer, &answered)
		if err != nil {
			return err
		}
		q.At = fromMicro(at)
		if answered.Valid {
			q.AnsweredAt = fromMicro(answered.Int64)
		}
		if q.Text, err = tx.store.seal.uncoverText(q.Text); err != nil {
			return err
		}
		q.Answer, err = tx.store.seal.uncoverText(q.Answer)
		all = append(all, q)
		return err
	})
	return all, err
}

// forgetQuestions deletes what a moderator asked, also out of what waits to be sent and, as they are written anew, from cards.
func (tx *Tx) forgetQuestions(by content.ReaderID) error {
	asked, err := tx.questions(sqlQuestionsBy, int64(by))
	if err != nil {
		return err
	}
	for _, q := range asked {
		opinion, err := tx.Opinion(q.Opinion)
		if err != nil {
			return err
		}
		err = tx.writeRows(sqlForgetAsked, []any{int64(opinion.Author), string(q.ID.Key())}, func(rows row) error {
			var gone content.OutgoingID
			err := rows.Scan(&gone)
			tx.settled = append(tx.settled, gone)
			return err
		})
		if err != nil {
			return err
		}
		tx.stirred = append(tx.stirred, q.Opinion)
	}
	return tx.write(sqlUnsayQuestions, int64(by))
}

// unsayBetween deletes what was said between moderators and the author of an opinion that is gone.
func (tx *Tx) unsayBetween(id content.OpinionID) error {
	for _, query := range []string{sqlDropAppeals, sqlDropQuestions} {
		if err := tx.write(query, int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// myBetween collects what a reader and moderators said to each other about the reader's opinions, and what the reader asked as a moderator.
func (tx *Tx) myBetween(id content.ReaderID, data *MyData) (err error) {
	for _, o := range data.Opinions {
		appeals, err := tx.appeals(sqlAppealsOn, int64(o.ID))
		if err != nil {
			return err
		}
		asked, err := tx.QuestionsOn(o.ID)
		if err != nil {
			return err
		}
		data.Appeals, data.Questions = append(data.Appeals, appeals...), append(data.Questions, asked...)
	}
	data.Asked, err = tx.questions(sqlQuestionsBy, int64(id))
	for i := range data.Asked {
		data.Asked[i].Answer = "" // it is its author's
	}
	return err
}

package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// quizKeys begins the names of quiz polls; behind it stand the question's number and that of the update that asked for it.
const quizKeys = "quiz:"

// quizAsked is a question as one reader is asked it.
type quizAsked struct {
	question
	words   content.Figure // the figure in the text of their language
	answers []string
}

// quizCommand asks the next question about the current article's figures: /quiz.
func quizCommand(t *turn) error {
	published, err := t.current()
	if err != nil {
		return err
	}
	return t.askNext(published, 0)
}

// quizzable are the questions about an article that can be asked in a voice.
func (n *Newsroom) quizzable(published *content.Published, voice *phrases.Voice) (all []quizAsked) {
	words := map[content.FigureID]content.Figure{}
	article := published.For(voice.Lang(), n.language)
	for _, part := range append([]content.Section{article.Section}, article.Sections...) {
		for _, f := range part.Figures {
			words[f.ID] = f
		}
	}
	for _, q := range questions(published) {
		in, known := words[q.figure.ID]
		if answers, ok := q.answers(voice, in); known && ok {
			all = append(all, quizAsked{q, in, answers})
		}
	}
	return all
}

// askNext asks about the first figure about which the reader has not guessed, or shows how they did.
func (t *turn) askNext(published *content.Published, _ int) error {
	if _, err := t.open(published); err != nil {
		return err
	}
	all := t.quizzable(published, t.voice)
	if len(all) == 0 {
		article := published.For(t.voice.Lang(), t.language)
		t.show(screen{text: t.voice.Say(phrases.QuizNone), rows: [][]link{{t.wayBack(published, article, 0)}}})
		return nil
	}
	guesses, err := t.guessesOf(t.reader.ID, published.ID)
	if err != nil {
		return err
	}
	for i, q := range all {
		if _, guessed := guesses[q.figure.ID]; !guessed {
			return t.askFigure(published, q, i+1, len(all))
		}
	}
	said, rows := t.quizScore(t.voice, published, all, guesses)
	t.send(said, t.buttons(rows), nil)
	return nil
}

// guessesOf are a reader's answers about an article, by figure.
func (t *turn) guessesOf(reader content.ReaderID, article content.ArticleID) (map[content.FigureID]storage.Quiz, error) {
	asked, err := t.tx.Quizzes(reader, article)
	guesses := map[content.FigureID]storage.Quiz{}
	for _, q := range asked {
		if q.Guess >= 0 {
			guesses[q.Figure] = q
		}
	}
	return guesses, err
}

// askFigure sends a question as a native quiz.
func (t *turn) askFigure(published *content.Published, q quizAsked, number, of int) error {
	kept, err := t.tx.AskQuiz(storage.Quiz{Reader: t.reader.ID, Article: published.ID, Figure: q.figure.ID, Right: q.right})
	if err != nil {
		return err
	}
	key := phrases.QuizQuestion
	if q.words.Period != "" {
		key = phrases.QuizQuestionOf
	}
	asked := unmarked(t.voice.Say(key, phrases.Args{"Number": number, "Of": of, "Label": q.words.Label, "Period": q.words.Period}))
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionPoll, Key: content.MessageKey(fmt.Sprintf("%s%d:%d", quizKeys, kept.ID, t.in.Update)),
		Poll: &content.Poll{Question: fitted(asked, content.MaxQuestion), Options: q.answers},
		Quiz: &content.Quiz{Right: q.right, Explanation: explained(t.voice, q.words)},
	})
	return nil
}

// explained is what is shown once somebody has guessed: the figure with its source, on one line each.
func explained(voice *phrases.Voice, f content.Figure) string {
	said := unmarked(voice.Figure(f))
	if f.Period != "" {
		said += " · " + f.Period
	}
	if f.Source != "" {
		said += "\n" + unmarked(voice.Say(phrases.QuizSource, phrases.Args{"Source": f.Source}))
	}
	return fitted(said, content.MaxExplanation)
}

// quizCame notes which native poll a question is. A guess may have come sooner.
func (t *turn) quizCame() error {
	result := t.in.Result
	if result.Outcome != content.Delivered || result.Poll == "" {
		return nil
	}
	number, _, _ := strings.Cut(strings.TrimPrefix(string(result.Key), quizKeys), ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return fmt.Errorf("the message %q: %w", result.Key, err)
	}
	q, err := t.tx.QuizNumbered(id)
	if content.CodeOf(err) == content.NotFound {
		return nil // the reader was erased
	}
	if err != nil {
		return err
	}
	chosen, err := t.tx.BindQuiz(q, result.Poll)
	if err != nil || len(chosen) == 0 {
		return err
	}
	return t.guessed(q, chosen[0])
}

// quizVote takes a vote in a native poll that is a quiz. Taken tells that it is one.
func (t *turn) quizVote() (taken bool, err error) {
	q, err := t.tx.QuizOfNative(t.in.Vote.Poll)
	if content.CodeOf(err) == content.NotFound {
		if _, err := t.tx.CopyOfNative(t.in.Vote.Poll); content.CodeOf(err) != content.NotFound {
			return false, err
		}
		// It was sent twice, and this is the one of which Telegram's answer was lost.
		q, err = t.tx.Unguessed(t.reader.ID)
	}
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil || q.Reader != t.reader.ID || len(t.in.Vote.Options) == 0 {
		return true, err
	}
	return true, t.guessed(q, t.in.Vote.Options[0])
}

// guessed takes an answer, and tells how all readers answered. The reader may not be who acts just now.
func (t *turn) guessed(q storage.Quiz, choice int) error {
	reader, err := t.tx.ReaderByID(q.Reader)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	published, err := t.tx.Article(q.Article)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	voice := t.Newsroom.voice(reader.Language(t.language))
	all := t.quizzable(published, voice)
	for _, one := range all {
		if one.figure.ID != q.Figure || choice < 0 || choice >= len(one.options) {
			continue
		}
		if first, err := t.tx.Guess(q, one.fingerprint(), choice); err != nil || !first {
			return err
		}
		return t.tellGuess(reader, voice, published, all, one, choice)
	}
	return nil // the article has another figure there by now
}

// tellGuess says how the guess was and how others guessed, and leads on.
func (t *turn) tellGuess(reader content.Reader, voice *phrases.Voice, published *content.Published, all []quizAsked, one quizAsked, choice int) error {
	said := voice.Say(phrases.QuizWrong, phrases.Args{"Value": voice.Figure(one.words), "Label": one.words.Label})
	if choice == one.right {
		said = voice.Say(phrases.QuizRight, phrases.Args{"Value": voice.Figure(one.words), "Label": one.words.Label})
	}
	others, err := t.othersGuessed(voice, published, one)
	if err != nil {
		return err
	}
	guesses, err := t.guessesOf(reader.ID, published.ID)
	if err != nil {
		return err
	}
	said = paragraphs(said, others)
	rows := [][]link{{{label: voice.Plain(phrases.ButtonQuizNext), to: place{toQuiz, published, ""}}}}
	if len(guesses) >= len(all) {
		var score content.HTML
		score, rows = t.quizScore(voice, published, all, guesses)
		said = paragraphs(said, score)
	}
	t.tx.Send(content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: said, Buttons: buttonsIn(rows, true)})
	return nil
}

// othersGuessed says how all readers guessed, where enough have.
func (t *turn) othersGuessed(voice *phrases.Voice, published *content.Published, q quizAsked) (content.HTML, error) {
	counts, err := t.tx.Guesses(published.ID, q.figure.ID, q.fingerprint())
	if err != nil {
		return "", err
	}
	total := total(counts)
	if total < mapCrowd {
		return "", nil
	}
	said := voice.Count(phrases.QuizOthers, total)
	for i, answer := range q.answers {
		key := phrases.QuizOthersLine
		if i == q.right {
			key = phrases.QuizOthersRight
		}
		said += "\n" + voice.Say(key, phrases.Args{"Answer": answer, "Share": percent(100 * float64(counts[i]) / float64(total))})
	}
	return said, nil
}

func total(counts map[int]int) (all int) {
	for _, n := range counts {
		all += n
	}
	return all
}

// rightOnes counts the right answers among a reader's.
func rightOnes(all []quizAsked, guesses map[content.FigureID]storage.Quiz) (right int) {
	for _, q := range all {
		if guess, ok := guesses[q.figure.ID]; ok && guess.Guess == q.right {
			right++
		}
	}
	return right
}

// quizScore says how a reader did, with the way to a picture of it.
func (t *turn) quizScore(voice *phrases.Voice, published *content.Published, all []quizAsked, guesses map[content.FigureID]storage.Quiz) (content.HTML, [][]link) {
	article := published.For(voice.Lang(), t.language)
	said := voice.Say(phrases.QuizScore, phrases.Args{"Right": rightOnes(all, guesses), "Of": len(all), "Title": article.Title})
	return said, [][]link{
		{{label: voice.Plain(phrases.ButtonQuizPicture), to: place{toQuizPicture, published, ""}}},
		{{label: voice.Plain(phrases.ButtonAllFigures), to: place{toFigures, published, ""}}},
	}
}

// quizPicture sends a reader's result as a picture to be passed on. It names nobody.
func (t *turn) quizPicture(published *content.Published, _ int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	all := t.quizzable(published, t.voice)
	guesses, err := t.guessesOf(t.reader.ID, published.ID)
	if err != nil {
		return err
	}
	if len(guesses) == 0 {
		return stale("handlers.quizPicture")
	}
	right := rightOnes(all, guesses)
	picture := content.Picture{
		Title: article.Title, Subtitle: unmarked(t.voice.Say(phrases.QuizSubtitle)), Footer: unmarked(t.byline(article)),
		Cards: []content.Card{{
			Number: unmarked(t.voice.Say(phrases.QuizRatio, phrases.Args{"Right": right, "Of": len(all)})), Label: unmarked(t.voice.Say(phrases.QuizKnown)),
		}},
	}
	group, err := t.quizBars(published, all, guesses)
	if err != nil {
		return err
	}
	if len(group.Bars) > 0 {
		picture.Groups = []content.BarGroup{group}
	}
	caption := t.voice.Say(phrases.QuizCaption, phrases.Args{"Right": right, "Of": len(all), "Title": article.Title})
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionShow, Picture: &picture, Text: content.HTML(text.Split(string(caption), maxCaption)[0]),
		Buttons: [][]content.Button{{{Text: t.voice.Plain(phrases.ButtonQuizTry), Start: commandLink + "_quiz"}}},
	})
	return nil
}

// quizBars are the shares of all readers who guessed each figure, where enough have; what the reader guessed is said beside.
func (t *turn) quizBars(published *content.Published, all []quizAsked, guesses map[content.FigureID]storage.Quiz) (content.BarGroup, error) {
	group := content.BarGroup{Title: unmarked(t.voice.Say(phrases.QuizBars)), Full: 100}
	for _, q := range all {
		counts, err := t.tx.Guesses(published.ID, q.figure.ID, q.fingerprint())
		if err != nil {
			return group, err
		}
		guess, guessed := guesses[q.figure.ID]
		if !guessed || total(counts) < mapCrowd {
			continue
		}
		note := phrases.QuizMineWrong
		if guess.Guess == q.right {
			note = phrases.QuizMineRight
		}
		share := 100 * float64(counts[q.right]) / float64(total(counts))
		group.Bars = append(group.Bars, content.Bar{Label: q.words.Label, Value: share, Shown: percent(share), Note: unmarked(t.voice.Say(note))})
	}
	return group, nil
}

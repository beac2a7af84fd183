package phrases

// Guessing key figures.
const (
	HelpQuiz          Key = "command.quiz"
	QuizNone          Key = "quiz.none"
	QuizQuestion      Key = "quiz.question"    // Number, Of; Label
	QuizQuestionOf    Key = "quiz.questionOf"  // Number, Of; Label, Period
	QuizSource        Key = "quiz.source"      // Source
	QuizRight         Key = "quiz.right"       // Value, Label
	QuizWrong         Key = "quiz.wrong"       // Value, Label
	QuizOthers        Key = "quiz.others"      // counts readers
	QuizOthersLine    Key = "quiz.othersLine"  // Answer, Share
	QuizOthersRight   Key = "quiz.othersRight" // Answer, Share
	QuizScore         Key = "quiz.score"       // Right, Of, Title
	QuizSubtitle      Key = "quiz.subtitle"
	QuizRatio         Key = "quiz.ratio" // Right, Of
	QuizKnown         Key = "quiz.known"
	QuizBars          Key = "quiz.bars"
	QuizMineRight     Key = "quiz.mineRight"
	QuizMineWrong     Key = "quiz.mineWrong"
	QuizCaption       Key = "quiz.caption" // Right, Of, Title
	ButtonQuizNext    Key = "button.quizNext"
	ButtonQuizPicture Key = "button.quizPicture"
	ButtonQuizTry     Key = "button.quizTry"
)

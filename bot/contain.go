package bot

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Panicked is a panic that was contained. Its words hold nothing of people: a panic of ours may say what it stumbled over, and so only its type is told.
type Panicked struct {
	words string
	Stack []byte
}

// Error says what happened.
func (p *Panicked) Error() string { return "a fault in the program: " + p.words }

// Contain makes an error of a panic, when it is deferred.
func Contain(err *error) {
	if cause := recover(); cause != nil {
		*err = panicked(cause)
	}
}

func panicked(cause any) *Panicked {
	words := fmt.Sprintf("a %T", cause)
	if ours, is := cause.(runtime.Error); is {
		words = ours.Error()
	}
	return &Panicked{words, debug.Stack()}
}

// contain lets a panic end Run instead of the program, when it is deferred and Config.Contain asks for that.
func (b *Bot) contain() {
	if !b.contained {
		return
	}
	if cause := recover(); cause != nil {
		b.giveUp(panicked(cause))
	}
}

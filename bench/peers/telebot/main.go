// Command telebot does the bench's work in the way of telebot's README: a long poller, handlers by command, everything else as the library has it.
package main

import (
	"log"
	"time"

	tele "gopkg.in/telebot.v4"

	"peers/work"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	w, err := work.Open()
	if err != nil {
		return err
	}
	keyboards, err := work.Keyboards[tele.ReplyMarkup](w)
	if err != nil {
		return err
	}
	bot, err := tele.NewBot(tele.Settings{Token: w.Token, URL: w.API, Poller: &tele.LongPoller{Timeout: 10 * time.Second}})
	if err != nil {
		return err
	}
	p := peer{w, keyboards}
	bot.Handle("/opinion", p.opinion)
	bot.Handle("/figures", p.command)
	bot.Handle("/summary", p.command)
	bot.Handle(tele.OnCallback, p.press)
	bot.Start()
	return nil
}

type peer struct {
	*work.Work
	keyboards map[string]*tele.ReplyMarkup
}

func (p peer) opinion(c tele.Context) error {
	if err := p.Add(c.Sender().ID, c.Text()); err != nil {
		return err
	}
	return c.Send(p.reply(work.Key(c.Sender().LanguageCode, "/opinion")))
}

func (p peer) command(c tele.Context) error {
	return c.Send(p.reply(work.Key(c.Sender().LanguageCode, c.Text())))
}

func (p peer) press(c tele.Context) error {
	if err := c.Respond(); err != nil {
		return err
	}
	return c.Edit(p.reply(work.Key(c.Sender().LanguageCode, c.Callback().Data)))
}

func (p peer) reply(key string) (text string, options *tele.SendOptions) {
	return p.Replies[key].Text, &tele.SendOptions{ParseMode: tele.ModeHTML, ReplyMarkup: p.keyboards[key]}
}

// Command telego does the bench's work in the way of telego's README: long polling, the bot handler with its predicates, everything else as the library has it.
package main

import (
	"context"
	"log"

	"github.com/mymmrac/telego"
	th "github.com/mymmrac/telego/telegohandler"
	tu "github.com/mymmrac/telego/telegoutil"

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
	keyboards, err := work.Keyboards[telego.InlineKeyboardMarkup](w)
	if err != nil {
		return err
	}
	bot, err := telego.NewBot(w.Token, telego.WithAPIServer(w.API))
	if err != nil {
		return err
	}
	updates, err := bot.UpdatesViaLongPolling(context.Background(), nil)
	if err != nil {
		return err
	}
	bh, err := th.NewBotHandler(bot, updates)
	if err != nil {
		return err
	}
	p := peer{w, keyboards}
	bh.HandleMessage(p.opinion, th.CommandEqual("opinion"))
	bh.HandleMessage(p.command, th.AnyCommand())
	bh.HandleCallbackQuery(p.press)
	return bh.Start()
}

type peer struct {
	*work.Work
	keyboards map[string]*telego.InlineKeyboardMarkup
}

func (p peer) opinion(ctx *th.Context, message telego.Message) error {
	if err := p.Add(message.From.ID, message.Text); err != nil {
		return err
	}
	return p.say(ctx, message.Chat.ID, work.Key(message.From.LanguageCode, "/opinion"))
}

func (p peer) command(ctx *th.Context, message telego.Message) error {
	return p.say(ctx, message.Chat.ID, work.Key(message.From.LanguageCode, message.Text))
}

func (p peer) say(ctx *th.Context, chat int64, key string) error {
	message := tu.Message(tu.ID(chat), p.Replies[key].Text).WithParseMode(telego.ModeHTML)
	if keyboard := p.keyboards[key]; keyboard != nil {
		message.WithReplyMarkup(keyboard)
	}
	_, err := ctx.Bot().SendMessage(ctx, message)
	return err
}

func (p peer) press(ctx *th.Context, query telego.CallbackQuery) error {
	if err := ctx.Bot().AnswerCallbackQuery(ctx, tu.CallbackQuery(query.ID)); err != nil {
		return err
	}
	key := work.Key(query.From.LanguageCode, query.Data)
	_, err := ctx.Bot().EditMessageText(ctx, &telego.EditMessageTextParams{
		ChatID: tu.ID(query.Message.GetChat().ID), MessageID: query.Message.GetMessageID(),
		Text: p.Replies[key].Text, ParseMode: telego.ModeHTML, ReplyMarkup: p.keyboards[key],
	})
	return err
}

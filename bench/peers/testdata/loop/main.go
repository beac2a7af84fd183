// Command loop does the bench's work in the way of the README of telegram-bot-api: one update after the other from GetUpdatesChan.
package main

import (
	"log"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"peers/work"
)

const pollSeconds = 60

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
	keyboards, err := work.Keyboards[tgbotapi.InlineKeyboardMarkup](w)
	if err != nil {
		return err
	}
	bot, err := tgbotapi.NewBotAPIWithAPIEndpoint(w.Token, w.API+"/bot%s/%s")
	if err != nil {
		return err
	}
	p := peer{w, keyboards, bot}
	config := tgbotapi.NewUpdate(0)
	config.Timeout = pollSeconds
	for update := range bot.GetUpdatesChan(config) {
		if err := p.handle(update); err != nil {
			log.Println(err)
		}
	}
	return nil
}

type peer struct {
	*work.Work
	keyboards map[string]*tgbotapi.InlineKeyboardMarkup
	bot       *tgbotapi.BotAPI
}

func (p peer) handle(update tgbotapi.Update) error {
	switch message, press := update.Message, update.CallbackQuery; {
	case press != nil:
		return p.press(press)
	case message == nil:
		return nil
	case message.Command() == "opinion":
		if err := p.Add(message.From.ID, message.Text); err != nil {
			return err
		}
		return p.say(message.Chat.ID, work.Key(message.From.LanguageCode, "/opinion"))
	default:
		return p.say(message.Chat.ID, work.Key(message.From.LanguageCode, message.Text))
	}
}

func (p peer) say(chat int64, key string) error {
	message := tgbotapi.NewMessage(chat, p.Replies[key].Text)
	message.ParseMode = tgbotapi.ModeHTML
	if keyboard := p.keyboards[key]; keyboard != nil {
		message.ReplyMarkup = keyboard
	}
	_, err := p.bot.Send(message)
	return err
}

func (p peer) press(press *tgbotapi.CallbackQuery) error {
	if _, err := p.bot.Request(tgbotapi.NewCallback(press.ID, "")); err != nil {
		return err
	}
	key := work.Key(press.From.LanguageCode, press.Data)
	edit := tgbotapi.NewEditMessageText(press.Message.Chat.ID, press.Message.MessageID, p.Replies[key].Text)
	edit.ParseMode, edit.ReplyMarkup = tgbotapi.ModeHTML, p.keyboards[key]
	_, err := p.bot.Send(edit)
	return err
}

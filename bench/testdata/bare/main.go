// Command bare is the yardstick of the bench: a bot that polls and answers through telegram-bot-api, with eight senders and 64 idle
// connections, and does nothing else. It keeps nothing, so whatever stops it loses updates: it is no example of a bot.
//
// It is a module of its own because the library belongs to one room of the project, and the bench is not that room.
package main

import (
	"log"
	"net/http"
	"os"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	senders     = 8
	connections = 64 // kept open while idle
	batch       = 100
	pollSeconds = 50
	reply       = "Received."
)

func main() {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: connections, MaxIdleConnsPerHost: connections}}
	bot, err := tgbotapi.NewBotAPIWithClient(os.Getenv("BOT_TOKEN"), os.Getenv("BOT_API_URL")+"/bot%s/%s", client)
	if err != nil {
		log.Fatal(err)
	}
	updates := make(chan tgbotapi.Update, batch)
	for range senders {
		go func() {
			for update := range updates {
				answer(bot, update)
			}
		}()
	}
	poll(bot, updates)
}

// poll hands over what comes, until the program is killed.
func poll(bot *tgbotapi.BotAPI, updates chan<- tgbotapi.Update) {
	config := tgbotapi.UpdateConfig{Limit: batch, Timeout: pollSeconds}
	for {
		list, err := bot.GetUpdates(config)
		if err != nil {
			log.Fatal(err)
		}
		for _, update := range list {
			config.Offset = update.UpdateID + 1
			updates <- update
		}
	}
}

// answer replies to a message, and to a press by ending its waiting and changing the message: what any bot must send at least.
func answer(bot *tgbotapi.BotAPI, update tgbotapi.Update) {
	if update.Message != nil {
		send(bot, tgbotapi.NewMessage(update.Message.Chat.ID, reply))
	}
	if press := update.CallbackQuery; press != nil {
		send(bot, tgbotapi.NewCallback(press.ID, ""))
		send(bot, tgbotapi.NewEditMessageText(press.Message.Chat.ID, press.Message.MessageID, reply))
	}
}

func send(bot *tgbotapi.BotAPI, what tgbotapi.Chattable) {
	if _, err := bot.Request(what); err != nil {
		log.Fatal(err)
	}
}

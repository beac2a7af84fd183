package emulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"aitys/emulator"
)

// greet is a whole bot: it greets whoever writes to it, until the server is
// gone. A real test would start the real bot here, with the server's address
// and the bot's token.
func greet(address, token string) {
	base, offset := address+"/bot"+token, 0
	for {
		res, err := http.PostForm(base+"/getUpdates", url.Values{"offset": {strconv.Itoa(offset)}, "timeout": {"50"}})
		if err != nil {
			return
		}
		var answer struct {
			Result []struct {
				UpdateID int               `json:"update_id"`
				Message  *emulator.Message `json:"message"`
			} `json:"result"`
		}
		err = json.NewDecoder(res.Body).Decode(&answer)
		_ = res.Body.Close()
		if err != nil {
			return
		}
		for _, u := range answer.Result {
			offset = u.UpdateID + 1
			if u.Message == nil {
				continue
			}
			sent, err := http.PostForm(base+"/sendMessage", url.Values{
				"chat_id": {strconv.FormatInt(u.Message.Chat.ID, 10)}, "text": {"Hello, " + u.Message.From.FirstName + "!"},
			})
			if err != nil {
				return
			}
			_ = sent.Body.Close()
		}
	}
}

// A script with one person. In a test, t is the test's own *testing.T.
func Example() {
	srv := emulator.New(emulator.Options{})
	defer srv.Close()
	bot := srv.AddBot("Greeter", "greeter_bot")
	go greet(srv.URL(), bot.Token)

	t := new(testing.T)
	s := emulator.Script(t, srv, bot)
	anna := s.Person(srv.AddUser(emulator.User{FirstName: "Anna"}))
	anna.Says("/start")
	fmt.Println(anna.Sees("Hello").Text)
	// Output: Hello, Anna!
}

// A fault: the answer to the first send is lost after the message was sent.
func ExampleServer_Inflict() {
	srv := emulator.New(emulator.Options{})
	defer srv.Close()
	bot := srv.AddBot("Greeter", "greeter_bot")
	anna := srv.AddUser(emulator.User{FirstName: "Anna"})
	at := srv.Private(anna, bot)
	_, _ = at.Say("/start")

	end := srv.Inflict(emulator.Fault{Trouble: emulator.CloseAfter, Method: "sendMessage", Times: 1})
	_, err := http.PostForm(srv.URL()+"/bot"+bot.Token+"/sendMessage", url.Values{
		"chat_id": {strconv.FormatInt(anna.ID, 10)}, "text": {"Did you get this?"},
	})
	fmt.Println("answered:", err == nil)
	fmt.Println("struck:", end())
	for _, m := range at.Messages() {
		fmt.Println(m.From.FirstName+":", m.Text)
	}
	// Output:
	// answered: false
	// struck: 1
	// Anna: /start
	// Greeter: Did you get this?
}

// A situation that is saved and played on: who loads it goes on where it was.
func ExampleServer_Load() {
	first := emulator.New(emulator.Options{})
	bot := first.AddBot("Greeter", "greeter_bot")
	anna := first.AddUser(emulator.User{FirstName: "Anna"})
	_, _ = first.Private(anna, bot).Say("Is anybody there?")
	var situation bytes.Buffer
	_ = first.Save(&situation) // SaveFile saves to a file
	first.Close()

	clock := emulator.NewClock(time.Now())
	second := emulator.New(emulator.Options{Now: clock.Now})
	defer second.Close()
	if err := second.Load(&situation); err != nil {
		fmt.Println(err)
	}
	bot, anna = second.Bots()[0], second.Users()[0]
	fmt.Println("waiting:", second.Pending(bot))
	go greet(second.URL(), bot.Token)
	_ = second.WaitIdle(context.Background(), bot, nil)
	sights, _ := second.Private(anna, bot).Sights(10)
	for _, m := range sights {
		fmt.Println(m.From.FirstName+":", m.Text)
	}
	clock.Move(25 * time.Hour) // an update that nobody fetched would be gone by now
	second.Elapse()
	// Output:
	// waiting: 1
	// Anna: Is anybody there?
	// Greeter: Hello, Anna!
}

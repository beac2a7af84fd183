package page_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"aitys/emulator"
	"aitys/emulator/page"
)

// A page over a server on which a bot of any kind runs: it is given srv.URL() in
// place of https://api.telegram.org, and bot.Token. A real program would serve
// the page at an address of its own.
func Example() {
	srv := emulator.New(emulator.Options{})
	defer srv.Close()
	bot := srv.AddBot("Greeter", "greeter_bot")
	anna := srv.AddUser(emulator.User{FirstName: "Anna", LanguageCode: "en"})

	at := httptest.NewServer(page.New(srv, page.Config{
		Title:  "The greeter",
		Bot:    bot,
		People: []page.Person{{User: anna, Role: map[string]string{"en": "reader"}, Lang: "en"}},
	}))
	defer at.Close()

	body := fmt.Sprintf(`{"as":%d,"do":"say","text":"/start"}`, anna.ID)
	req, _ := http.NewRequest(http.MethodPost, at.URL+"/api/act", strings.NewReader(body)) //nolint:noctx // an example
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", at.URL) // what the browser says on the page
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer res.Body.Close()
	said, _ := io.ReadAll(res.Body)
	fmt.Print(string(said))
	fmt.Println("waiting for the bot:", srv.Pending(bot))
	// Output:
	// {"message_id":1,"ok":true}
	// waiting for the bot: 1
}

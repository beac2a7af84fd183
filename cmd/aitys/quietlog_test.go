package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aitys/emulator"
)

// Words that somebody writes, or is called, and that no line of the log may hold.
const (
	privateName   = "Zulfiqarova"
	privateUser   = "zulfi_private_account"
	privateText   = "Xylophone"
	privateNumber = 6123456789012
)

// TestTheLogHoldsNothingOfPeople lets people do all kinds of things, also hostile ones, at the level debug: the log holds neither what they write nor who
// they are, and an update can be followed by its number from its coming to what was sent.
func TestTheLogHoldsNothingOfPeople(t *testing.T) {
	var moderator emulator.User
	th := perform(t, withOwner(&moderator))
	zulfiya := th.server.AddUser(emulator.User{ID: privateNumber, FirstName: privateName, LastName: privateName + "na", Username: privateUser, LanguageCode: "en"})
	reader, owner := th.Person(zulfiya), th.Person(moderator)
	text := func(say string) string { return fmt.Sprintf(say, privateText) }
	reader.Says("/start")
	reader.Says("/start " + privateText)
	reader.Says(text("/section %s"))
	reader.Says(text("/summary %s"))
	reader.Says(text("/%s"))
	reader.Says(text("/language %s"))
	reader.Says("/opinion 0 " + text("I play the %s, and \x00 <b>loudly</b> at 11:ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789."))
	reader.Says(text("just talking of a %s"))
	reader.Sends(emulator.Draft{Text: privateText, Document: &emulator.FileDraft{Name: privateText + ".txt", Data: []byte(privateText)}})
	reader.TapsData(text("a.%s"))
	reader.TapsData(text("%s"))
	reader.Says("/name")
	th.server.Join(th.group, zulfiya)
	inGroup := reader.InGroup(th.group)
	inGroup.Says(text("what a %s"))
	inGroup.Says("/summary@aitys_bot " + privateText)
	owner.Says("/start")
	owner.Says("/queue")
	owner.Sees("Xylophone")
	for _, raw := range []string{
		`{"message":{"message_id":"` + privateText + `","chat":{"id":` + strconv.Itoa(privateNumber) + `}}}`,
		`{"message":{"message_id":1,"date":1,"text":` + strconv.Itoa(privateNumber) + `}}`,
		`{"callback_query":{"id":"","from":{"id":` + strconv.Itoa(privateNumber) + `},"data":"` + privateText + `"}}`,
	} {
		th.server.InjectRaw(th.bot, raw)
	}
	th.server.Inflict(emulator.Fault{Method: "sendMessage", Times: 1, Refusal: emulator.Refused(400, "Bad Request: message is too long")})
	reader.Says("/help")
	reader.Blocks()
	reader.Unblocks()
	reader.Says("/rules")
	reader.Sees("Not published are insults")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	log := th.log.String()
	for _, secret := range []string{privateName, privateUser, privateText, strconv.Itoa(privateNumber), strconv.FormatInt(moderator.ID, 10), th.bot.Token, "Gulnara"} {
		if at := strings.Index(log, secret); at >= 0 {
			t.Errorf("%q stands in the log: …%s…", secret, log[max(at-200, 0):min(at+100, len(log))])
		}
	}
	if !regexp.MustCompile(`it is parked" update=\d+`).MatchString(log) {
		t.Error("nothing was unreadable")
	}
	update := regexp.MustCompile(`update=(\d+) route=/rules`).FindStringSubmatch(log)
	if update == nil {
		t.Fatal("the log does not say how /rules was handled")
	}
	for _, line := range []string{`msg="An update came." update=%s kind=message`, `msg=handled update=%s route=/rules ended=well`, `msg="A message was tried." update=%s outgoing=`} {
		if want := fmt.Sprintf(line, update[1]); !strings.Contains(log, want) {
			t.Errorf("the log does not say %s", want)
		}
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"aitys/emulator"
	"aitys/emulator/page"
)

// puppet is the demo's scene with a bot that does what the test says, so that the page shows what Telegram's chats can hold, whatever our bot sends.
type puppet struct {
	*scene
	t       *testing.T
	address string
	offset  int64
}

// newPuppet serves the page over a scene without a bot of its own.
func newPuppet(t *testing.T) *puppet {
	t.Helper()
	server := emulator.New(emulator.Options{NoLimits: true})
	t.Cleanup(server.Close)
	s, err := newScene(server)
	if err != nil {
		t.Fatal(err)
	}
	config := s.page(nil)
	config.Tour = nil
	served := httptest.NewServer(page.New(server, config))
	t.Cleanup(served.Close)
	t.Cleanup(served.CloseClientConnections) // streams end when their readers go
	p := &puppet{scene: s, t: t, address: served.URL}
	p.hears("message", func(u object) bool {
		return u.text("message", "text") != "" && u.number("message", "from", "id") == ownerID
	})
	return p
}

// object is JSON of any shape.
type object map[string]any

// at is what stands at a path of members.
func (o object) at(path ...string) any {
	var v any = map[string]any(o)
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

func (o object) text(path ...string) string {
	s, _ := o.at(path...).(string)
	return s
}

func (o object) number(path ...string) int64 {
	n, _ := o.at(path...).(float64)
	return int64(n)
}

// calls calls a method of the Bot API and returns the id of the message that it made, if any.
func (p *puppet) calls(method string, params object) int {
	p.t.Helper()
	var m struct {
		ID int `json:"message_id"`
	}
	if raw := p.ask(method, params); len(raw) > 0 && raw[0] == '{' {
		if err := json.Unmarshal(raw, &m); err != nil {
			p.t.Fatal(err)
		}
	}
	return m.ID
}

func (p *puppet) ask(method string, params object) json.RawMessage {
	p.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), seeWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.server.URL()+"/bot"+p.bot.Token+"/"+method, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatalf("%s: %v", method, err)
	}
	defer response.Body.Close()
	var answer struct {
		OK          bool            `json:"ok"`
		Description string          `json:"description"`
		Result      json.RawMessage `json:"result"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		p.t.Fatalf("%s: %v %s", method, err, answer.Description)
	}
	return answer.Result
}

// says sends HTML to a chat; more are further parameters.
func (p *puppet) says(chat int64, html string, more object) int {
	p.t.Helper()
	params := object{"chat_id": chat, "text": html, "parse_mode": "HTML"}
	for k, v := range more {
		params[k] = v
	}
	return p.calls("sendMessage", params)
}

// hears takes updates until one of a kind fits.
func (p *puppet) hears(kind string, fits func(object) bool) object {
	p.t.Helper()
	for {
		var updates []object
		raw := p.ask("getUpdates", object{"offset": p.offset, "limit": 1, "timeout": 10, "allowed_updates": []string{
			"message", "edited_message", "callback_query", "message_reaction", "poll", "poll_answer", "my_chat_member", "chat_member",
		}})
		if err := json.Unmarshal(raw, &updates); err != nil {
			p.t.Fatal(err)
		}
		if len(updates) == 0 {
			p.t.Fatalf("no %s comes", kind)
		}
		p.offset = updates[0].number("update_id") + 1
		if updates[0][kind] != nil && (fits == nil || fits(updates[0])) {
			return updates[0]
		}
	}
}

// enters opens the page as a person in one of their chats, by its kind.
func (p *puppet) enters(window context.Context, l look, id int64, kind string) *visitor {
	p.t.Helper()
	v := enter(p.t, window, p.address, l)
	v.opens(kind, id)
	return v
}

// another opens the page in another tab of the same window.
func (v *visitor) another() *visitor {
	v.t.Helper()
	return enterTab(v.t, v.ctx, v.address, v.look)
}

// keys presses keys one after the other, wherever the focus is. A key and the character that it makes are one event, as with a real keyboard: a page
// that takes the key gets no character.
func (v *visitor) keys(keys string, with ...chromedp.KeyOption) {
	v.t.Helper()
	v.does("pressing keys", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, r := range keys {
			down := &input.DispatchKeyEventParams{}
			for _, event := range kb.Encode(r) {
				for _, o := range with {
					o(event)
				}
				switch event.Type {
				case input.DispatchKeyEventTypeChar:
					down.Type, down.Text, down.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, event.Text, event.UnmodifiedText
				case input.DispatchKeyEventTypeKeyUp:
					for _, e := range []*input.DispatchKeyEventParams{down, event} {
						if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, *e); err != nil {
							return err
						}
					}
				default:
					down = event
				}
			}
		}
		return nil
	}))
}

// lacks waits until an expression is false in the page.
func (v *visitor) lacks(what, expression string) {
	v.t.Helper()
	v.sees("no "+what, "!("+expression+")")
}

// maySeeClipboard lets a test read what the page put on the clipboard.
func (v *visitor) maySeeClipboard() {
	v.t.Helper()
	v.does("looking at the clipboard", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			if _, err := cdp.Call(ctx, chromedp.FromContext(ctx).Browser, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: v.address,
				BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
			}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// shown is a message in the page that somebody points at.
type shown struct {
	*visitor
	id int
}

// message is the newest message with a text.
func (v *visitor) message(text string) shown {
	v.t.Helper()
	return shown{v, awaits[int](v, "the message "+text, fmt.Sprintf(
		`Number([...document.querySelectorAll('#messages [data-message]')].findLast((m) => (m.querySelector(".text") ?? m).innerText.includes(%s))?.dataset.message ?? 0) || null`, quoted(text)))}
}

// menu opens what can be done with a message and chooses from it; "" leaves it open.
func (m shown) menu(role string) {
	m.t.Helper()
	m.taps(fmt.Sprintf(`[data-message="%d"] [data-role="message-menu"]`, m.id))
	m.sees("the menu", `document.querySelector('.menu')?.matches(":popover-open")`)
	if role != "" {
		m.taps(`.menu [data-role="` + role + `"]`)
	}
}

// visible is true while a message with a text stands in the part of the conversation that one sees.
func visible(text string) string {
	return fmt.Sprintf(`(() => {
		const all = document.querySelector("#log").getBoundingClientRect();
		return [...document.querySelectorAll('#messages [data-message] .text')].some((m) => {
			const box = m.getBoundingClientRect();
			return m.innerText.includes(%s) && box.top >= all.top && box.bottom <= all.bottom;
		});
	})()`, quoted(text))
}

// choosesFile opens the dialog for files by a button and chooses one.
func (v *visitor) choosesFile(button, path string) {
	v.t.Helper()
	chosen := make(chan cdp.BackendNodeID, 1)
	ctx, cancel := context.WithTimeout(v.ctx, seeWithin)
	defer cancel()
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*cdppage.EventFileChooserOpened); ok {
			chosen <- e.BackendNodeID
		}
	}); err != nil {
		v.t.Fatal(err)
	}
	intercept := func(on bool) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, cdppage.SetInterceptFileChooserDialog, cdppage.SetInterceptFileChooserDialogParams{Enabled: on})
			return err
		})
	}
	v.does("waiting for the dialog", intercept(true))
	v.clicks(button)
	select {
	case node := <-chosen:
		v.does("choosing a file", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, BackendNodeID: node})
			return err
		}), intercept(false))
	case <-ctx.Done():
		v.t.Fatal("no dialog for files opens")
	}
}

// clicks presses something with the mouse: what only a hand may do, a script may not.
func (v *visitor) clicks(selector string) {
	v.t.Helper()
	v.does("pressing "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// dropsFile drags a file onto the conversation.
func (v *visitor) dropsFile(path string) {
	v.t.Helper()
	where := asks[[]float64](v, `(() => { const b = document.querySelector("#log").getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	v.does("dropping a file", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, what := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
			if _, err := cdp.Call(ctx, tab, input.DispatchDragEvent, input.DispatchDragEventParams{
				Type: what, X: where[0], Y: where[1], Data: &input.DragData{Files: []string{path}, DragOperationsMask: 1, Items: []*input.DragDataItem{}},
			}); err != nil {
				return err
			}
		}
		return nil
	}))
}
